import type { Place } from "./location.ts";

/** A call of a model, or an agent that is set up to make such calls, with what its options say. */
export interface ModelCall {
  /** `ai-sdk`, `openai`, `anthropic`, `langchain`, `mastra`, … */
  readonly sdk: string;
  /** What is called: `generateText`, `chat.completions.create`, `Agent`. */
  readonly operation: string;
  readonly service: string;
  readonly at: Place;
  /** The models it may run, one for each alternative; empty where it is set up elsewhere (an agent that a runner is given). */
  readonly models: readonly ModelName[];
  /** Whether the model can call tools here; null if its options could not be read. */
  readonly hasTools: boolean | null;
  readonly limits: Readonly<Record<LimitKind, Setting>>;
  /** Limits that can be set here at all; absent: any. */
  readonly settable?: readonly LimitKind[];
  /** How many model calls follow one another if nothing limits them: what the SDK takes by itself; null: as many as the model likes. */
  readonly stepsByDefault: number | null;
  readonly telemetry: Setting;
  /** The instructions that the model is given as its system. */
  readonly system: Place | null;
}

/** `steps`: model calls in a row; `abort`: a signal that stops a call under way. */
export type LimitKind = "steps" | "output-tokens" | "time" | "spend" | "abort" | "retries";

/** What one option says. */
export type Setting =
  | { readonly state: "set"; readonly at: Place; readonly text: string | null }
  /** Set to what takes the limit away: `maxTurns: null`. */
  /** `by`: what takes it away, `isLoopFinished`, where that is more than `null`. */
  /** `sometimes`: on one of several ways that a test or somebody outside picks. */
  | { readonly state: "removed"; readonly at: Place; readonly by?: string; readonly sometimes?: true }
  | { readonly state: "absent" }
  | { readonly state: "unresolved"; readonly reason: string };

export type ModelName =
  | { readonly kind: "name"; readonly provider: string | null; readonly name: string; readonly at: Place }
  | { readonly kind: "variable"; readonly variable: string; readonly otherwise: string | null; readonly at: Place }
  | { readonly kind: "unresolved"; readonly reason: string; readonly at: Place };
