import type { BindingEntry } from "./binding-facts.ts";
import type { Span } from "./location.ts";
import type { JobFact } from "./workflow-facts.ts";

/** One file of GitLab's configuration. Jobs extend those of other files, so that only the linker can put them together. */
export interface GitlabFact {
  readonly kind: "gitlab";
  /** Files of the repository that it takes in: paths, perhaps with `*`, relative to the root. */
  readonly includes: readonly { readonly path: string; readonly span: Span }[];
  readonly triggers: readonly string[] | null;
  readonly variables: readonly BindingEntry[];
  /** `default:`, and the keys of a job that stand at the top. */
  readonly defaults: GitlabJobFact;
  /** Those whose name starts with a dot are only there to be extended. */
  readonly jobs: readonly GitlabJobFact[];
  readonly span: Span;
}

/** A job as one file has it; null is what it leaves to those that it extends. */
export interface GitlabJobFact {
  readonly id: string;
  readonly extends: readonly string[];
  /** Where it says so; null where it extends nothing. */
  readonly extendsAt: Span | null;
  readonly stage: string | null;
  readonly variables: readonly BindingEntry[];
  /** What `secrets:` and `id_tokens:` fetch. */
  readonly secrets: readonly BindingEntry[];
  /** `!reference [job, "variables"]` takes the variables of another job. */
  readonly variablesOf: readonly string[];
  readonly scripts: Readonly<Partial<Record<GitlabScript, GitlabScriptFact>>>;
  readonly services: JobFact["services"] | null;
  /** `expression` is a text with variables in it. */
  readonly environment: JobFact["environment"];
  readonly triggers: readonly string[] | null;
  /** The only rule says that it never runs. */
  readonly never: boolean;
  readonly matrix: JobFact["matrix"] | null;
  readonly runsOn: readonly string[] | null;
  readonly needs: readonly string[];
  /** Another pipeline that it starts: files of the repository, or what says where else it is. */
  readonly starts: { readonly paths: readonly string[]; readonly elsewhere: string | null; readonly span: Span } | null;
  readonly span: Span;
}

export type GitlabScript = "before_script" | "script" | "after_script";

/** The lines of a script, and where `!reference` puts those of another job. */
export interface GitlabScriptFact {
  readonly parts: readonly (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "reference"; readonly job: string; readonly key: string }
  )[];
  readonly path?: string;
  readonly span: Span;
}
