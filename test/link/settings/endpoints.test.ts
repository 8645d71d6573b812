import { expect, it } from "vitest";
import { declaredHosts } from "../../../src/model/declared-hosts.ts";
import { deskWith, statusOf, withAndWithout } from "./repository.ts";

const signal = "sandbox-separation/selectable-endpoint";

function choosing(left: string, right: string): Readonly<Record<string, string>> {
  return {
    "src/tools.ts": `
      import { tool } from "ai";
      import { z } from "zod";
      const urls = { a: "https://${left}", b: "https://${right}" };
      export const updateDeal = tool({
        description: "Update a deal.",
        inputSchema: z.object({ id: z.string(), region: z.enum(["a", "b"]) }),
        execute: async (input) => fetch(urls[input.region], { method: "POST" }),
      });`,
  };
}

const config = "endpoints:\n  crm-a.dealdesk.example: production\n  '*.lab.example': staging\n";

it("decides which environments a choice of hosts spans", () => {
  const files = choosing("crm-a.dealdesk.example", "crm.lab.example:8443");
  const { without, applied } = withAndWithout(config, files);
  expect(statusOf(without, signal)).toBe("pass");
  expect(statusOf(applied, signal)).toBe("fail");
  const [finding] = applied.findings.filter(({ check }) => check === signal);
  expect(finding?.locations.filter(({ role }) => role === "declared here")).toMatchObject([
    { path: "bulkhead.config.yaml", startLine: 2 },
    { path: "bulkhead.config.yaml", startLine: 3 },
  ]);
});

it("leaves a choice within one environment alone, whatever the words in the hosts say", () => {
  const files = choosing("crm.dealdesk.example", "crm-sandbox.dealdesk.example");
  expect(statusOf(deskWith(files), signal)).toBe("fail");
  const all = "endpoints:\n  '*.dealdesk.example': production\n";
  expect(statusOf(deskWith({ ...files, "bulkhead.config.yaml": all }), signal)).not.toBe("fail");
});

it("takes the name of an environment that says nothing by itself", () => {
  const named = `environments:\n  blue: { class: production }\n${config.replace("production", "blue")}`;
  const files = choosing("crm-a.dealdesk.example", "crm.lab.example");
  expect(statusOf(deskWith({ ...files, "bulkhead.config.yaml": named }), signal)).toBe("fail");
});

it("says of an endpoint which environment it belongs to", () => {
  const { without, applied } = withAndWithout(config, {
    ".env.staging": "CRM_URL=https://crm-a.dealdesk.example/v1\n",
  });
  expect(without.stack.endpoints).toMatchObject([{ host: "crm-a.dealdesk.example", environment: "staging" }]);
  expect(applied.stack.endpoints).toMatchObject([{ host: "crm-a.dealdesk.example", environment: "production" }]);
});

it("prefers a host in full, then what stands first", () => {
  const at = { path: "c", startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, role: "", note: "" };
  const hosts = declaredHosts(
    [
      ["*.acme.example", "staging"],
      ["api.acme.example", "production"],
      ["{a,b}.acme.example", "test"],
      ["db.acme.example", "preview"],
      ["db.acme.example:5433", "ci"],
    ].map(([pattern = "", environment = ""]) => ({ pattern, environment, at })),
  );
  const environmentOf = (host: string) => hosts(host)?.environment;
  expect(environmentOf("API.acme.example:443")).toBe("production");
  expect(environmentOf("a.acme.example")).toBe("staging");
  expect(environmentOf("db.acme.example:5433")).toBe("ci");
  expect(environmentOf("db.acme.example:5432")).toBe("preview");
  expect(environmentOf("acme.example")).toBeUndefined();
});
