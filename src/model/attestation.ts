import type { Location } from "./location.ts";

/** What somebody states in `bulkhead.attest.yaml` about a question that the repository leaves open. */
export interface Attestation {
  readonly answer: "yes" | "no" | "not-applicable";
  /** A link, or a path in the repository; never empty. */
  readonly evidence: string;
  readonly by: string;
  /** Day on which it was stated, `YYYY-MM-DD`. */
  readonly date: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
  readonly at: Location;
}
