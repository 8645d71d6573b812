/** A finding that was there when a baseline was taken: what it is about, and neither its line nor any value. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly check: string;
  readonly subject: string;
  /** What it stood for then; null in baselines that were taken before this was kept. */
  readonly members: readonly string[] | null;
  /** Path of its first place. */
  readonly path: string;
  /** What was a suspicion then does not cover what is proven now. */
  readonly confidence: "proven" | "suspected";
}
