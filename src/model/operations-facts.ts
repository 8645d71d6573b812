import type { Span } from "./location.ts";

/** A document that is followed in an incident, as words and references. */
export interface RunbookFact {
  readonly kind: "runbook";
  /** Each word once, in lower case, where it is first used. */
  readonly words: readonly { readonly word: string; readonly span: Span }[];
  readonly hasCommands: boolean;
  /**
   * What it refers to in the repository. `link`: relative to the document. `path`: a path in running text, of which it is
   * not sure that it belongs here. `command`: a file that a command line runs from the root.
   */
  readonly references: readonly {
    readonly kind: "link" | "path" | "command" | "script" | "workflow";
    readonly text: string;
    readonly span: Span;
  }[];
  readonly span: Span;
}

/** CODEOWNERS: patterns in order, of which the last that matches counts; `owners` is how many are named. */
export interface CodeOwnersFact {
  readonly kind: "code-owners";
  readonly rules: readonly { readonly pattern: string; readonly owners: number; readonly span: Span }[];
  readonly span: Span;
}

/** A rule that alerts somebody when a measurement is out of bounds; for `alertmanager` the receivers of all of them. */
export interface AlertRuleFact {
  readonly kind: "alert-rule";
  readonly product: "prometheus" | "alertmanager" | "cloudwatch";
  readonly name: string;
  /** Whether it tells somebody, nobody, or whoever is configured in another place. */
  readonly routing: "receiver" | "none" | "elsewhere";
  /** Whether its words name what agents, models or tools do. */
  readonly watchesAgent: boolean;
  readonly span: Span;
}
