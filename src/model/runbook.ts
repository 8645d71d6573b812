import type { Place } from "./location.ts";

/** What a runbook has to say (CONTROLS IR-2), as far as words can show it. */
export type RunbookField =
  | "stop command"
  | "confirmation"
  | "access"
  | "owner"
  | "backup contact"
  | "escalation"
  | "evidence preservation"
  | "rollback"
  | "notification"
  | "severity";

/** A document that is followed in an incident. */
export interface Runbook {
  readonly at: Place;
  /** Words of this stack that it uses: tools, services, or what agents are called; empty if it is about something else. */
  readonly mentions: readonly { readonly word: string; readonly at: Place }[];
  readonly fields: readonly { readonly field: RunbookField; readonly at: Place }[];
  /** What it names in the repository. */
  readonly references: readonly {
    readonly what: string;
    readonly text: string;
    readonly at: Place;
    readonly resolves: boolean;
  }[];
}

/** Who has to agree to changes of the files that make the agent. */
export interface Ownership {
  readonly at: Place;
  readonly covered: readonly { readonly path: string; readonly rule: Place }[];
  readonly open: readonly Place[];
}
