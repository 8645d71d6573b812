import type { Location } from "./location.ts";

/**
 * A decision to live with a finding: by an entry of the configuration, by a comment beside the line, or because it was
 * there when the baseline was taken. It stays a finding and is counted in every format; only the build no longer fails for it.
 */
export interface Suppression {
  readonly by: "config" | "inline" | "baseline";
  /** In the words of who decided; a baseline has none of its own. */
  readonly reason: string;
  readonly owner: string | null;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string | null;
  /** Where it is written; null for a baseline, which is no file for readers. */
  readonly at: Location | null;
}
