import type { Attestation } from "./attestation.ts";

/** An attestation as it was written down, before it is known whether it answers what is asked today. */
export interface DeclaredAttestation extends Omit<Attestation, "answer"> {
  /** Id of the check whose question it answers. */
  readonly check: string;
  /** The question, as the report printed it to whoever answered. */
  readonly asked: string;
  /** Null until somebody has filled it in. */
  readonly answer: Attestation["answer"] | null;
  /** Why, in the words of who answered; never null where a check is said not to apply. */
  readonly note: string | null;
}
