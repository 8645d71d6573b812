import type { Place } from "./location.ts";
import type { Stack } from "./stack.ts";

/** A check before a call, with what it does of the seed's three steps (CONTROLS PG-2, §5.1.8). */
export interface Gate {
  readonly name: string;
  readonly at: Place;
  /** Where it is called or where its refusal takes effect. */
  readonly enforcedAt: Place;
  /** Where it is asked, if its answer takes effect elsewhere: `const allowed = gate.permits(…)`. */
  readonly askedAt?: Place;
  readonly kind: "environment" | "approval" | "other";
  readonly readsCredential: Place | null;
  readonly comparesTarget: Place | null;
  /** Where the settings say that it reads and compares, if that is all that tells. */
  readonly declaredAt?: Place;
  /** Its code is not in the repository: whether it records its decisions, or looks at the process, is not known. */
  readonly isElsewhere?: true;
  /** Where that target is taken from, if it is not the one that the call will use. */
  readonly comparedFrom?: Place;
  readonly pinned: Place | null;
  /** Where the decision is recorded when it allows the call, and when it refuses it: in the gate or around it. */
  readonly logsAllow: Place | null;
  readonly logsDeny: Place | null;
  /** What is recorded goes to the console, where nobody keeps it; false where nothing is. */
  readonly logsToConsole: boolean;
  /** What it does in which order, on the way to a refusal and on the way to the call. */
  readonly order: { readonly refused: readonly GateStep[]; readonly allowed: readonly GateStep[] };
  /** Why it does not guard (result ignored, not awaited, allows on error, compares what the model passed, …); null if sound. */
  readonly weakness: string | null;
  /** An approval that what the call is about decides: it holds the calls that it asks about, and no others. */
  readonly isConditional?: true;
}

/** Reads the credential's environment, compares it with the target's, records the decision, refuses, and makes the call. */
export type GateStep = "reads" | "compares" | "logs" | "refuses" | "calls";

/** Whether a gate compares the credential with the target, and is obeyed (CONTROLS §5.1.8); an approval by a person does not. */
export function isSoundGate(gate: Gate): boolean {
  return whyNotSound(gate) === null;
}

/** Why a gate does not keep environments apart, to be read after its name; null if it is sound. */
export function whyNotSound(gate: Gate): string | null {
  if (gate.kind === "approval") return "asks a person, who sees no environment, and compares nothing";
  if (gate.kind === "other") return "compares no environments";
  if (gate.weakness !== null) return `does not guard: ${gate.weakness}`;
  if (gate.readsCredential === null) return "does not read the credential";
  return gate.comparesTarget === null ? "does not compare it with the target" : null;
}

/** The gates behind indices into {@link Stack.gates}. */
export function gatesAt(stack: Stack, indices: readonly number[]): Gate[] {
  return indices.flatMap((index) => stack.gates[index] ?? []);
}
