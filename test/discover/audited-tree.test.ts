import { expect, it } from "vitest";
import { auditedTree } from "../../src/discover/audited-tree.ts";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import type { DeclaredGlob } from "../../src/model/settings.ts";

function ignore(...patterns: string[]): DeclaredGlob[] {
  return patterns.map((pattern, index) => ({
    pattern,
    at: {
      path: "bulkhead.config.yaml",
      startLine: index + 2,
      startColumn: 5,
      endLine: index + 2,
      endColumn: 9,
      role: "left out",
      note: "",
    },
  }));
}

const files = {
  "bulkhead.config.yaml": "ignore: [legacy]\n",
  "bulkhead.attest.yaml": "",
  "src/agent.ts": "",
  "src/agent.gen.ts": "",
  "legacy/agent.ts": "",
  "legacy/deep/tool.ts": "",
};

it("leaves out what the settings name, and says so of each folder and file", () => {
  const tree = auditedTree(memoryTree(files), ignore("legacy", "**/*.gen.ts"));
  expect(tree.files.map(({ path }) => path)).toEqual(["src/agent.ts"]);
  expect(tree.gaps).toEqual([
    { path: "legacy", reason: "left out of the audit by `legacy` (bulkhead.config.yaml:2)" },
    { path: "src/agent.gen.ts", reason: "left out of the audit by `**/*.gen.ts` (bulkhead.config.yaml:3)" },
  ]);
  expect(tree.read("legacy/agent.ts")).toBeUndefined();
  expect(tree.has("legacy/agent.ts")).toBe(false);
  expect(tree.has("src/agent.ts")).toBe(true);
  expect(tree.unused).toEqual([]);
});

it("takes no file of its own for a part of the stack, settings or not", () => {
  const tree = auditedTree(memoryTree(files), []);
  expect(tree.files.map(({ path }) => path)).not.toContain("bulkhead.config.yaml");
  expect(tree.gaps).toEqual([]);
});

it("tells which entries leave out nothing", () => {
  const tree = auditedTree(memoryTree(files), ignore("legacy/**", "legcy/**"));
  expect(tree.unused.map(({ pattern }) => pattern)).toEqual(["legcy/**"]);
});

it("counts an entry as used where another one already left the file out", () => {
  expect(auditedTree(memoryTree(files), ignore("legacy", "legacy/deep")).unused).toEqual([]);
});

it("still tells of files that could not be read", () => {
  const tree = auditedTree(memoryTree({ "src/agent.ts": "\0\0\0\0", "src/b.ts": "" }), ignore("src/b.ts"));
  tree.read("src/agent.ts");
  expect(tree.gaps.map(({ path }) => path)).toEqual(["src/agent.ts", "src/b.ts"]);
});
