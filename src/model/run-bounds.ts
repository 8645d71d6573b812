import type { Place } from "./location.ts";
import type { LimitKind, Setting } from "./model-call.ts";

/** What bounds a run from outside the options of the model call itself. */
export interface RunBounds {
  readonly runs: readonly AgentRun[];
  readonly loops: readonly ModelLoop[];
  readonly retries: readonly RetryLoop[];
  readonly entryLimits: readonly EntryLimit[];
  readonly deadlines: readonly Deadline[];
}

/** A run of an agent that is set up elsewhere, or middleware of one, with the limits that it sets. */
export interface AgentRun {
  readonly operation: string;
  readonly at: Place;
  /** Where the agent is set up; null if that was not followed. */
  readonly agentAt: Place | null;
  /** `agent`: holds for every run of it. */
  readonly holds: "agent" | "run";
  readonly limits: Readonly<Partial<Record<LimitKind, Setting>>>;
}

/** A loop or a recursion written by hand, in which a model that may call tools is called again and again. */
export interface ModelLoop {
  readonly form: "loop" | "recursion";
  /** The function it stands in; "" at the top of a module. */
  readonly name: string;
  readonly at: Place;
  readonly call: Place;
  readonly operation: string;
  readonly service: string;
  /**
   * `bounded`: a count, a deadline or a signal ends it. `model-decides`: it ends on nothing but what the model answers.
   * `never`: nothing in it ends it. `unclear`: what else may end it cannot be told, and `why` says what that is.
   */
  readonly ends: "bounded" | "model-decides" | "never" | "unclear";
  /** The tests that end it. */
  readonly exits: readonly Place[];
  readonly why: string;
}

/** A loop that repeats a call of a model, or what a tool does outside the process, for as long as it throws. */
export interface RetryLoop {
  readonly name: string;
  readonly at: Place;
  readonly call: Place;
  readonly operation: string;
}

/** A limiter that every request passes before it comes to a call of a model. */
export interface EntryLimit {
  readonly limiter: string;
  readonly at: Place;
  readonly call: Place;
}

/** A platform's deadline on whatever runs in the entry that leads to a call: `export const maxDuration = 60`. */
export interface Deadline {
  readonly call: Place;
  readonly at: Place;
}
