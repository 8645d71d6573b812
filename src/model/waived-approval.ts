import type { Place } from "./location.ts";

/** A setting by which an agent makes every call without being asked, whatever its product would ask for by itself. */
export interface WaivedApproval {
  /** Whose it is: `Claude Code`, `Claude Agent SDK`. */
  readonly agent: string;
  /** As it is written: `--dangerously-skip-permissions`. */
  readonly setting: string;
  /** `code`: of an agent that the repository runs; `ci`: of one that a job starts; `settings`: of everybody who opens the repository. */
  readonly where: "code" | "ci" | "settings";
  /** The job, the service or the file that it belongs to. */
  readonly of: string;
  readonly at: Place;
  /** What a job holds beside the key of its model. */
  readonly secrets: readonly { readonly name: string; readonly at: Place }[];
  /** Where the agent is kept in a sandbox of its product; null if nothing says so. */
  readonly sandboxedAt: Place | null;
}
