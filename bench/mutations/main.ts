import { runMutant, verdictsOf } from "./bench.ts";
import { readCases } from "./mutant.ts";
import { tableOf } from "./table.ts";

const folder = "bench/cases";

/** Runs every mutant of the stacks whose names hold one of `words`; the text is the table for people. */
export function runBench(words: readonly string[]): { readonly text: string; readonly clean: boolean } {
  const cases = readCases(folder).filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const unclean = cases.flatMap(({ name, files, clean }) => {
    const verdicts = verdictsOf(files);
    return verdicts === clean ? [] : [`${name} is not clean: ${verdicts}, not ${clean}`];
  });
  const outcomes = cases.flatMap((one) => one.mutants.map((mutant) => runMutant(one, mutant)));
  const clean =
    unclean.length === 0 &&
    outcomes.every(({ result, stray }) => (result === "caught" || result === "silent") && stray.length === 0);
  return { text: [...unclean, tableOf(outcomes)].join("\n"), clean };
}
