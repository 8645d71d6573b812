import type { Place } from "./location.ts";

/** What decides whether, and for how long, a record of the agent's calls is kept: beside the events themselves. */
export interface Recording {
  readonly settings: readonly TelemetrySetting[];
  readonly outcomes: readonly CallOutcome[];
  readonly retentions: readonly LogRetention[];
}

/** An option of tracing that is written out in code. */
export interface TelemetrySetting {
  /** `off`: nothing is traced; `sampled`: a part is; `content`: inputs and outputs of model and tools are written along. */
  readonly kind: "off" | "sampled" | "content";
  /** `ai-sdk`, `openai-agents`, `sentry`, `opentelemetry`. */
  readonly product: string;
  /** The option with its value, as it is told to a person: `tracesSampleRate: 0.1`. */
  readonly says: string;
  /** Read from a single value that the code writes out; else one of several, or what the SDK does by itself. */
  readonly proven: boolean;
  /** Concerns one call, and not all of the process. */
  readonly perCall: boolean;
  /** Whether the call can run tools; null where that is not known, and for what holds for the whole process. */
  readonly hasTools: boolean | null;
  readonly service: string;
  readonly at: Place;
}

/** What becomes of the record of a tool's call when the call fails. */
export interface CallOutcome {
  /** Index into the tools of the stack. */
  readonly tool: number;
  /** The call that is recorded, in the function that records it. */
  readonly callAt: Place;
  /** The event that records it. */
  readonly eventAt: Place;
  readonly emitter: string;
  /** `recorded`: an event on the failing path too; `unrecorded`: the only event stands where a failure never comes by; `open`: something is called on the failing path, and what it does was not followed. */
  readonly onError: "recorded" | "unrecorded" | "open";
}

/** For how long a log group keeps what it is given. */
export interface LogRetention {
  readonly name: string;
  readonly days: number;
  readonly at: Place;
}

/** A stack of which nothing of this is known. */
export const noRecording: Recording = { settings: [], outcomes: [], retentions: [] };
