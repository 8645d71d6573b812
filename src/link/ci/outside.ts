import { isIssuedPerRun } from "../../model/bound-value.ts";
import type { CiProvider } from "../../model/workflow-facts.ts";
import { type Meaning, type Scope, unknownMeaning } from "./meaning.ts";

/** How a CI system gives its jobs variables that no file of the repository sets. */
export interface Outside {
  /** The store that such a variable is kept in. */
  readonly store: string;
  /** Set by the CI system itself. */
  readonly predefined: RegExp;
  /** Whether the environment of a job is the scope of its variables, or contexts and groups are that it names. */
  readonly scopedBy: "environment" | "name";
  /** Whether every job gets all of them, named or not. */
  readonly handsOverAll: boolean;
}

const outside: Readonly<Record<CiProvider, Outside | null>> = {
  github: null,
  gitlab: {
    store: "gitlab-variable",
    scopedBy: "environment",
    predefined: /^(CI|GITLAB|FF|CHAT|KUBE|TRIGGER)(_|$)/,
    handsOverAll: true,
  },
  circleci: {
    store: "circleci-context",
    scopedBy: "name",
    predefined: /^(CIRCLE_|CIRCLECI$|CI$|BASH_ENV$)/,
    handsOverAll: true,
  },
  azure: {
    store: "azure-variable-group",
    scopedBy: "name",
    predefined: /^(BUILD|SYSTEM|AGENT|PIPELINE|ENVIRONMENT|RELEASE|TF_BUILD)([_.]|$)/i,
    // Secrets reach only the steps that name them.
    handsOverAll: false,
  },
  // A step has what the file gives it, and nothing that is kept with the project.
  "cloud-build": { store: "cloud-build", scopedBy: "name", predefined: /^/, handsOverAll: false },
  bitbucket: {
    store: "bitbucket-deployment",
    scopedBy: "environment",
    predefined: /^(BITBUCKET_|CI$)/,
    handsOverAll: true,
  },
};

export function outsideOf(provider: CiProvider): Outside | null {
  return outside[provider];
}

/** What a variable is that no file sets: one of the project, unless every shell or the CI system has it. */
export function outsideVariable(name: string, { store, predefined, handsOverAll }: Outside, scope: Scope): Meaning {
  const issued = { kind: "reference", store, name, scope: null, reference: "" } as const;
  if (isIssuedPerRun(issued)) return { kind: "secret", store, name, scope: { kind: "repository" } };
  // What is named to be handed over is no variable of the shell.
  if (predefined.test(name) || (handsOverAll && ofEveryShell.test(name)))
    return unknownMeaning(`\`$${name}\` is known when the job runs`);
  return { kind: "secret", store, name, scope };
}

const ofEveryShell = /^(PATH|HOME|USER|PWD|OLDPWD|SHELL|HOSTNAME|TMPDIR|LANG|RANDOM|IFS|UID|_|[a-z0-9_]+|[A-Z])$/;
