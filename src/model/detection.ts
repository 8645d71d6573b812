import type { Place } from "./location.ts";

/** By what failures that raise no error would be noticed, and what hides them. */
export interface Detection {
  readonly evalRuns: readonly EvalRun[];
  readonly alerts: readonly Alert[];
  readonly swallowed: readonly SwallowedError[];
  readonly unread: readonly UnreadRejections[];
  readonly signals: readonly QualitySignal[];
}

/** A command of a pipeline that evaluates the agent. */
export interface EvalRun {
  readonly workflow: string;
  readonly job: string;
  readonly command: string;
  readonly at: Place;
  readonly triggers: readonly string[];
  /** Where its failure is thrown away, and by what; null if a failure fails the job. */
  readonly tolerated: { readonly by: string; readonly at: Place } | null;
  /** A later step reads its outcome or its results, so that the job may fail all the same. */
  readonly checkedLater: boolean;
}

/** A rule that watches a measurement. */
export interface Alert {
  /** `cloudwatch`, `prometheus`, `alertmanager`, `datadog`, … */
  readonly product: string;
  readonly name: string;
  /** `receiver`: it tells somebody; `none`: it tells nobody; `elsewhere`: who is told is configured in another place. */
  readonly routing: "receiver" | "none" | "elsewhere";
  /** Whether its words name what agents, models or tools do, and not the machine they run on. */
  readonly watchesAgent: boolean;
  readonly at: Place;
}

/** A failed effect of a tool that the tool answers as if it had worked, and that nothing else is told of. */
export interface SwallowedError {
  /** Index into the tools of the stack. */
  readonly tool: number;
  /** What fails unseen. */
  readonly operation: string;
  readonly callAt: Place;
  /** What is answered instead: the `return`. */
  readonly answerAt: Place;
  /** The answer as a person would name it: `an empty list`. */
  readonly answer: string;
}

/** Calls that change something and are waited for in a way that tells nobody of those that fail. */
export interface UnreadRejections {
  readonly operation: string;
  readonly at: Place;
  /** The function it stands in; "" where that has no name. */
  readonly within: string;
  /** Index into the tools of the stack; null where it is on no way of a tool's call. */
  readonly tool: number | null;
}

/** Code that judges output, or takes a person's judgement of it. */
export interface QualitySignal {
  readonly kind: "feedback" | "output-check";
  readonly what: string;
  readonly service: string;
  readonly at: Place;
}

/** A stack of which nothing of this is known. */
export const noDetection: Detection = { evalRuns: [], alerts: [], swallowed: [], unread: [], signals: [] };
