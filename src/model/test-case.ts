import type { Place } from "./location.ts";

/** A text, number or truth value as code writes it out; what was sealed as a secret is none. */
export type Written = string | number | boolean | null;

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
  /** What it hands to calls outside its expectations; empty where it expects nothing of a part of the stack. */
  readonly gives: readonly Given[];
  /** What it has deployed calls answer in place of their own code. */
  readonly fakes: readonly Fake[];
}

/** What a test expects of the code that it calls. */
export interface Expectation {
  /**
   * `refuses`: that the call throws, or answers that it is not allowed. `not-called`: that a spy is left alone.
   * `event`: that a spy was handed an environment or a decision; `called`: that it was called, with whatever.
   * `counted`: that a spy was called, or something happened, so many times and not more. `without`: that something is
   * not in the answer. `pinned`: that it is what a snapshot, a file or the test itself writes out.
   */
  readonly kind: "refuses" | "not-called" | "event" | "called" | "counted" | "without" | "pinned";
  readonly at: Place;
  /** Definitions of the deployed functions whose outcome it is about; empty for a spy. */
  readonly of: readonly Place[];
  /** Gates that one of them asks, or that stand before what it does; index into {@link Stack.gates}. */
  readonly gates: readonly number[];
  /** Parts of the stack that the call comes by: a stop, a model call, an event, an effect, each by its own place. */
  readonly reaches: readonly Place[];
  /** Calls in deployed code that the spy stands in for, as far as the test comes by them. */
  readonly spied: readonly Place[];
  /** What a record is held to: names of its fields, with the values that are written out; for `counted` the property; for `without` what is left out. */
  readonly fields: readonly { readonly name: string; readonly value: Written }[];
  /** How often, for `counted`; null where it is computed. */
  readonly count: number | null;
  /** For `pinned`: the tools that the subject lists, as indices into {@link Stack.tools}, and whether by name alone. */
  readonly lists: readonly number[];
  readonly byNameOnly: boolean;
}

/** What one call of a test is handed: texts and keys, and what is written out beside them. */
export interface Given {
  readonly at: Place;
  readonly names: readonly string[];
  readonly values: readonly Written[];
}

/** An answer that a test puts in place of deployed code or of what that calls. */
export interface Fake {
  readonly at: Place;
  /** The calls in deployed code that get it. */
  readonly calls: readonly Place[];
  /** `undefined` where it is computed or not told. */
  readonly answer: Written | undefined;
  readonly throws: boolean;
  /** It answers so every time, and not for the next call alone. */
  readonly repeats: boolean;
}
