import { describe, expect, it } from "vitest";
import { factsOf, ofKind } from "../support/extract.ts";

describe("workspace files", () => {
  it.each<[string, string, string[]]>([
    ["pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - '!**/test/**'\n", ["apps/*", "!**/test/**"]],
    ["lerna.json", '{"packages": ["packages/*"]}', ["packages/*"]],
    ["apps/x/pnpm-workspace.yaml", "packages: [a]", ["a"]],
  ])("%s", (path, text, patterns) => {
    expect(factsOf(path, text)).toMatchObject([{ kind: "workspace", patterns }]);
  });

  it.each([
    ["pnpm-workspace.yaml", "catalog: {a: 1}"],
    ["pnpm-workspace.yaml", ""],
    ["lerna.json", "[]"],
  ])("%s %j names none", (path, text) => {
    expect(factsOf(path, text)).toEqual([]);
  });

  it("give a gap where they are broken", () => {
    expect(ofKind(factsOf("lerna.json", '{"packages": ["a"'), "gap")).toHaveLength(1);
  });
});
