import { describe, expect, it, test } from "vitest";
import { deskWith, statusOf, withAndWithout } from "./repository.ts";

const tagged = "sandbox-separation/untagged-audit-event";
const audit = "functions:\n  audit: ['@acme/ledger#Ledger.put']\n";

/** A tool whose calls are kept by a package that nobody would take for an audit trail. */
function kept(fields: string): Readonly<Record<string, string>> {
  return {
    ".env.production": "APP_ENV=production\n",
    ".env.staging": "APP_ENV=staging\n",
    "src/tools.ts": `
      import { Ledger } from "@acme/ledger";
      import { tool } from "ai";
      import { z } from "zod";
      const ledger = new Ledger();
      export const updateDeal = tool({
        description: "Update a deal.",
        inputSchema: z.object({ id: z.string() }),
        execute: async ({ id }) => {
          await fetch(\`https://crm.dealdesk.example/deals/\${id}\`, { method: "POST" });
          await ledger.put({ ${fields} });
        },
      });`,
  };
}

describe("an audit function", () => {
  it("is one by the word of the settings, and its fields are judged", () => {
    const { without, applied } = withAndWithout(audit, kept('what: "updated", id, environment: process.env.APP_ENV'));
    expect(without.stack.auditEvents).toEqual([]);
    expect(applied.stack.auditEvents).toMatchObject([{ emitter: "ledger.put", tag: { kind: "environment" } }]);
    expect(statusOf(without, tagged)).toBe("fail");
    expect(statusOf(applied, tagged)).toBe("pass");
  });

  it("is not believed to add what it is not given", () => {
    const { applied } = withAndWithout(audit, kept('what: "updated", id'));
    expect(applied.stack.auditEvents).toHaveLength(1);
    expect(statusOf(applied, tagged)).not.toBe("pass");
  });

  it("may be a function of the repository", () => {
    const using = kept('what: "updated", id, environment: process.env.APP_ENV');
    const files = {
      ...using,
      "src/tools.ts": using["src/tools.ts"]?.replace("@acme/ledger", "./ledger") ?? "",
      "src/ledger.ts": `
        import { appendFile } from "node:fs/promises";
        export class Ledger { async put(line: object) { await appendFile("ledger.jsonl", JSON.stringify(line)); } }`,
    };
    const { without, applied } = withAndWithout("functions:\n  audit: ['src/ledger.ts#Ledger.put']\n", files);
    expect(without.stack.auditEvents).toEqual([]);
    expect(applied.stack.auditEvents).toMatchObject([{ emitter: "ledger.put", tag: { kind: "environment" } }]);
  });

  it("records a tool outside its handler too", () => {
    const files = {
      ...kept("id"),
      "src/loop.ts": `
        import { put } from "@acme/ledger";
        export async function afterCall(name: string) { await put({ tool: name, environment: process.env.APP_ENV }); }`,
    };
    const { applied } = withAndWithout("functions:\n  audit: ['@acme/ledger#put']\n", files);
    expect(applied.stack.auditEvents).toMatchObject([{ emitter: "put" }]);
  });
});

describe("a function that registers tools", () => {
  const registered = (call: string) => ({
    "src/tools.ts": `
      import { defineAction, kit } from "@acme/agent-kit";
      import { z } from "zod";
      const update = async ({ id }) => fetch(\`https://crm.dealdesk.example/deals/\${id}\`, { method: "POST" });
      ${call}`,
  });
  const schema = "z.object({ id: z.string() })";

  test.each([
    ["options with a handler", `defineAction({ name: "update_deal", input: ${schema}, run: update });`],
    ["a name and options", `defineAction("update_deal", { schema: ${schema}, handler: update });`],
    ["a name and a handler", `defineAction("update_deal", update);`],
    ["a name, a schema and a handler", `defineAction("update_deal", ${schema}, update);`],
    [
      "a name, a description, a schema and a handler",
      `defineAction("update_deal", "Update a deal.", ${schema}, update);`,
    ],
    ["a handler after its options", `defineAction({ name: "update_deal", schema: ${schema} }, update);`],
  ])("is told what it is given: %s", (_, call) => {
    const { without, applied } = withAndWithout(
      "functions:\n  tools: ['@acme/agent-kit#defineAction']\n",
      registered(call),
    );
    expect(without.stack.tools).toEqual([]);
    expect(applied.stack.tools).toMatchObject([{ name: "update_deal", opaque: null, sinks: [{ operation: "fetch" }] }]);
    const hasSchema = call.includes("z.object");
    expect(applied.stack.tools[0]?.parameters.map(({ name }) => name)).toEqual(hasSchema ? ["id"] : []);
    expect(statusOf(without, "pre-call-gate/ungated-call")).toBe("not-applicable");
    expect(statusOf(applied, "pre-call-gate/ungated-call")).toBe("fail");
  });

  it("may be a method", () => {
    const report = deskWith({
      ...registered(`kit.action("update_deal", ${schema}, update);`),
      "bulkhead.config.yaml": "functions:\n  tools: [kit.action]\n",
    });
    expect(report.stack.tools).toMatchObject([{ name: "update_deal" }]);
  });

  it("registers nothing where it is given nothing to run", () => {
    const report = deskWith({
      ...registered(`defineAction("update_deal");`),
      "bulkhead.config.yaml": "functions:\n  tools: [defineAction]\n",
    });
    expect(report.stack.tools.map(({ sinks }) => sinks)).not.toContainEqual(
      expect.arrayContaining([expect.anything()]),
    );
  });
});
