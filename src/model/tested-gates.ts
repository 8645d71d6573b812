import type { Gate } from "./gate.ts";
import { type Location, locate } from "./location.ts";
import type { Stack } from "./stack.ts";
import type { Expectation, TestCase } from "./test-case.ts";

/** A gate with the tests that expect it to refuse. */
export interface TestedGate {
  readonly gate: Gate;
  readonly shownBy: readonly { readonly test: TestCase; readonly expectation: Expectation }[];
}

/** Gates, by their index into {@link Stack.gates}, with the tests in which each is expected to refuse a call. */
export function testedGates({ gates, tests }: Stack, wanted: (gate: Gate, index: number) => boolean): TestedGate[] {
  return gates.flatMap((gate, index) => {
    if (!wanted(gate, index)) return [];
    const shownBy = tests.flatMap((test) =>
      test.expects
        .filter(({ kind, gates: about }) => kind !== "event" && about.includes(index))
        .map((expectation) => ({ test, expectation })),
    );
    return [{ gate, shownBy }];
  });
}

/** The test, what it expects, what it expects to be recorded, and the gate. */
export function testEvidence({ gate, shownBy }: TestedGate): Location[] {
  return shownBy.flatMap(({ test, expectation }) => [
    locate(test.at, "test", test.name),
    locate(expectation.at, "expectation", expectation.kind === "refuses" ? "a refusal" : "no call"),
    ...test.expects.filter(({ kind }) => kind === "event").map(({ at }) => locate(at, "expectation", "a record")),
    locate(gate.at, "gate", gate.name),
  ]);
}
