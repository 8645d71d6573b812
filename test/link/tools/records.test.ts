import { expect, it } from "vitest";
import { linkToolRecords } from "../../../src/link/tools/records.ts";
import { linkTools } from "../../../src/link/tools/tools.ts";
import { contextOf } from "../repository.ts";

function recordsIn(files: Readonly<Record<string, string>>): string[] {
  const context = contextOf(files);
  return linkToolRecords(context, context.facts, linkTools(context)).map(
    ({ at, registered, absent, incomplete }) =>
      `${at.path}: ${registered.map(({ name }) => name).join(" ")}; absent ${absent.join(" ")}; ${incomplete}`,
  );
}

const tool = (name: string): string =>
  `export const make = (server) => server.registerTool(${name}, { description: "Acts." }, async () => ({ content: [] }));`;
const sdk = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"; const server = new McpServer({ name: "a", version: "1" });`;

it("compares a record with its folder and what that imports", () => {
  expect(
    recordsIn({
      "server/tools.boundary.yaml": "tools:\n  - refund\n  - cancel\n  - ship\n",
      "server/main.ts": `${sdk} import { make } from "../shared/tools"; make(server); const names = { ship: 1 };`,
      "shared/tools.ts": tool('"refund"'),
      "other/main.ts": `${sdk} server.registerTool("other", { description: "Acts." }, async () => ({ content: [] }));`,
    }),
  ).toEqual(["server/tools.boundary.yaml: refund; absent cancel; null"]);
});

it("says why it cannot tell", () => {
  const record = { "TOOLS.md": "| Tool |\n| --- |\n| refund |\n" };
  expect(recordsIn({ ...record, "main.ts": "export const a = 1;" })).toEqual([
    "TOOLS.md: ; absent refund; no tool was found in the code it belongs to",
  ]);
  expect(
    recordsIn({
      ...record,
      "main.ts": `${sdk} for (const t of load()) server.registerTool(t.name, { description: "Acts." }, t.run);`,
    }),
  ).toEqual(["TOOLS.md: ; absent refund; some tools are registered under names made at run time"]);
});

it("takes the code around a folder that holds documents alone, unless that is of several packages", () => {
  const record = { "docs/TOOLS.md": "| Tool |\n| --- |\n| refund |\n" };
  const make = `import { make } from "./tools"; ${sdk} make(server);`;
  expect(recordsIn({ ...record, "src/main.ts": make, "src/tools.ts": tool('"refund"') })).toEqual([
    "docs/TOOLS.md: refund; absent ; null",
  ]);
  const packages = { "a/package.json": '{ "name": "a" }', "b/package.json": '{ "name": "b" }' };
  const two = { "a/main.ts": make, "a/tools.ts": tool('"refund"'), "b/main.ts": make, "b/tools.ts": tool('"ship"') };
  expect(recordsIn({ ...record, ...packages, ...two })).toEqual([
    "docs/TOOLS.md: refund ship; absent ; it stands beside the code of several packages",
  ]);
});
