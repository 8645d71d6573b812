import { describe, expect, it } from "vitest";
import { tsconfig } from "../../src/extract/tsconfig.ts";
import { factsOf, ofKind } from "../support/extract.ts";

describe("tsconfig", () => {
  it("tells which specifier means which file, comments or not", () => {
    const text =
      '\uFEFF{\r\n  // base\r\n  "extends": ["./a.json", "@acme/b"],\r\n  "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*", "./lib/*"], }, },\r\n}';
    expect(factsOf("tsconfig.json", text)).toMatchObject([
      {
        kind: "tsconfig",
        extends: ["./a.json", "@acme/b"],
        baseUrl: ".",
        paths: [{ pattern: "@/*", targets: ["./src/*", "./lib/*"] }],
      },
    ]);
  });

  it("may say nothing", () => {
    expect(factsOf("tsconfig.json", "{}")).toMatchObject([{ extends: [], baseUrl: null, paths: [] }]);
    expect(factsOf("tsconfig.json", "")).toEqual([]);
    expect(factsOf("tsconfig.json", '{"extends": "./a.json"}')).toMatchObject([{ extends: ["./a.json"] }]);
  });

  it("that is broken gives what could be read, and a gap", () => {
    const facts = factsOf("tsconfig.json", '{ "extends": "./a", "compilerOptions": { "paths": ');
    expect(ofKind(facts, "tsconfig")).toMatchObject([{ extends: ["./a"] }]);
    expect(ofKind(facts, "gap")).toHaveLength(1);
  });

  it.each([
    ["tsconfig.json", true],
    ["apps/web/tsconfig.build.json", true],
    ["jsconfig.json", true],
    ["my-tsconfig.json", false],
    ["tsconfig.ts", false],
  ])("%s: %s", (path, wanted) => {
    expect(tsconfig.wants(path, "source")).toBe(wanted);
  });
});
