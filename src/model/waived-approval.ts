import type { Place } from "./location.ts";

/** A setting by which an agent makes calls without being asked, whatever its product would ask for by itself. */
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
  /**
   * What is done without asking: `everything`; `commands`: any command of a shell; `files`: writing to them;
   * `own-writes`: tools of the repository that change something; `server-tools`: those of a server elsewhere, of which
   * the repository shows no more than their names.
   */
  readonly waives: "everything" | "commands" | "files" | "own-writes" | "server-tools";
  /** The tools of a server that it is about; empty where it is about all, or about no server. */
  readonly tools: readonly string[];
  /** Whether it holds whenever the agent runs there, and not on one of several ways that somebody picks. */
  readonly always: boolean;
  /** What a job holds beside the key of its model. */
  readonly secrets: readonly { readonly name: string; readonly at: Place }[];
  /** What else keeps the calls in bounds; null if nothing says so. */
  readonly heldBy: { readonly what: "sandbox" | "hook"; readonly at: Place } | null;
}

/** An agent, or a server's tools, of which it is written down that somebody or something is asked. */
export interface KeptApproval {
  readonly agent: string;
  readonly of: string;
  /** `requireApproval: "always"`. */
  readonly says: string;
  readonly at: Place;
}
