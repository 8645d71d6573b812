import { runsByItself } from "./check-run.ts";
import { type Location, locate, type Place, samePlace } from "./location.ts";
import type { Stack } from "./stack.ts";
import type { Expectation, TestCase } from "./test-case.ts";

/** A test with one of its expectations, which shows a part of the stack at work. */
export interface Showing {
  readonly test: TestCase;
  readonly expectation: Expectation;
}

/** Every expectation that is of one of these kinds and says what is asked for. */
export function showings(
  { tests }: Stack,
  kinds: readonly Expectation["kind"][],
  shows: (expectation: Expectation, test: TestCase) => boolean,
): readonly Showing[] {
  return tests.flatMap((test) =>
    test.expects
      .filter((one) => kinds.includes(one.kind) && shows(one, test))
      .map((expectation) => ({ test, expectation })),
  );
}

/** Whether the call that an expectation is about comes by a place, or its spy stands there. */
export function comesBy({ reaches, spied }: Expectation, place: Place): boolean {
  return reaches.some((at) => samePlace(at, place)) || spied.some((at) => samePlace(at, place));
}

const saying: Readonly<Record<Expectation["kind"], string>> = {
  refuses: "a refusal",
  "not-called": "no call",
  event: "a record",
  called: "a call",
  counted: "so many and no more",
  without: "is not there",
  pinned: "what is written out",
};

export function locateShowing({ test, expectation }: Showing): Location[] {
  return [locate(test.at, "test", test.name), locate(expectation.at, "expectation", saying[expectation.kind])];
}

/** The tests among these that a pipeline runs whose failure is seen. */
export function runInPipelines({ checkRuns }: Stack, tests: readonly TestCase[]): readonly TestCase[] {
  const runs = checkRuns.filter((run) => run.kind === "tests" && runsByItself(run));
  return tests.filter(({ at }) => runs.some(({ files }) => files.includes(at.path)));
}

/** What is to be said of tests that nothing was seen to run. */
export function unrunNotes(stack: Stack, tests: readonly TestCase[]): string[] {
  return runInPipelines(stack, tests).length === 0 ? ["No pipeline was found that runs this test."] : [];
}
