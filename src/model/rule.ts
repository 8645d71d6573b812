import type { Location } from "./location.ts";
import type { Reference } from "./reference.ts";
import type { Stack } from "./stack.ts";

/** How a kind of violation is told: what is the case, why it matters, and what to do. `{name}` takes a finding's data. */
export interface Fault {
  readonly says: string;
  readonly because: string;
  readonly fix: string;
}

/** A violation as ids and data; its words are in the check's {@link Fault}. */
export interface Finding<Id extends string = string> {
  readonly fault: Id;
  /** What it is about, stable across edits: with check and path it identifies the finding to a baseline. */
  readonly subject: string;
  /**
   * Names of what it stands for, where one remedy serves several: tools of a service, calls of a model. A baseline that
   * lacks one of them does not cover the finding. Absent where the subject says it all.
   */
  readonly members?: readonly string[];
  /** Fills the placeholders of the fault; names and hosts only, never a value. */
  readonly data: Readonly<Record<string, string>>;
  readonly at: Location;
  /** The other sides of the claim and the path between them, in reading order. */
  readonly related: readonly Location[];
  /** Environments involved, production first. */
  readonly environments: readonly string[];
  /** The seed's failure path that it opens. */
  readonly failurePath: 1 | 2 | 3 | 4 | null;
  /** How it comes about: from the actor that is not production's through what is shared to production's reader; empty if no path is opened. */
  readonly contamination: readonly Location[];
}

export type Verdict<Id extends string = string> =
  | { readonly status: "pass"; readonly evidence: readonly Location[]; readonly notes: readonly string[] }
  | { readonly status: "fail"; readonly findings: readonly Finding<Id>[]; readonly notes: readonly string[] }
  /** `question` is what an attestation could answer; `suspected` holds what only names or words suggest. */
  | {
      readonly status: "unknown";
      readonly reason: string;
      readonly question: string;
      readonly evidence: readonly Location[];
      readonly suspected: readonly Finding<Id>[];
    }
  | { readonly status: "not-applicable"; readonly reason: string };

export interface Check<Id extends string = string> {
  /** `<control>/<check>`. */
  readonly id: string;
  /** A question whose answer "yes" is the good one. */
  readonly asks: string;
  /** Position in the five-signal checklist. */
  readonly signal?: 1 | 2 | 3 | 4 | 5;
  /** `test` looks for a test that shows the control at work; without its pass no control is ready. It never fails. */
  readonly leg?: "test";
  /** What it bears on in public frameworks; see rules/frameworks. */
  readonly references: readonly Reference[];
  readonly faults: Readonly<Record<Id, Fault>>;
  judge(stack: Stack): Verdict<Id>;
}

export interface Control {
  readonly slug: string;
  readonly number: number;
  readonly numberCertainty: "stated" | "inferred" | "proposed";
  readonly title: string;
  readonly question: string;
  readonly checks: readonly Check[];
}

/** Ties the ids of the findings to the declared faults: an undeclared fault does not compile. */
export function defineCheck<Id extends string>(check: Check<Id>): Check<Id> {
  return check;
}

export function pass(evidence: readonly Location[], notes: readonly string[] = []): Verdict<never> {
  return { status: "pass", evidence, notes };
}

export function fail<Id extends string>(findings: readonly Finding<Id>[], notes: readonly string[] = []): Verdict<Id> {
  return { status: "fail", findings, notes };
}

export function unknown<Id extends string = never>(
  reason: string,
  question: string,
  more: { readonly evidence?: readonly Location[]; readonly suspected?: readonly Finding<Id>[] } = {},
): Verdict<Id> {
  return { status: "unknown", reason, question, evidence: more.evidence ?? [], suspected: more.suspected ?? [] };
}

export function notApplicable(reason: string): Verdict<never> {
  return { status: "not-applicable", reason };
}
