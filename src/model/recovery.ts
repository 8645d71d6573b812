import type { Place } from "./location.ts";

/** What the repository holds to bring back an earlier state of the agent. */
export interface Recovery {
  readonly locks: readonly DependencyLock[];
  /** Commands that put an earlier release back. */
  readonly reverts: readonly RevertCommand[];
  readonly indexWrites: readonly IndexWrite[];
  /** Calls that switch an alias between versions of an index, or keep a copy of it. */
  readonly indexReverts: readonly { readonly provider: string; readonly operation: string; readonly at: Place }[];
  readonly prompts: readonly RegistryPrompt[];
}

/** How the packages of a service with an agent get their versions. */
export interface DependencyLock {
  readonly service: string;
  /** The package.json. */
  readonly at: Place;
  /** What shows that it is deployed, and not published or run by hand; null if nothing does. */
  readonly deployedBy: Place | null;
  readonly lockfile: Place | null;
  /** Why a lockfile may be where it was not looked for; null if it cannot. */
  readonly elsewhere: string | null;
  /** Installations in CI, and whether they hold to the lockfile. */
  readonly installs: readonly { readonly text: string; readonly at: Place; readonly frozen: boolean }[];
}

export interface RevertCommand {
  /** `wrangler rollback`, `kubectl rollout undo`, … */
  readonly tool: string;
  readonly text: string;
  readonly at: Place;
}

/** Where code writes to an index that feeds the context. */
export interface IndexWrite {
  /** Index into {@link Stack.stores}. */
  readonly store: number;
  readonly operation: string;
  readonly at: Place;
}

/** A prompt that is fetched from a registry when the agent runs. */
export interface RegistryPrompt {
  readonly registry: string;
  readonly service: string;
  /** Null if it is not known which. */
  readonly prompt: string | null;
  /** `version`: one that stays; `label`: a name somebody moves on purpose; `latest`: whatever was saved last. */
  readonly by: "version" | "label" | "latest" | "unresolved";
  readonly label: string | null;
  readonly at: Place;
}
