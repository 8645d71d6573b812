import { describe, expect, it } from "vitest";
import { runMutant, verdictsOf } from "../../bench/mutations/bench.ts";
import { readCases } from "../../bench/mutations/mutant.ts";

describe.each(readCases("bench/cases").map((one) => [one.name, one] as const))("%s", (_, stack) => {
  it("is clean before it is changed", () => {
    expect(verdictsOf(stack.files)).toBe(stack.clean);
  });

  it.each(stack.mutants.map((mutant) => [mutant.id, mutant] as const))("%s", (_, mutant) => {
    const { result, stray, note } = runMutant(stack, mutant);
    const wanted = mutant.signal === undefined ? "silent" : "caught";
    if (mutant.missed === undefined) expect({ result, stray }, note).toEqual({ result: wanted, stray: [] });
    else expect(result, "it is caught now: drop `missed`").not.toBe(wanted);
  });
});
