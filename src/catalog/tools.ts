import { at, since, symbols } from "./shorthand.ts";
import type { ArgumentPath, ToolEntry } from "./types.ts";

type Options = Partial<Omit<ToolEntry, "framework" | "symbol" | "form">>;

const nowhere: readonly ArgumentPath[] = [];

function entry(framework: string, form: ToolEntry["form"], symbol: ToolEntry["symbol"], options: Options): ToolEntry {
  return {
    framework,
    symbol,
    form,
    name: options.name ?? nowhere,
    description: options.description ?? at("0.description"),
    schema: options.schema ?? nowhere,
    handler: options.handler ?? at("0.execute"),
    annotations: options.annotations ?? nowhere,
    guardrails: options.guardrails ?? nowhere,
    approval: options.approval ?? nowhere,
    ...(options.after === undefined ? {} : { after: options.after }),
    ...(options.context === undefined ? {} : { context: options.context }),
    inputUnder: options.inputUnder ?? [],
  };
}

/** What a vendor runs itself: a tool without a handler in the repository. */
function hosted(framework: string, packages: string | readonly string[], ...names: readonly string[]): ToolEntry {
  return entry(framework, "call", symbols(packages, ...names), {
    name: at("0.name", "0.serverLabel"),
    handler: at("0.execute", "0.shell", "0.editor", "0.computer"),
  });
}

const ai = ["ai", "ai/*"];
const aiUtils = ["@ai-sdk/provider-utils", "@ai-sdk/provider-utils/*"];
const openaiAgents = ["@openai/agents", "@openai/agents-core", "@openai/agents-realtime", "@openai/agents/realtime"];
const langchainTools = [
  "langchain",
  "langchain/tools",
  "langchain/agents",
  "@langchain/core/tools",
  "@langchain/core/dist/tools/index.js",
  "@langchain/community/tools/dynamic",
];
const mastraTools = ["@mastra/core", "@mastra/core/tools"];
const mcp = [
  "@modelcontextprotocol/sdk",
  "@modelcontextprotocol/sdk/*",
  "@modelcontextprotocol/server",
  "@modelcontextprotocol/server/*",
];
const cloudflareMcp = ["agents", "agents/*", "@cloudflare/agents"];
const genkit = ["genkit", "genkit/*", "@genkit-ai/*"];

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

