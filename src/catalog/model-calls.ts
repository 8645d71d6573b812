import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** A call that runs a model or sets an agent up, and where its options stand. */
export interface ModelCallEntry {
  readonly sdk: string;
  /** The function or constructor itself; with `methods`, what makes the client whose methods are meant. */
  readonly symbol: SymbolPattern;
  /** Methods of the client that run a model, as dotted suffixes. */
  readonly methods?: readonly string[];
  readonly options: Readonly<Partial<Record<ModelOption, readonly ArgumentPath[]>>>;
  /** Model calls in a row that the SDK allows by itself; null if it sets no bound. */
  readonly stepsByDefault: number | null;
  /** Values of `steps` by which nothing is limited but by the model: a call of this name, or null. */
  readonly removes?: readonly (string | null)[];
}

export type ModelOption =
  | "model"
  | "tools"
  | "system"
  | "steps"
  | "output-tokens"
  | "time"
  | "spend"
  | "abort"
  | "retries"
  | "telemetry";

const ai = ["ai", "ai/rsc", "@ai-sdk/rsc"];
const aiOptions = {
  model: at("0.model"),
  system: at("0.system", "0.instructions"),
  "output-tokens": at("0.maxOutputTokens", "0.maxTokens"),
  time: at("0.timeout"),
  abort: at("0.abortSignal"),
  retries: at("0.maxRetries"),
  telemetry: at("0.telemetry", "0.experimental_telemetry"),
};

const openaiOptions = {
  model: at("0.model"),
  tools: at("0.tools"),
  system: at("0.instructions"),
  "output-tokens": at("0.max_completion_tokens", "0.max_tokens", "0.max_output_tokens"),
  time: at("1.timeout"),
  abort: at("1.signal"),
  retries: at("1.maxRetries"),
};

/**
 * The names of the options stand in the published types of ai 7.0.173, openai 7.57.0, @anthropic-ai/sdk 1.12.0,
 * @openai/agents-core 0.20.0, @anthropic-ai/claude-agent-sdk 0.3.330, langchain 1.5.14, @google/genai 2.32.0 and @mastra/core
 * 0.24.9. Those of older versions of ai (`maxSteps`, `maxTokens`), of Groq, of LangChain's chat models, of LangGraph and of
 * Mastra 1 (`defaultOptions`) were not looked up; a name that no version has reads as absent.
 */
