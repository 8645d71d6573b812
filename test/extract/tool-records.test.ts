import { expect, it } from "vitest";
import { factsOf, ofKind } from "../support/extract.ts";

const recorded = (path: string, text: string): string[] =>
  ofKind(factsOf(path, text), "tool-record").flatMap(({ entries, isOpen }) =>
    entries.map(({ name, span }) => `${span.startLine} ${name}${isOpen ? " +" : ""}`),
  );

const bundle = (more: object): string =>
  JSON.stringify({
    dxt_version: "0.1",
    server: { mcp_config: { command: "node" } },
    tools: [{ name: "refund" }],
    ...more,
  });

it.each<readonly [string, string, string, readonly string[]]>([
  ["a bundle", "manifest.json", bundle({}), ["1 refund"]],
  ["a bundle with more", "manifest.json", bundle({ tools_generated: true }), ["1 refund +"]],
  ["an extension of a browser", "manifest.json", JSON.stringify({ manifest_version: 3, tools: [{ name: "a" }] }), []],
  [
    "a list in YAML",
    "tools.boundary.yaml",
    "tools:\n  - name: refund\n    writes: true\n  - cancel\n",
    ["2 refund", "4 cancel"],
  ],
  ["a map in YAML", "agent/tools.boundary.yml", "tools:\n  refund: { writes: true }\n", ["2 refund"]],
  [
    "a table",
    "TOOLS.md",
    "# Tools\n\n| Tool | Writes |\n| --- | --- |\n| `refund` | yes |\n| cancel | yes |\n",
    ["5 refund", "6 cancel"],
  ],
  ["another table", "TOOLS.md", "| Command | Does |\n| --- | --- |\n| build | it |\n", []],
  ["prose", "TOOLS.md", "We have tools: refund and cancel.\n", []],
])("%s", (_, path, text, expected) => {
  expect(recorded(path, text)).toEqual(expected);
});
