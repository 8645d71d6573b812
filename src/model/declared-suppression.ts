import type { Location } from "./location.ts";

/** A decision as it was written down, before it is known which findings it covers. */
export interface DeclaredSuppression {
  readonly by: "config" | "inline";
  /** A check's id, its part after the slash, or `<check>/<fault>`. */
  readonly check: string;
  /** Glob over the path of a finding's first location; null covers every path. */
  readonly path: string | null;
  /** The line that a comment covers; null for entries of the configuration. */
  readonly line: number | null;
  /** What the finding is about, as reports print it; null covers every subject. */
  readonly subject: string | null;
  readonly fingerprint: string | null;
  /** Never empty: a decision without a reason is none. */
  readonly reason: string;
  readonly owner: string | null;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string | null;
  readonly at: Location;
}
