import { describe, expect, it } from "vitest";
import type { CodeView } from "../../src/model/line-view.ts";
import { viewOf } from "../link/explain/line.ts";
import { stackOf, tool } from "../support/stack.ts";
import { explained } from "./explained.ts";

const because = (code: CodeView | null, file = {}) =>
  explained(stackOf(), "src/nothing.ts:5", { view: { readings: [], code }, file }).unknownBecause;

const codeOf = (text: string) => viewOf({ "package.json": "{}", "a.ts": text }, "a.ts", "// here").code;

describe("a line of which nothing is known says why", () => {
  it.each([
    ["test", /^It is a test/],
    ["eval", /^It is part of an eval/],
    ["example", /^It is an example/],
    ["docs", /^It is documentation/],
    ["generated", /^It is generated/],
    ["fixture", /^It is a fixture/],
  ] as const)("in a file that is %s", (zone, reason) => {
    expect(because(null, { zone })[0]).toMatch(reason);
  });

  it("in a file that nothing reads, or that is read past the line", () => {
    expect(because(null, { extractors: [] })).toEqual(["No extractor reads files of this kind."]);
    expect(because(null)).toEqual(["The extractor that reads the file took nothing from this line."]);
  });

  it.each([
    ["without code", "// here\n", /^No expression starts on it/],
    [
      "of an unknown package",
      'import { push } from "left-handed-queue";\npush(1); // here\n',
      /no entry for the package left-handed-queue/,
    ],
    [
      "whose effect no tool reaches",
      'export const f = () => fetch("https://a.example", { method: "POST" }); // here\n',
      /no tool was followed to it/,
    ],
    [
      "that the catalogue knows",
      'import { tool } from "ai";\nconst make = (x) => tool(x); // here\n',
      /knows a call on it that defines a tool/,
    ],
    [
      "that tests something else",
      'export const f = (x: string) => {\n  if (x === "kb") return; // here\n  f("a");\n};\n',
      /Of tests the model keeps environment gates, and this is none/,
    ],
    [
      "that does nothing",
      'import { a } from "./a.ts";\nconst b = a; // here\n',
      /^It opens no store and hands on no credential, and no tool was followed to it/,
    ],
  ])("%s", (_, text, reason) => {
    expect(because(codeOf(text)).join("\n")).toMatch(reason);
  });
});

it("shows the nearest lines that are known, in order", () => {
  const { nearby } = explained(stackOf({ tools: [tool()] }), "src/tools/refund.ts:17");
  expect(nearby).toEqual([
    { line: 8, says: "defines it (tool refund)" },
    { line: 15, says: "runs when it is called (tool refund)" },
    { line: 20, says: "calls fetch POST (tool refund)" },
  ]);
});

it("says none of this of a line that is known", () => {
  expect(explained(stackOf({ tools: [tool()] }), "src/tools/refund.ts:20")).toMatchObject({
    unknownBecause: [],
    nearby: [],
  });
});
