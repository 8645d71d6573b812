import { describe, expect, it } from "vitest";
import { deskWith, statusOf, withAndWithout } from "./repository.ts";

const shared = "sandbox-separation/unscoped-credential";
const key = "CRM_API_KEY=crm-key-8f2kq0z8mw2c5hxd\n";
const files = { ".env.blue": key, ".env.green": key };

describe("the class of an environment", () => {
  const config = "environments:\n  blue: { class: production }\n  green: { class: staging }\n";

  it("is what the settings say where its name says nothing", () => {
    const { without, applied } = withAndWithout(config, files);
    expect(without.stack.environments).toMatchObject([
      { name: "blue", class: "other" },
      { name: "green", class: "other" },
    ]);
    expect(statusOf(without, shared)).not.toBe("fail");
    expect(applied.stack.environments).toMatchObject([
      { name: "blue", class: "production" },
      { name: "green", class: "staging" },
    ]);
    expect(statusOf(applied, shared)).toBe("fail");
  });

  it("shows where it is declared", () => {
    const { applied } = withAndWithout(config, files);
    expect(applied.stack.environments[0]?.declaredAt).toContainEqual({
      path: "bulkhead.config.yaml",
      span: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 30 },
    });
  });

  it("overrules what its name says", () => {
    const report = deskWith({
      ".env.live": key,
      ".env.staging": key.replace("8f2k", "9g3l"),
      ".env.test": key,
      "bulkhead.config.yaml": "environments:\n  test: { class: other }\n",
    });
    expect(report.stack.environments.find(({ name }) => name === "test")?.class).toBe("other");
    expect(statusOf(report, shared)).not.toBe("fail");
  });
});

describe("several names of one environment", () => {
  it("are put together, so that it is not compared with itself", () => {
    const names = { ".env.production": key, ".env.eu-west": key };
    const config = "environments:\n  production: { class: production, aliases: [eu-*] }\n";
    const { without, applied } = withAndWithout(config, names);
    expect(without.stack.environments.map(({ name }) => name)).toEqual(["eu-west", "production"]);
    expect(applied.stack.environments).toMatchObject([{ name: "production", alsoCalled: ["eu-west"] }]);
    expect(applied.findings.filter(({ check }) => check === shared)).toEqual([]);
  });

  it("count for the value of a variable that names the environment", () => {
    const compose = (name: string) =>
      `services:\n  desk:\n    environment:\n      APP_ENV: ${name}\n      ${key.replace("=", ": ")}`;
    const { without, applied } = withAndWithout("environments:\n  blue: { class: production }\n", {
      "docker-compose.yml": compose("blue"),
      ".env.staging": key,
    });
    expect(without.stack.environments.map(({ class: cls }) => cls)).not.toContain("production");
    expect(applied.stack.environments).toContainEqual(expect.objectContaining({ name: "blue", class: "production" }));
  });
});

it("tells the model's choice between environments of the user's own names", () => {
  const code = {
    "src/tools.ts": `
      import { tool } from "ai";
      import { z } from "zod";
      const urls = { blue: "https://crm-a.dealdesk.example", green: "https://crm-b.dealdesk.example" };
      export const updateDeal = tool({
        description: "Update a deal.",
        inputSchema: z.object({ id: z.string(), environment: z.enum(["blue", "green"]) }),
        execute: async (input) => fetch(urls[input.environment], { method: "POST" }),
      });`,
  };
  const config = "environments:\n  blue: { class: production }\n  green: { class: staging }\n";
  const { without, applied } = withAndWithout(config, code);
  expect(statusOf(without, "sandbox-separation/selectable-endpoint")).not.toBe("fail");
  expect(statusOf(applied, "sandbox-separation/selectable-endpoint")).toBe("fail");
});
