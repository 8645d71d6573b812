import type { Location } from "../../src/model/location.ts";

/** Something that the repository does not decide: what is missing, what to ask, and what is known. */
export interface OpenQuestion {
  readonly reason: string;
  readonly question: string;
  readonly evidence: readonly Location[];
}
