/** A comment that asks to live with what is found on a line, as it is written; whether its check exists is judged later. */
export interface IgnoreComment {
  /** Id of a check, its part after the slash, or either with a fault behind it. */
  readonly check: string;
  readonly reason: string;
  readonly owner: string | null;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string | null;
  /** What is wrong with it, so that it covers nothing; null if it is well-formed. */
  readonly flaw: string | null;
  /** The line that it covers, counting from 1: its own, or the next one if it has a line to itself. */
  readonly line: number;
}

/** What begins such a comment; files without it are not searched for one. */
export const ignoreWord = "bulkhead-ignore";

/** How such a comment is written, for whoever has written one that is not. */
export const ignoreUsage = `${ignoreWord} <check> [owner=<name>] [until=<YYYY-MM-DD>] -- <reason>`;
