import type { Place } from "./location.ts";

/** A test that a runner runs: one that is skipped, left to do or expected to fail is none. */
export interface TestCase {
  /** Its title; "" where that is computed. */
  readonly name: string;
  readonly at: Place;
  /** `vitest`, `jest`, `node:test`, …; null where it is declared by a global that several runners offer. */
  readonly runner: string | null;
  /** Definitions of the deployed functions that it calls, by itself or by helpers of the tests. */
  readonly calls: readonly Place[];
  readonly expects: readonly Expectation[];
}

/** What a test expects of the code that it calls. */
export interface Expectation {
  /**
   * `refuses`: that the call throws, or answers that it is not allowed. `not-called`: that a spy is left alone.
   * `event`: that a spy was handed an environment or a decision.
   */
  readonly kind: "refuses" | "not-called" | "event";
  readonly at: Place;
  /** Definitions of the deployed functions whose outcome it is about; empty for a spy. */
  readonly of: readonly Place[];
  /** Gates that one of them asks, or that stand before what it does; index into {@link Stack.gates}. */
  readonly gates: readonly number[];
}
