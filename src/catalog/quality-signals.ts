import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** A call by which output is judged, or a person's judgement of it is kept. */
export interface QualitySignalEntry {
  readonly kind: "feedback" | "output-check";
  readonly what: string;
  readonly symbol: SymbolPattern;
  /** Methods of what the symbol makes; absent where the symbol itself is called. */
  readonly methods?: readonly string[];
  /** Only where one of these arguments is given. */
  readonly where?: readonly ArgumentPath[];
}

const ai = ["ai", "@ai-sdk/rsc"];

/**
 * Read in the published types: braintrust 3.35.0, ai 7.0.173, @openai/agents-core 0.20.0. The entries of Langfuse, LangSmith
 * and Mastra were not looked up; they show what is there and fail nothing.
 */
export const qualitySignalEntries: readonly QualitySignalEntry[] = [
  {
    kind: "feedback",
    what: "Braintrust feedback",
    symbol: symbols("braintrust", "initLogger"),
    methods: ["logFeedback"],
  },
  {
    kind: "feedback",
    what: "LangSmith feedback",
    symbol: symbols(["langsmith", "langsmith/*"], "Client"),
    methods: ["createFeedback"],
  },
  {
    kind: "feedback",
    what: "Langfuse score",
    symbol: symbols(["langfuse", "langfuse-node"], "Langfuse", "default"),
    methods: ["score"],
  },
  {
    kind: "feedback",
    what: "Langfuse score",
    symbol: symbols("@langfuse/client", "LangfuseClient"),
    methods: ["score.create", "score.trace", "score.observation"],
  },
  { kind: "output-check", what: "a schema for the output", symbol: symbols(ai, "generateObject", "streamObject") },
  {
    kind: "output-check",
    what: "a schema for the output",
    symbol: symbols(ai, "generateText", "streamText", "ToolLoopAgent"),
    where: at("0.output", "0.experimental_output"),
  },
  {
    kind: "output-check",
    what: "output guardrails",
    symbol: symbols(["@openai/agents", "@openai/agents-core"], "Agent", "Runner"),
    where: at("0.outputGuardrails"),
  },
  {
    kind: "output-check",
    what: "output processors",
    symbol: symbols(["@mastra/core", "@mastra/core/agent"], "Agent"),
    where: at("0.outputProcessors"),
  },
  {
    kind: "output-check",
    what: "a schema for the output",
    symbol: symbols("openai", "default", "OpenAI", "AzureOpenAI"),
    methods: ["chat.completions.parse", "responses.parse"],
  },
];
