import { describe, expect, it } from "vitest";
import { marksOf, type Relation, type Standing } from "../../../src/report/inventory/marks.ts";

/** Marks of values written as `resource/part`; a leading `~` or `@` makes one tentative or named, `?` unknown, `.` local. */
function marks(...values: string[]): string {
  return marksOf(values, standingOf, compare).join(" ");
}

function standingOf(value: string): Standing {
  const standings: Readonly<Record<string, Standing>> = {
    "~": "tentative",
    "@": "named",
    "?": "unknown",
    ".": "local",
  };
  return standings[value[0] ?? ""] ?? "known";
}

function compare(a: string, b: string): Relation {
  const [resource, part] = a.replace(/^[~@]/, "").split("/");
  const [otherResource, otherPart] = b.replace(/^[~@]/, "").split("/");
  if (resource === otherResource) return part === otherPart ? "same" : "same-with-sub-scope";
  return a.startsWith("@") && b.startsWith("@") ? "unresolved" : "different";
}

describe("the signs of a row", () => {
  it.each([
    [["x", "x", "y"], "A A B"],
    [["x/1", "x/2", "x/1", "y"], "A1 A2 A1 B"],
    [["x", "?", ".", "x"], "A ? lo A"],
    [["@x", "@y"], "a b"],
    [["@x", "@x"], "A A"],
    [["@x", "y"], "A B"],
    [["~x", "x", "y"], "a a B"],
    [[], ""],
  ])("of %j are %j", (values, expected) => {
    expect(marks(...values)).toBe(expected);
  });

  it("go on after Z", () => {
    const signs = marks(...Array.from({ length: 54 }, (_, index) => `r${index}`)).split(" ");
    expect([signs[25], signs[26], signs[51], signs[52]]).toEqual(["Z", "AA", "AZ", "BA"]);
  });
});
