import { describe, expect, it } from "vitest";
import { programSource } from "../../src/extract/program-source.ts";
import type { Zone } from "../../src/model/tree.ts";
import { factsOf } from "../support/extract.ts";

describe("programs", () => {
  it.each<[string, Zone, boolean]>([
    ["src/agent.ts", "source", true],
    ["src/agent.mjs", "source", true],
    ["src/page.tsx", "test", true],
    ["evals/agent.cts", "eval", true],
    ["src/agent.d.ts", "source", false],
    ["src/agent.ts", "example", false],
    ["src/agent.ts", "fixture", false],
    ["src/agent.ts", "generated", false],
    ["docs/agent.ts", "docs", false],
    ["src/agent.py", "source", false],
  ])("%s in %s: %s", (path, zone, wanted) => {
    expect(programSource.wants(path, zone)).toBe(wanted);
  });

  it("become modules", () => {
    expect(factsOf("src/a.ts", "\uFEFFexport const a = 1;")).toMatchObject([
      { kind: "module", module: { path: "src/a.ts" } },
    ]);
  });

  it("that are minified become gaps", () => {
    expect(factsOf("src/a.js", `${"a();".repeat(5000)}\nb();`)).toMatchObject([
      { kind: "gap", reason: expect.stringMatching(/minified/) },
    ]);
  });
});
