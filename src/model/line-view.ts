import type { Location } from "./location.ts";
import type { SinkKind } from "./sink.ts";

/** What was read and understood of one line before any rule saw it: plain data, asked for on demand. */
export interface LineView {
  /** What the extractors read there. */
  readonly readings: readonly Reading[];
  /** What the program is there; null for a file that is no program. */
  readonly code: CodeView | null;
}

/** A fact that an extractor read, in words. */
export interface Reading {
  readonly says: string;
  readonly at: Location;
  /** The CI job that the line belongs to, as the place of its key. */
  readonly job: Location | null;
}

export interface CodeView {
  /** The outermost expressions that start on the line, from left to right. */
  readonly expressions: readonly ExpressionView[];
  /** How many more there are than were looked at. */
  readonly more: number;
  /** Tests on the line, and the test whose refusal the line belongs to. */
  readonly tests: readonly TestView[];
  /** The function around the line. */
  readonly around: FunctionView | null;
}

/** One expression, and what it can be wherever its function is called from. */
export interface ExpressionView {
  /** As written, literals left out. */
  readonly written: string;
  readonly at: Location;
  readonly value: ValueView;
  /** From the expression to where its value is written, each place once. */
  readonly steps: readonly Location[];
  /** What it is in each environment, where the environment decides. */
  readonly environments: readonly EnvironmentView[];
  /** What calling it does; null if it is no call. */
  readonly call: CallView | null;
}

/** One value as a phrase, with the alternatives or parts that it is made of. */
export interface ValueView {
  readonly says: string;
  readonly at: Location;
  /** The tests that lead to it, if it is one of several. */
  readonly when: string | null;
  readonly parts: readonly ValueView[];
}

/** What an expression is in one environment, or in several alike. */
export interface EnvironmentView {
  readonly environments: readonly string[];
  /** More than one if the repository does not decide. */
  readonly alternatives: readonly { readonly says: string; readonly at: Location }[];
  /** How many alternatives there are besides. */
  readonly more: number;
}

export interface CallView {
  /** What is called. */
  readonly callee: string;
  /** Where it is defined, if in the repository. */
  readonly definedAt: Location | null;
  /** What the catalogue says that it does. */
  readonly effects: readonly { readonly kind: SinkKind; readonly operation: string }[];
  /** What the catalogue knows the call as: `defines a tool`, `opens a Pinecone index`. */
  readonly knownAs: readonly string[];
  /** A package that no entry of the catalogue names, so that whatever it does goes unseen. */
  readonly unknownPackage: string | null;
}

/** A test as a gate would be read: what it looks at, and what is known to be equal past it. */
export interface TestView {
  readonly written: string;
  readonly at: Location;
  /** What happens to those who do not pass: `throws`, `returns`; null if both ways go on. */
  readonly refusal: string | null;
  readonly refusesWhen: "true" | "false";
  readonly reads: readonly SideView[];
  /** What is equal for all who pass, through the functions that it asks. */
  readonly compares: readonly { readonly left: SideView; readonly right: SideView }[];
  /** Why it is no environment gate, or what is wrong with it as one; null if it is sound. */
  readonly fault: string | null;
  /** Names of the tools whose calls pass it. */
  readonly tools: readonly string[];
}

/** One thing that a test looks at. */
export interface SideView {
  readonly written: string;
  /** What it stands for: `what the model passes`, `the environment of a credential`. */
  readonly says: string;
  readonly at: Location;
}

export interface FunctionView {
  readonly name: string;
  readonly at: Location;
  readonly callers: readonly Location[];
  /** Tools whose calls run it. */
  readonly tools: readonly string[];
  /** How the first of them gets here: the calls on the way. */
  readonly path: readonly Location[];
  /** Whether all that the tools do was followed. */
  readonly followed: boolean;
}