const calls: readonly ToolEntry[] = [
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

const constructors: readonly ToolEntry[] = [
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

/**
 * On any receiver: servers are called `context`, `registry` and `pi` as often as `server`. The packages tell what the
 * receiver is if it can be followed; a look-alike is told by what it is given.
 */
const methods: readonly ToolEntry[] = [
  entry("mcp", "method", symbols([...mcp, ...cloudflareMcp], "registerTool"), {
    name: at("0", "0.name"),
    description: at("1.description", "0.description"),
    schema: at("1.inputSchema", "0.inputSchema", "0.parameters", "0.schema"),
    handler: at("2", "1", "0.handler", "0.execute", "0.callback", "0.run"),
    annotations: at("1.annotations", "0.annotations"),
  }),
  entry("mcp", "method", symbols([...mcp, ...cloudflareMcp], "tool"), {
    name: at("0"),
    description: at("1"),
    // (name, description?, shape?, annotations?, handler): the last is the handler, and an object before it may be either.
    schema: at("2", "1"),
    annotations: at("3", "2", "1"),
    handler: at("4", "3", "2", "1"),
  }),
  // A task that runs for long: what starts it is what the model calls.
  entry("mcp", "method", symbols(mcp, "registerToolTask"), {
    name: at("0"),
    description: at("1.description"),
    schema: at("1.inputSchema"),
    handler: at("2.createTask"),
    annotations: at("1.annotations"),
  }),
  entry(
    "mcp-apps",
    "call",
    symbols(["@modelcontextprotocol/ext-apps/server", "@modelcontextprotocol/ext-apps"], "registerAppTool"),
    {
      name: at("1"),
      description: at("2.description"),
      schema: at("2.inputSchema"),
      annotations: at("2.annotations"),
      handler: at("3"),
    },
  ),
  entry("fastmcp", "method", symbols(["fastmcp", "mcp-framework", "mcp-use/server", "litemcp"], "addTool"), {
    name: at("0.name", "0"),
    description: at("0.description", "1.description"),
    schema: at("0.parameters", "0.inputSchema", "0.schema", "1.inputSchema", "1.parameters"),
    annotations: at("0.annotations"),
    handler: at("0.execute", "0.handler", "0.cb", "2", "1"),
  }),
  entry("mcp-use", "method", symbols(["mcp-use/server", "mcp-use", "xmcp", "muppet"], "tool"), {
    name: at("0.name"),
    schema: at("0.schema", "0.inputSchema", "0.inputs"),
    annotations: at("0.annotations"),
    handler: at("1", "0.cb"),
  }),
  entry("tmcp", "method", symbols(["tmcp"], "tool"), {
    name: at("0.name"),
    schema: at("0.schema"),
    annotations: at("0.annotations"),
    handler: at("1"),
  }),
  entry("genkit", "method", symbols(genkit, "defineTool"), {
    name: at("0.name", "0"),
    description: at("0.description", "1.description"),
    schema: at("0.inputSchema", "1.inputSchema", "0.parameters"),
    annotations: at("0.annotations"),
    handler: at("1", "2", "0.execute", "0.handler", "0.run"),
  }),
  entry("genkit", "method", symbols(genkit, "dynamicTool"), {
    name: at("0.name"),
    schema: at("0.inputSchema"),
    handler: at("1"),
  }),
  entry("voltagent", "method", symbols("@voltagent/core", "addTools", "addTool"), {
    name: at("0.name"),
    schema: at("0.parameters"),
  }),
  entry("tanstack-ai", "method", symbols("@tanstack/ai", "server", "client"), {
    after: "toolDefinition",
    name: at("0.name"),
    schema: at("0.inputSchema"),
    approval: at("0.needsApproval"),
    handler: at("1"),
  }),
];

/** Frameworks whose functions define a tool, by how they are called. The handler is the alternative that is a function. */
export const toolEntries: readonly ToolEntry[] = [...calls, ...constructors, ...methods];

/** Base classes that a tool extends: its name, schema and handler are members of the class. */
export const toolClasses: readonly {
  readonly framework: string;
  readonly symbol: ToolEntry["symbol"];
  readonly name: readonly string[];
  readonly description: readonly string[];
  readonly schema: readonly string[];
  readonly handler: readonly string[];
}[] = [
  {
    framework: "langchain",
    symbol: symbols(langchainTools, "StructuredTool", "Tool"),
    name: ["name"],
    description: ["description"],
    schema: ["schema"],
    handler: ["_call"],
  },
  {
    framework: "mcp-framework",
    symbol: symbols("mcp-framework", "MCPTool"),
    name: ["name"],
    description: ["description"],
    schema: ["schema"],
    handler: ["execute"],
  },
  {
    framework: "google-adk",
    symbol: symbols(["@google/adk", "@iqai/adk"], "BaseTool"),
    name: ["name"],
    description: ["description"],
    schema: ["_getDeclaration", "getDeclaration"],
    handler: ["runAsync"],
  },
  {
    framework: "beeai",
    symbol: symbols(["beeai-framework/tools/*", "bee-agent-framework/tools/*"], "Tool"),
    name: ["name"],
    description: ["description"],
    schema: ["inputSchema"],
    handler: ["_run"],
  },
  {
    framework: "llamaindex",
    symbol: symbols(["llamaindex", "@llamaindex/core/*"], "BaseTool"),
    name: ["metadata"],
    description: ["metadata"],
    schema: ["metadata"],
    handler: ["call"],
  },
];
