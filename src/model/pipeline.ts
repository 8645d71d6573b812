import type { BoundValue } from "./bound-value.ts";
import type { Place } from "./location.ts";
import type { StoreIdentity } from "./store.ts";

export type PipelineRole = "deploy" | "run" | "ingest" | "migrate" | "test" | "eval" | "build" | "other";

/** A CI job: what starts it, what it runs, and what it is handed. */
export interface Pipeline {
  readonly workflow: string;
  readonly job: string;
  readonly at: Place;
  readonly triggers: readonly string[];
  readonly roles: readonly PipelineRole[];
  /** GitHub `environment:`, resolved; null if there is none. `from` is where a caller names it, if the job leaves that to its callers. */
  readonly environment: { readonly name: string; readonly at: Place; readonly from?: Place } | null;
  /** The environment a deploying, migrating or ingesting job acts as. */
  readonly actsAs: string | null;
  /** From the job to the tests or the agent it runs: step, package script, config, file. */
  readonly commands: readonly { readonly text: string; readonly at: Place }[];
  readonly credentials: readonly {
    readonly variable: string;
    readonly value: BoundValue;
    readonly at: Place;
    readonly via?: readonly Place[];
  }[];
  /** What its tests or agent can do, if its command was followed into code. */
  readonly reaches: readonly {
    readonly what: "agent" | "tool" | "store" | "endpoint";
    readonly name: string;
    readonly at: Place;
    readonly writes: boolean;
    readonly path: readonly Place[];
    /** Index into {@link Stack.stores}. */
    readonly store: number | null;
    /** Variables that it signs in with, where it is a command and no code: only these carry the write. */
    readonly carriedBy?: readonly string[];
    /** What that store is by the variables the job sets itself, where they decide. */
    readonly identities?: readonly StoreIdentity[];
  }[];
  /** Service containers, mocks, emulators, vendor test keys. */
  readonly ephemeral: readonly { readonly what: string; readonly at: Place }[];
  /** What could not be followed: reusable workflow elsewhere, ambient credentials of a self-hosted runner. */
  readonly opaque: readonly { readonly reason: string; readonly at: Place }[];
}
