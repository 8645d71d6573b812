import type { Attestation } from "./attestation.ts";

/** An attestation as it was written down, before it is known whether it answers what is asked today. */
export interface DeclaredAttestation extends Omit<Attestation, "answer"> {
  /** Id of the check whose question it answers. */
  readonly check: string;
  /** What the check asks, so that yes is the good answer. */
  readonly asked: string;
  /** What of it was open when it was answered, as the report put it: an answer about one key is none about another. */
  readonly about: string;
  /** Null until somebody has filled it in. */
  readonly answer: Attestation["answer"] | null;
  /** Why, in the words of who answered; never null where a check is said not to apply. */
  readonly note: string | null;
}
