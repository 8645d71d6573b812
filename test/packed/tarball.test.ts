import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { controls } from "../../rules/index.ts";

const root = join(import.meta.dirname, "../..");
const { tarball, files, project } = inject("installed");
const tool = (...argv: string[]) => spawnSync("npx", ["--no-install", ...argv], { cwd: root, encoding: "utf8" });

it("holds the program, its types, pages, grammars and schemas, and nothing else", () => {
  const kinds: readonly (readonly [kind: string, path: RegExp])[] = [
    ["manifest and papers", /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE)$/],
    ["command", /^dist\/bin\/bulkhead\.js$/],
    ["public API", /^dist\/src\/audit\.js$/],
    ["chunk", /^dist\/chunks\/[a-z0-9-]+\.js$/],
    ["types", /^dist\/src\/[a-z/-]+\.d\.ts$/],
    ["page", /^dist\/rules\/([a-z-]+)\/\1\.md$/],
    ["grammar", /^dist\/src\/extract\/grammar\/tree-sitter-[a-z]+\.(?:wasm|LICENSE)$/],
    ["schema", /^schema\/[a-z-]+\.v\d+\.schema\.json$/],
  ];
  const counts = Object.fromEntries(kinds.map(([kind, path]) => [kind, files.filter((one) => path.test(one)).length]));
  expect(files.filter((file) => !kinds.some(([, path]) => path.test(file)))).toEqual([]);
  expect(counts).toMatchObject({
    "manifest and papers": 4,
    command: 1,
    "public API": 1,
    page: controls.length,
    grammar: 4,
    schema: readdirSync(join(root, "schema")).length,
  });
});

it("says nothing of the machine that built it", () => {
  const home = join(project, "node_modules/agent-bulkhead");
  const texts = files.filter((path) => !path.endsWith(".wasm")).map((path) => readFileSync(join(home, path), "utf8"));
  expect(texts.length).toBeGreaterThan(0);
  // The home of whoever builds may be a folder that documentation names too, such as /root.
  const told = [root, join(homedir(), ".")].filter((path) => path.split(/[\\/]/).length > 2);
  expect(told).toContain(root);
  for (const text of texts) for (const path of told) expect(text).not.toContain(path);
});

it("is what package managers and bundlers expect (publint)", () => {
  const { status, stdout } = tool("publint", "run", tarball, "--strict");
  expect(stdout).toContain("All good!");
  expect(status).toBe(0);
});

it("has types that every resolution of an ES module finds (attw)", () => {
  const { status, stdout } = tool("attw", tarball, "--profile", "esm-only", "--no-color", "--format", "ascii");
  expect(stdout).toContain("node16 (from ESM)");
  expect(status, stdout).toBe(0);
});
