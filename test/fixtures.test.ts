import { describe, expect, it } from "vitest";
import { findFixtures, runFixture } from "./harness/fixture.ts";

describe.each(findFixtures().map((fixture) => [fixture.name, fixture] as const))("%s", (name, fixture) => {
  it("is judged as expected.txt says", () => {
    const hint = `Look at the output of: npm run fixture -- ${name}`;
    expect(fixture.expected, `fixtures/${name} has no expected.txt. ${hint}`).not.toBeNull();
    expect(runFixture(fixture).text, hint).toBe(fixture.expected);
  });

  if (fixture.intent === null) return;
  const asMeant = fixture.intent.todo === undefined ? it : it.fails;
  asMeant("is judged as its author meant it", () => {
    expect(runFixture(fixture).unmet).toEqual([]);
  });
});