export const modelCallEntries: readonly ModelCallEntry[] = [
  {
    sdk: "ai-sdk",
    symbol: symbols(ai, "generateText", "streamText"),
    options: { ...aiOptions, tools: at("0.tools"), steps: at("0.stopWhen", "0.maxSteps") },
    stepsByDefault: 1,
    removes: ["isLoopFinished", "hasToolCall"],
  },
  {
    sdk: "ai-sdk",
    symbol: symbols(ai, "ToolLoopAgent", "Experimental_Agent", "Agent"),
    options: { ...aiOptions, tools: at("0.tools"), steps: at("0.stopWhen") },
    stepsByDefault: 20,
    removes: ["isLoopFinished", "hasToolCall"],
  },
  {
    sdk: "ai-sdk",
    symbol: symbols(ai, "generateObject", "streamObject", "streamUI"),
    options: aiOptions,
    stepsByDefault: 1,
  },
  {
    sdk: "openai",
    symbol: symbols("openai", "default", "OpenAI", "AzureOpenAI"),
    methods: [
      "chat.completions.create",
      "chat.completions.parse",
      "chat.completions.stream",
      "responses.create",
      "responses.parse",
      "responses.stream",
    ],
    options: openaiOptions,
    stepsByDefault: 1,
  },
  {
    sdk: "openai",
    symbol: symbols("openai", "default", "OpenAI", "AzureOpenAI"),
    methods: ["chat.completions.runTools"],
    options: { ...openaiOptions, steps: at("1.maxChatCompletions") },
    stepsByDefault: 10,
  },
  {
    sdk: "groq",
    symbol: symbols("groq-sdk", "default", "Groq"),
    methods: ["chat.completions.create"],
    options: openaiOptions,
    stepsByDefault: 1,
  },
  {
    sdk: "anthropic",
    symbol: symbols(
      ["@anthropic-ai/sdk", "@anthropic-ai/bedrock-sdk", "@anthropic-ai/vertex-sdk"],
      "default",
      "Anthropic",
      "AnthropicBedrock",
      "AnthropicVertex",
    ),
    methods: ["messages.create", "messages.stream", "messages.parse"],
    options: {
      model: at("0.model"),
      tools: at("0.tools"),
      system: at("0.system"),
      "output-tokens": at("0.max_tokens"),
      time: at("1.timeout"),
      abort: at("1.signal"),
      retries: at("1.maxRetries"),
    },
    stepsByDefault: 1,
  },
  {
    sdk: "bedrock",
    symbol: symbols("@aws-sdk/client-bedrock-runtime", "ConverseCommand", "ConverseStreamCommand"),
    options: {
      model: at("0.modelId"),
      tools: at("0.toolConfig.tools"),
      system: at("0.system"),
      "output-tokens": at("0.inferenceConfig.maxTokens"),
    },
    stepsByDefault: 1,
  },
  {
    sdk: "mistral",
    symbol: symbols("@mistralai/mistralai", "Mistral"),
    methods: ["chat.complete", "chat.stream", "chat.parse"],
    options: {
      model: at("0.model"),
      tools: at("0.tools"),
      "output-tokens": at("0.maxTokens"),
      time: at("1.timeoutMs"),
      retries: at("1.retries"),
    },
    stepsByDefault: 1,
  },
  {
    sdk: "google",
    symbol: symbols("@google/genai", "GoogleGenAI"),
    methods: ["models.generateContent", "models.generateContentStream"],
    options: {
      model: at("0.model"),
      tools: at("0.config.tools"),
      system: at("0.config.systemInstruction"),
      "output-tokens": at("0.config.maxOutputTokens"),
      time: at("0.config.httpOptions.timeout"),
      abort: at("0.config.abortSignal"),
    },
    stepsByDefault: 1,
  },
  {
    sdk: "openai-agents",
    symbol: symbols(["@openai/agents", "@openai/agents-core"], "Agent", "Agent.create"),
    options: {
      model: at("0.model"),
      tools: at("0.tools"),
      system: at("0.instructions"),
      "output-tokens": at("0.modelSettings.maxTokens"),
    },
    stepsByDefault: 10,
  },
  {
    sdk: "openai-agents",
    symbol: symbols(["@openai/agents", "@openai/agents-core"], "run"),
    options: {
      // Of the agent that is run, by what it is made with.
      tools: at("0.0.tools", "0.0.mcpServers", "0.0.handoffs"),
      steps: at("2.maxTurns"),
      abort: at("2.signal"),
    },
    stepsByDefault: 10,
    removes: [null],
  },
  {
    sdk: "claude-agent-sdk",
    symbol: symbols(["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"], "query"),
    options: {
      model: at("0.options.model"),
      tools: at("0.options.mcpServers", "0.options.allowedTools"),
      system: at("0.options.systemPrompt"),
      steps: at("0.options.maxTurns"),
      spend: at("0.options.maxBudgetUsd"),
      abort: at("0.options.abortController"),
    },
    stepsByDefault: null,
  },
  {
    sdk: "langchain",
    symbol: symbols("langchain", "createAgent"),
    options: { model: at("0.model"), tools: at("0.tools"), system: at("0.systemPrompt", "0.prompt") },
    stepsByDefault: 25,
  },
  {
    sdk: "langgraph",
    symbol: symbols(["@langchain/langgraph/prebuilt", "@langchain/langgraph"], "createReactAgent"),
    options: {
      model: at("0.llm"),
      tools: at("0.tools"),
      system: at("0.prompt", "0.stateModifier", "0.messageModifier"),
    },
    stepsByDefault: 25,
  },
  {
    sdk: "langchain",
    symbol: symbols(
      [
        "@langchain/openai",
        "@langchain/anthropic",
        "@langchain/google-genai",
        "@langchain/mistralai",
        "@langchain/groq",
        "@langchain/aws",
      ],
      "ChatOpenAI",
      "AzureChatOpenAI",
      "ChatAnthropic",
      "ChatGoogleGenerativeAI",
      "ChatMistralAI",
      "ChatGroq",
      "ChatBedrockConverse",
    ),
    options: {
      model: at("0.model", "0.modelName"),
      "output-tokens": at("0.maxTokens", "0.maxOutputTokens", "0.maxCompletionTokens"),
      time: at("0.timeout", "0.configuration.timeout"),
      retries: at("0.maxRetries"),
    },
    stepsByDefault: 1,
  },
  {
    sdk: "mastra",
    symbol: symbols(["@mastra/core", "@mastra/core/agent"], "Agent"),
    options: {
      model: at("0.model"),
      tools: at("0.tools"),
      system: at("0.instructions"),
      steps: at(
        "0.defaultOptions.maxSteps",
        "0.defaultGenerateOptions.maxSteps",
        "0.defaultStreamOptions.maxSteps",
        "0.defaultVNextStreamOptions.maxSteps",
      ),
      "output-tokens": at(
        "0.defaultOptions.modelSettings.maxOutputTokens",
        "0.defaultVNextStreamOptions.modelSettings.maxOutputTokens",
        "0.defaultGenerateOptions.maxTokens",
        "0.defaultStreamOptions.maxTokens",
      ),
    },
    stepsByDefault: 5,
  },
];

/** Where a call of the AI SDK is given a function that runs before each of its steps. Read in ai 6.0.326 and 7.0.173. */
export const stepHooks: readonly ArgumentPath[] = at("0.prepareStep", "0.experimental_prepareStep");
