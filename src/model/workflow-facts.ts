import type { BindingEntry } from "./binding-facts.ts";
import type { Span } from "./location.ts";

/** The CI system that runs a workflow: how it hands out variables and environments differs. */
export type CiProvider = "github" | "gitlab" | "circleci" | "azure" | "bitbucket" | "cloud-build";

/** A workflow of GitHub, and what other CI systems call pipelines, lowered to the same shape. */
export interface WorkflowFact {
  readonly kind: "workflow";
  readonly provider: CiProvider;
  readonly name: string;
  /** Event names; `workflow_call` marks a reusable workflow. */
  readonly triggers: readonly {
    readonly event: string;
    readonly branches: readonly string[];
    readonly types?: readonly string[];
    readonly span: Span;
  }[];
  /** What the run's own token may do, unless a job says otherwise. */
  readonly permissions?: TokenRights;
  /** What `workflow_dispatch` and `workflow_call` ask for. */
  readonly inputs?: readonly InputFact[];
  readonly env: readonly BindingEntry[];
  readonly jobs: readonly JobFact[];
  readonly span: Span;
}

/** An input of a workflow or action; `options` are those of a choice. */
export interface InputFact {
  readonly name: string;
  readonly default: string | null;
  readonly options: readonly string[];
  readonly span?: Span;
}

export interface JobFact {
  readonly id: string;
  readonly name: string | null;
  /** `environment:`; `name` null when it is an expression, whose text is then in `expression`. */
  readonly environment: {
    readonly name: string | null;
    readonly expression: string | null;
    readonly path?: string;
    readonly span: Span;
  } | null;
  readonly needs: readonly string[];
  readonly permissions?: TokenRights;
  readonly if: string | null;
  readonly env: readonly BindingEntry[];
  readonly steps: readonly StepFact[];
  /** What tells of what it does, where all of its steps are in what could not be read. */
  readonly inPlaceOfSteps?: { readonly names: readonly string[]; readonly stage: string | null };
  readonly services: readonly {
    readonly name: string;
    readonly image: string | null;
    readonly path?: string;
    readonly span: Span;
  }[];
  readonly matrix: Readonly<Record<string, readonly string[]>>;
  readonly runsOn: readonly string[];
  /** A call of a reusable workflow. */
  readonly calls: {
    readonly workflow: string;
    readonly with: readonly BindingEntry[];
    readonly secrets: readonly BindingEntry[];
    readonly inheritsSecrets: boolean;
    readonly span: Span;
  } | null;
  /** What starts this job, where the CI system decides that for each job by itself. */
  readonly triggers?: readonly string[];
  /** Contexts or groups that its variables come from, where the environment is not their scope. */
  readonly variableScope?: readonly string[];
  /** What it takes in and could not be read. */
  readonly unread?: readonly { readonly reason: string; readonly span: Span }[];
  /** `continue-on-error: true`: the run goes on, and passes, if it fails. */
  readonly toleratedAt?: Span;
  /** The file it is written in, where that is not the fact's own. */
  readonly path?: string;
  readonly span: Span;
}

/** `permissions:` of GitHub: all scopes at one level (`write`), or some each at its own. */
export interface TokenRights {
  readonly all: string | null;
  readonly scopes: Readonly<Record<string, string>>;
  readonly span: Span;
}

export interface StepFact {
  /** By which later steps call its outputs. */
  readonly id?: string;
  readonly name: string | null;
  readonly if: string | null;
  readonly run: string | null;
  readonly uses: string | null;
  readonly with: readonly BindingEntry[];
  readonly env: readonly BindingEntry[];
  readonly workingDirectory: string | null;
  /** `continue-on-error: true`: the job goes on, and passes, if it fails. */
  readonly toleratedAt?: Span;
  /** The file it is written in, where that is not the fact's own. */
  readonly path?: string;
  /** Of `run` or `uses`. */
  readonly span: Span;
}

export interface CompositeActionFact {
  readonly kind: "composite-action";
  readonly inputs: readonly string[];
  /** Inputs that have a value where the caller gives none. */
  readonly defaults?: readonly InputFact[];
  readonly steps: readonly StepFact[];
  readonly span: Span;
}
