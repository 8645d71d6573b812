import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { parametersIn } from "../repository.ts";

const lock = (name: string, version: string) =>
  JSON.stringify({
    packages: { "": { dependencies: { [name]: "*" } }, [`node_modules/${name}`]: { version } },
  });
const manifest = (name: string, range = "*") => JSON.stringify({ name: "desk", dependencies: { [name]: range } });

describe("a tool of the AI SDK", () => {
  const text = `import { tool } from "ai";
import { z } from "zod";
export const find = tool({
  description: "Finds articles.",
  parameters: z.object({ old: z.string() }),
  inputSchema: z.object({ query: z.string() }),
  execute: async (input) => input,
});`;
  const old = text.replace(/ {2}inputSchema.*\n/, "");

  it.each<[string, Record<string, string>, string, string]>([
    ["5 by lockfile", { "package-lock.json": lock("ai", "5.0.42") }, text, "find(query)"],
    ["4 by lockfile", { "package-lock.json": lock("ai", "4.3.19") }, text, "find(old)"],
    ["a version that nothing tells", {}, text, "find(query)"],
    ["a version that nothing tells, written for 4", {}, old, "find(old)"],
    ["5, written for 4", { "package-lock.json": lock("ai", "5.0.42") }, old, "find()"],
  ])("takes what its schema says in %s", (_, files, code, expected) => {
    expect(parametersIn({ "package.json": manifest("ai"), ...files, "src/tools.ts": code })).toEqual([expected]);
  });

  it("takes what its schema says in the range of package.json", () => {
    const files = (range: string) => ({ "package.json": manifest("ai", range), "src/tools.ts": text });
    expect(parametersIn(files("^4.3.0"))).toEqual(["find(old)"]);
    expect(parametersIn(files("^6.0.0"))).toEqual(["find(query)"]);
  });
});

describe("a tool of Mastra", () => {
  const text = (input: string, read: string) => `import { createTool } from "@mastra/core/tools";
import { z } from "zod";
const ENDPOINTS: Record<string, string> = {
  staging: "https://api.staging.example.net",
  production: "https://api.example.net",
};
export const refund = createTool({
  id: "refund",
  description: "Refunds an order.",
  inputSchema: z.object({ environment: z.enum(["staging", "production"]), order: z.string() }),
  execute: async (${input}) => {
    await fetch(ENDPOINTS[${read}] + "/refunds", { method: "POST", body: "{}" });
  },
});`;
  const picked = (files: Record<string, string>, code: string) =>
    auditTree(memoryTree({ "package.json": manifest("@mastra/core"), ...files, "src/tools.ts": code })).stack.tools.map(
      ({ name, selections }) => `${name}: ${selections.map((s) => `${s.by} ${s.proven}`).join()}`,
    );
  const version = (v: string) => ({ "package-lock.json": lock("@mastra/core", v) });

  it.each<[string, Record<string, string>, string]>([
    ["under `context` in 0.24", version("0.24.9"), text("{ context }", "context.environment")],
    ["as its argument in 1", version("1.71.0"), text("input", "input.environment")],
    ["under `context` in a version that nothing tells", {}, text("{ context }", "context.environment")],
    ["as its argument in a version that nothing tells", {}, text("input", "input.environment")],
  ])("is given its input %s", (_, files, code) => {
    expect(picked(files, code)).toEqual(["refund: environment true"]);
  });

  it("is given an input called `context` as its argument in 1", () => {
    const code = text("input", "input.context").replace("environment: z.enum", "context: z.enum");
    expect(picked(version("1.71.0"), code)).toEqual(["refund: context true"]);
  });
});
