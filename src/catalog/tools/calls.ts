import { at, since, symbols } from "../shorthand.ts";
import type { ToolEntry } from "../types.ts";
import { entry, hosted, nowhere, type Options } from "./entry.ts";
import { ai, aiUtils, genkit, langchainTools, mastraTools, openaiAgents } from "./packages.ts";

const aiTool: Options = {
  schema: at("0.inputSchema"),
  approval: at("0.needsApproval"),
  context: {
    under: "experimental_context",
    calls: symbols(ai, "generateText", "streamText", "ToolLoopAgent", "Experimental_Agent", "Agent"),
    from: at("0.experimental_context"),
  },
};

const mastraTool: Options = {
  name: at("0.id"),
  approval: at("0.requireApproval"),
  schema: at("0.inputSchema"),
  annotations: at("0.mcp.annotations"),
};

/** Functions that make a tool of what they are given. */
export const calls: readonly ToolEntry[] = [
  // The name of a tool is the property that it is kept under. Since version 5 its schema is called after what it is of.
  entry("ai-sdk", "call", since(">=5", symbols(ai, "tool", "dynamicTool")), aiTool),
  entry("ai-sdk", "call", since("<5", symbols(ai, "tool")), { schema: at("0.parameters") }),
  entry("ai-sdk", "call", symbols(aiUtils, "tool", "dynamicTool"), aiTool),
  entry("openai-agents", "call", symbols(openaiAgents, "tool"), {
    context: { under: "context", calls: symbols(openaiAgents, "run"), from: at("2.context") },
    name: at("0.name"),
    schema: at("0.parameters"),
    guardrails: at("0.inputGuardrails"),
    approval: at("0.needsApproval"),
  }),
  hosted(
    "openai-agents",
    [...openaiAgents, "@openai/agents-openai"],
    "hostedMcpTool",
    "webSearchTool",
    "fileSearchTool",
    "codeInterpreterTool",
    "imageGenerationTool",
    "computerTool",
    "shellTool",
    "applyPatchTool",
    "toolSearchTool",
  ),
  hosted("openai-agents", ["@openai/agents-extensions", "@openai/agents-extensions/*"], "codexTool"),
  entry("langchain", "call", symbols(langchainTools, "tool"), {
    name: at("1.name"),
    description: at("1.description"),
    schema: at("1.schema"),
    handler: at("0"),
  }),
  // Before version 1 the input stands under `context`; since then it is the argument.
  entry("mastra", "call", since("<1", symbols(mastraTools, "createTool")), { ...mastraTool, inputUnder: ["context"] }),
  entry("mastra", "call", since(">=1", symbols(mastraTools, "createTool")), mastraTool),
  entry("claude-agent-sdk", "call", symbols(["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"], "tool"), {
    name: at("0"),
    description: at("1"),
    schema: at("2"),
    handler: at("3"),
    annotations: at("4.annotations"),
  }),
  entry(
    "anthropic",
    "call",
    symbols(["@anthropic-ai/sdk/helpers/*", "@anthropic-ai/sdk/lib/tools/*"], "betaZodTool", "betaTool"),
    { name: at("0.name"), schema: at("0.inputSchema"), handler: at("0.run") },
  ),
  entry("openai", "call", symbols(["openai/helpers/zod"], "zodFunction", "zodResponsesFunction"), {
    name: at("0.name"),
    schema: at("0.parameters"),
    handler: at("0.function"),
  }),
  entry("voltagent", "call", symbols("@voltagent/core", "createTool", "tool"), {
    name: at("0.name"),
    schema: at("0.parameters"),
  }),
  entry(
    "llamaindex",
    "call",
    symbols(["llamaindex", "@llamaindex/core/tools", "@llamaindex/workflow"], "tool", "FunctionTool.from"),
    {
      name: at("1.name", "0.name"),
      description: at("1.description", "0.description"),
      schema: at("1.parameters", "0.parameters"),
      handler: at("0", "0.execute"),
    },
  ),
  entry("agent-kit", "call", symbols("@inngest/agent-kit", "createTool"), {
    name: at("0.name"),
    schema: at("0.parameters"),
    handler: at("0.handler"),
  }),
  entry("beeai", "new", symbols(["beeai-framework/tools/*"], "DynamicTool"), {
    name: at("0.name"),
    schema: at("0.inputSchema"),
    handler: at("0.handler"),
  }),
  entry("strands", "call", symbols(["@strands-agents/sdk"], "tool"), {
    name: at("0.name"),
    schema: at("0.inputSchema"),
    handler: at("0.callback"),
  }),
  entry("tanstack-ai", "call", symbols("@tanstack/ai", "toolDefinition"), {
    name: at("0.name"),
    schema: at("0.inputSchema"),
    handler: nowhere,
  }),
  entry("xsai", "call", symbols(["xsai", "@xsai/tool"], "tool", "rawTool"), {
    name: at("0.name"),
    schema: at("0.parameters"),
  }),
  entry("trigger.dev", "call", symbols(["@trigger.dev/sdk/ai", "@trigger.dev/sdk", "@trigger.dev/sdk/v3"], "ai.tool"), {
    name: at("0.id"),
    description: at("0.description"),
    handler: at("0"),
  }),
  entry("livekit", "call", symbols("@livekit/agents", "llm.tool", "tool"), { schema: at("0.parameters") }),
  entry(
    "copilotkit",
    "call",
    symbols(
      ["@copilotkit/*", "@copilotkitnext/*"],
      "useCopilotAction",
      "useFrontendTool",
      "useHumanInTheLoop",
      "useComponent",
      "registerFrontendTool",
      "registerHumanInTheLoop",
      "defineTool",
    ),
    {
      name: at("0.name"),
      schema: at("0.parameters"),
      handler: at("0.handler", "0.execute"),
    },
  ),
  entry("genkit", "call", symbols(genkit, "defineTool", "tool", "dynamicTool"), {
    name: at("0.name", "1.name"),
    description: at("0.description", "1.description"),
    schema: at("0.inputSchema", "1.inputSchema"),
    handler: at("1", "2"),
  }),
  entry("openai-chatkit", "call", symbols(["@assistant-ui/react"], "makeAssistantTool", "useAssistantTool", "tool"), {
    name: at("0.toolName"),
    schema: at("0.parameters"),
  }),
];

/** Classes of which a tool is an instance. */
export const constructors: readonly ToolEntry[] = [
  entry("langchain", "new", symbols(langchainTools, "DynamicStructuredTool", "DynamicTool"), {
    name: at("0.name"),
    schema: at("0.schema"),
    handler: at("0.func"),
  }),
  entry("mastra", "new", since("<1", symbols(mastraTools, "Tool")), { ...mastraTool, inputUnder: ["context"] }),
  entry("mastra", "new", since(">=1", symbols(mastraTools, "Tool")), mastraTool),
  entry("google-adk", "new", symbols("@google/adk", "FunctionTool", "LongRunningFunctionTool"), {
    name: at("0.name"),
    schema: at("0.parameters"),
  }),
  entry("google-adk", "new", symbols("@iqai/adk", "FunctionTool"), {
    name: at("1.name"),
    description: at("1.description"),
    schema: at("1.parameterTypes"),
    handler: at("0"),
  }),
  entry("llamaindex", "new", symbols(["llamaindex", "@llamaindex/core/tools"], "FunctionTool"), {
    name: at("1.name"),
    description: at("1.description"),
    schema: at("1.parameters"),
    handler: at("0"),
  }),
  entry("voltagent", "new", symbols("@voltagent/core", "Tool"), { name: at("0.name"), schema: at("0.parameters") }),
];
