import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { diskTree } from "../../src/discover/disk-tree.ts";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import { folderWith } from "../harness/folder.ts";

const files = { "docs/keys.md": "# Keys\n", "docs/drill.pdf": "%PDF", "node_modules/a/index.js": "" };

const expected: readonly (readonly [path: string, is: boolean])[] = [
  ["docs/keys.md", true],
  ["docs/drill.pdf", true],
  ["docs", true],
  ["docs/gone.md", false],
  ["docs/keys.md/x", false],
  ["../docs/keys.md", false],
  ["docs/../docs/keys.md", false],
  ["/etc/passwd", false],
  ["node_modules/a/index.js", false],
  ["", false],
];

it.each(expected)("a tree in memory: %j %s", (path, is) => {
  expect(memoryTree(files).holds(path)).toBe(is);
});

it.each(expected)("a tree on disk: %j %s", (path, is) => {
  expect(diskTree(folderWith(files)).holds(path)).toBe(is);
});

it("follows no link out of the root", () => {
  const outside = folderWith({ "secret.pdf": "x" });
  const root = folderWith(files);
  symlinkSync(outside, join(root, "away"));
  symlinkSync(join(outside, "secret.pdf"), join(root, "secret.pdf"));
  mkdirSync(join(root, "evidence"));
  writeFileSync(join(root, "evidence/scan.png"), "x");
  const tree = diskTree(root);
  expect(tree.holds("evidence/scan.png")).toBe(true);
  expect(tree.holds("away/secret.pdf")).toBe(false);
  expect(tree.holds("secret.pdf")).toBe(false);
});
