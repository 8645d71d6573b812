/** Who has to act before the audit can be carried out. */
export type Blame = "usage" | "config" | "target" | "internal";

/** The audit as a whole cannot be carried out. Trouble with a single file is a `Gap` instead. */
export class AuditError extends Error {
  readonly blame: Blame;
  /** What the user can do about it; one sentence. */
  readonly hint: string;

  constructor(message: string, blame: Blame, hint: string) {
    super(message);
    this.name = "AuditError";
    this.blame = blame;
    this.hint = hint;
  }
}
