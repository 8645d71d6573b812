import type { ModelCallEntry } from "./model-calls.ts";
import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** Methods that run an agent which is set up elsewhere, and where the limits of the run stand. */
export interface AgentRunEntry {
  /** What makes the agent, or the runner that is given one. */
  readonly makes: SymbolPattern;
  readonly methods: readonly string[];
  /** Where the agent stands, if it is an argument and not what the method is called on. */
  readonly agent?: readonly ArgumentPath[];
  readonly options: ModelCallEntry["options"];
  readonly removes?: readonly (string | null)[];
}

/** Read in the published types: langchain 1.5.14, @mastra/core 0.24.9 and 1.71.0, @openai/agents-core 0.20.0, ai 7.0.173. */
export const agentRunEntries: readonly AgentRunEntry[] = [
  {
    makes: symbols(
      ["langchain", "@langchain/langgraph", "@langchain/langgraph/prebuilt"],
      "createAgent",
      "createReactAgent",
    ),
    methods: ["invoke", "stream", "streamEvents", "batch"],
    options: { steps: at("1.recursionLimit"), abort: at("1.signal"), time: at("1.timeout") },
    removes: [],
  },
  {
    makes: symbols(
      ["langchain", "@langchain/langgraph", "@langchain/langgraph/prebuilt"],
      "createAgent",
      "createReactAgent",
    ),
    methods: ["withConfig"],
    options: { steps: at("0.recursionLimit"), time: at("0.timeout") },
    removes: [],
  },
  {
    makes: symbols(["@mastra/core", "@mastra/core/agent"], "Agent"),
    methods: ["generate", "stream", "generateLegacy", "streamLegacy", "generateVNext", "streamVNext", "network"],
    options: {
      steps: at("1.maxSteps", "1.stopWhen"),
      "output-tokens": at("1.modelSettings.maxOutputTokens", "1.maxTokens"),
      abort: at("1.abortSignal"),
    },
    removes: ["isLoopFinished", "hasToolCall"],
  },
  {
    makes: symbols(["ai"], "ToolLoopAgent", "Experimental_Agent", "Agent"),
    methods: ["generate", "stream"],
    options: { abort: at("0.abortSignal"), time: at("0.timeout") },
  },
  {
    makes: symbols(["@openai/agents", "@openai/agents-core"], "Runner"),
    methods: ["run"],
    agent: at("0"),
    options: { steps: at("2.maxTurns"), abort: at("2.signal") },
    removes: [null],
  },
];

/** Middleware that ends a run after so many calls of the model. */
export const limitingMiddleware: readonly (SymbolPattern & {
  /** Where the number stands, one of them is enough. */
  readonly limit: readonly ArgumentPath[];
})[] = [{ ...symbols("langchain", "modelCallLimitMiddleware"), limit: at("0.runLimit", "0.threadLimit") }];
