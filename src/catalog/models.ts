import { at, credential, symbols } from "./shorthand.ts";
import type { ArgumentPath, ModelEntry } from "./types.ts";

type Role = ModelEntry["role"];

function entry(
  provider: string,
  role: Role,
  packages: string | readonly string[],
  names: readonly string[],
  beyond: Pick<ModelEntry, "credential" | "tools"> = {},
): ModelEntry {
  return { provider, role, symbol: symbols(packages, ...names), ...beyond };
}

/** A model provider of the AI SDK: the ready `openai(…)` reads its key from the variable, `createOpenAI({ apiKey })` takes it. */
function aiProvider(
  provider: string,
  packages: string | readonly string[],
  ready: readonly string[],
  creates: readonly string[],
  keys: readonly ArgumentPath[],
  ...implicit: readonly string[]
): readonly ModelEntry[] {
  return [
    entry(provider, "provider", packages, ready, { credential: credential([], ...implicit) }),
    entry(provider, "provider", packages, creates, { credential: credential(keys, ...implicit) }),
  ];
}

const apiKey = at("0.apiKey");
const ai = ["ai", "ai/rsc", "@ai-sdk/rsc"];

const aiSdk: readonly ModelEntry[] = [
  entry("ai-sdk", "call", ai, ["generateText", "streamText", "streamUI"], { tools: at("0.tools") }),
  entry("ai-sdk", "call", ai, [
    "generateObject",
    "streamObject",
    "generateImage",
    "experimental_generateImage",
    "generateSpeech",
    "transcribe",
    "experimental_transcribe",
    "experimental_generateSpeech",
  ]),
  entry("ai-sdk", "call", ai, ["embed", "embedMany", "rerank"]),
  entry("ai-sdk", "agent", ai, ["ToolLoopAgent", "Experimental_Agent", "Agent"], { tools: at("0.tools") }),
  ...aiProvider(
    "openai",
    "@ai-sdk/openai",
    ["openai", "openai.chat", "openai.responses", "openai.embedding", "openai.textEmbeddingModel", "openai.completion"],
    ["createOpenAI"],
    apiKey,
    "OPENAI_API_KEY",
  ),
  ...aiProvider(
    "anthropic",
    "@ai-sdk/anthropic",
    ["anthropic", "anthropic.messages"],
    ["createAnthropic"],
    at("0.apiKey", "0.authToken"),
    "ANTHROPIC_API_KEY",
  ),
  ...aiProvider(
    "google",
    "@ai-sdk/google",
    ["google", "google.chat", "google.textEmbeddingModel", "google.embedding"],
    ["createGoogleGenerativeAI"],
    apiKey,
    "GOOGLE_GENERATIVE_AI_API_KEY",
  ),
  ...aiProvider(
    "google",
    ["@ai-sdk/google-vertex", "@ai-sdk/google-vertex/*"],
    ["vertex", "vertexAnthropic"],
    ["createVertex", "createVertexAnthropic"],
    at("0.apiKey", "0.googleAuthOptions.credentials", "0.googleCredentials"),
    "GOOGLE_VERTEX_API_KEY",
    "GOOGLE_APPLICATION_CREDENTIALS",
  ),
  ...aiProvider("xai", "@ai-sdk/xai", ["xai"], ["createXai"], apiKey, "XAI_API_KEY"),
  ...aiProvider("mistral", "@ai-sdk/mistral", ["mistral"], ["createMistral"], apiKey, "MISTRAL_API_KEY"),
  ...aiProvider("groq", "@ai-sdk/groq", ["groq"], ["createGroq"], apiKey, "GROQ_API_KEY"),
  ...aiProvider("cohere", "@ai-sdk/cohere", ["cohere"], ["createCohere"], apiKey, "COHERE_API_KEY"),
  ...aiProvider("deepseek", "@ai-sdk/deepseek", ["deepseek"], ["createDeepSeek"], apiKey, "DEEPSEEK_API_KEY"),
  ...aiProvider("perplexity", "@ai-sdk/perplexity", ["perplexity"], ["createPerplexity"], apiKey, "PERPLEXITY_API_KEY"),
  ...aiProvider("fireworks", "@ai-sdk/fireworks", ["fireworks"], ["createFireworks"], apiKey, "FIREWORKS_API_KEY"),
  ...aiProvider(
    "together",
    "@ai-sdk/togetherai",
    ["togetherai"],
    ["createTogetherAI"],
    apiKey,
    "TOGETHER_API_KEY",
    "TOGETHER_AI_API_KEY",
  ),
  ...aiProvider("cerebras", "@ai-sdk/cerebras", ["cerebras"], ["createCerebras"], apiKey, "CEREBRAS_API_KEY"),
  ...aiProvider(
    "openrouter",
    "@openrouter/ai-sdk-provider",
    ["openrouter"],
    ["createOpenRouter"],
    apiKey,
    "OPENROUTER_API_KEY",
  ),
  ...aiProvider(
    "bedrock",
    ["@ai-sdk/amazon-bedrock", "@ai-sdk/amazon-bedrock/*"],
    ["bedrock", "bedrockAnthropic"],
    ["createAmazonBedrock", "createBedrockAnthropic"],
    at("0.apiKey", "0.secretAccessKey", "0.credentialProvider"),
    "AWS_BEARER_TOKEN_BEDROCK",
    "AWS_SECRET_ACCESS_KEY",
  ),
  ...aiProvider("azure-openai", "@ai-sdk/azure", ["azure"], ["createAzure"], apiKey, "AZURE_API_KEY"),
  ...aiProvider("ai-gateway", ["@ai-sdk/gateway", "ai"], ["gateway"], ["createGateway"], apiKey, "AI_GATEWAY_API_KEY"),
  entry("openai-compatible", "provider", "@ai-sdk/openai-compatible", ["createOpenAICompatible"], {
    credential: credential(apiKey),
  }),
  entry(
    "ollama",
    "provider",
    ["ollama-ai-provider", "ollama-ai-provider-v2", "ai-sdk-ollama"],
    ["ollama", "createOllama"],
  ),
  entry("cloudflare", "provider", "workers-ai-provider", ["createWorkersAI"], { credential: credential(apiKey) }),
];

const clients: readonly ModelEntry[] = [
  entry("openai", "provider", "openai", ["default", "OpenAI"], { credential: credential(apiKey, "OPENAI_API_KEY") }),
  entry("azure-openai", "provider", "openai", ["AzureOpenAI"], {
    credential: credential(at("0.apiKey", "0.azureADTokenProvider"), "AZURE_OPENAI_API_KEY"),
  }),
  entry("azure-openai", "provider", "@azure/openai", ["OpenAIClient"], { credential: credential(at("1")) }),
  entry("anthropic", "provider", "@anthropic-ai/sdk", ["default", "Anthropic"], {
    credential: credential(at("0.apiKey", "0.authToken"), "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
  }),
  entry("bedrock", "provider", "@anthropic-ai/bedrock-sdk", ["default", "AnthropicBedrock"], {
    credential: credential(at("0.awsSecretKey", "0.apiKey"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("google", "provider", "@anthropic-ai/vertex-sdk", ["default", "AnthropicVertex"], {
    credential: credential(at("0.accessToken", "0.googleAuth"), "GOOGLE_APPLICATION_CREDENTIALS"),
  }),
  entry("google", "provider", "@google/genai", ["GoogleGenAI"], {
    credential: credential(apiKey, "GOOGLE_API_KEY", "GEMINI_API_KEY"),
  }),
  entry("google", "provider", "@google/generative-ai", ["GoogleGenerativeAI"], { credential: credential(at("0")) }),
  entry("google", "provider", "@google-cloud/vertexai", ["VertexAI"], {
    credential: credential(at("0.googleAuthOptions.credentials"), "GOOGLE_APPLICATION_CREDENTIALS"),
  }),
  entry("mistral", "provider", "@mistralai/mistralai", ["Mistral", "default", "MistralClient"], {
    credential: credential(at("0.apiKey", "0"), "MISTRAL_API_KEY"),
  }),
  entry("groq", "provider", "groq-sdk", ["default", "Groq"], { credential: credential(apiKey, "GROQ_API_KEY") }),
  entry("cohere", "provider", "cohere-ai", ["CohereClient", "CohereClientV2"], {
    credential: credential(at("0.token"), "CO_API_KEY"),
  }),
  entry("together", "provider", "together-ai", ["default", "Together"], {
    credential: credential(apiKey, "TOGETHER_API_KEY"),
  }),
  entry("replicate", "provider", "replicate", ["default", "Replicate"], {
    credential: credential(at("0.auth"), "REPLICATE_API_TOKEN"),
  }),
  entry("huggingface", "provider", "@huggingface/inference", ["HfInference", "InferenceClient"], {
    credential: credential(at("0")),
  }),
  entry("ollama", "provider", "ollama", ["default", "Ollama"]),
  entry("bedrock", "provider", "@aws-sdk/client-bedrock-runtime", ["BedrockRuntimeClient", "BedrockRuntime"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("bedrock", "provider", "@aws-sdk/client-bedrock-agent-runtime", ["BedrockAgentRuntimeClient"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("openrouter", "provider", "@openrouter/sdk", ["OpenRouter"], {
    credential: credential(apiKey, "OPENROUTER_API_KEY"),
  }),
  entry("xai", "provider", "@langchain/xai", ["ChatXAI"], { credential: credential(apiKey, "XAI_API_KEY") }),
  entry("voyage", "provider", "voyageai", ["VoyageAIClient"], { credential: credential(apiKey, "VOYAGE_API_KEY") }),
];

const langchain: readonly ModelEntry[] = [
  entry(
    "openai",
    "provider",
    ["@langchain/openai", "langchain/chat_models/openai", "langchain/llms/openai", "langchain/embeddings/openai"],
    ["ChatOpenAI", "OpenAI", "OpenAIEmbeddings", "ChatOpenAIResponses", "ChatOpenAICompletions"],
    {
      credential: credential(at("0.apiKey", "0.openAIApiKey", "0.configuration.apiKey"), "OPENAI_API_KEY"),
    },
  ),
  entry("azure-openai", "provider", "@langchain/openai", ["AzureChatOpenAI", "AzureOpenAI", "AzureOpenAIEmbeddings"], {
    credential: credential(at("0.azureOpenAIApiKey", "0.apiKey"), "AZURE_OPENAI_API_KEY"),
  }),
  entry(
    "anthropic",
    "provider",
    ["@langchain/anthropic", "langchain/chat_models/anthropic"],
    ["ChatAnthropic", "ChatAnthropicMessages"],
    {
      credential: credential(at("0.apiKey", "0.anthropicApiKey"), "ANTHROPIC_API_KEY"),
    },
  ),
  entry("google", "provider", "@langchain/google-genai", ["ChatGoogleGenerativeAI", "GoogleGenerativeAIEmbeddings"], {
    credential: credential(apiKey, "GOOGLE_API_KEY", "GEMINI_API_KEY"),
  }),
  entry(
    "google",
    "provider",
    ["@langchain/google-vertexai", "@langchain/google-vertexai-web"],
    ["ChatVertexAI", "VertexAI", "VertexAIEmbeddings"],
    {
      credential: credential(at("0.authOptions.credentials"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
  ),
  entry("mistral", "provider", "@langchain/mistralai", ["ChatMistralAI", "MistralAIEmbeddings"], {
    credential: credential(apiKey, "MISTRAL_API_KEY"),
  }),
  entry("groq", "provider", "@langchain/groq", ["ChatGroq"], { credential: credential(apiKey, "GROQ_API_KEY") }),
  entry("cohere", "provider", "@langchain/cohere", ["ChatCohere", "CohereEmbeddings"], {
    credential: credential(apiKey, "COHERE_API_KEY"),
  }),
  entry("bedrock", "provider", "@langchain/aws", ["ChatBedrockConverse", "BedrockEmbeddings"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry(
    "ollama",
    "provider",
    ["@langchain/ollama", "@langchain/community/chat_models/ollama"],
    ["ChatOllama", "OllamaEmbeddings"],
  ),
  entry("langchain", "provider", ["langchain", "langchain/chat_models/universal"], ["initChatModel"], {
    credential: credential(at("1.apiKey")),
  }),
  entry("langchain", "agent", "langchain", ["createAgent"], { tools: at("0.tools") }),
  entry(
    "langchain",
    "agent",
    ["@langchain/langgraph/prebuilt", "@langchain/langgraph"],
    ["createReactAgent", "createReactAgentAnnotation", "ToolNode"],
    { tools: at("0.tools", "0") },
  ),
  entry(
    "langchain",
    "agent",
    ["@langchain/langgraph", "@langchain/langgraph/*"],
    ["StateGraph", "MessageGraph", "entrypoint"],
  ),
  entry(
    "langchain",
    "agent",
    ["@langchain/langgraph-supervisor", "@langchain/langgraph-swarm"],
    ["createSupervisor", "createSwarm"],
    { tools: at("0.tools") },
  ),
  entry("langchain", "agent", "deepagents", ["createDeepAgent"], { tools: at("0.tools") }),
  entry(
    "langchain",
    "agent",
    ["langchain/agents", "@langchain/classic/agents"],
    [
      "AgentExecutor",
      "AgentExecutor.fromAgentAndTools",
      "createToolCallingAgent",
      "createOpenAIFunctionsAgent",
      "createOpenAIToolsAgent",
      "createReactAgent",
      "createStructuredChatAgent",
      "initializeAgentExecutorWithOptions",
    ],
    {
      tools: at("0.tools", "0"),
    },
  ),
  entry(
    "langchain",
    "agent",
    ["langchain/chains", "langchain/chains/*", "@langchain/classic/chains", "@langchain/classic/chains/*"],
    [
      "ConversationalRetrievalQAChain.fromLLM",
      "RetrievalQAChain.fromLLM",
      "createRetrievalChain",
      "createStuffDocumentsChain",
      "createHistoryAwareRetriever",
      "LLMChain",
      "VectorDBQAChain.fromLLM",
    ],
  ),
  entry("langgraph", "call", ["@langchain/langgraph-sdk", "@langchain/langgraph/remote"], ["Client", "RemoteGraph"], {
    credential: credential(at("0.apiKey"), "LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"),
  }),
];

const agents: readonly ModelEntry[] = [
  entry("openai", "agent", ["@openai/agents", "@openai/agents-core"], ["Agent", "Agent.create"], {
    tools: at("0.tools"),
  }),
  entry("openai", "agent", ["@openai/agents-realtime", "@openai/agents/realtime"], ["RealtimeAgent"], {
    tools: at("0.tools"),
  }),
  entry("openai", "call", ["@openai/agents", "@openai/agents-core"], ["run", "Runner"]),
  entry("openai", "call", ["@openai/agents-realtime", "@openai/agents/realtime"], ["RealtimeSession"]),
  entry(
    "openai",
    "provider",
    ["@openai/agents", "@openai/agents-openai"],
    ["setDefaultOpenAIKey", "setDefaultOpenAIClient", "OpenAIProvider"],
    { credential: credential(at("0.apiKey", "0"), "OPENAI_API_KEY") },
  ),
  entry("mastra", "agent", ["@mastra/core", "@mastra/core/agent"], ["Agent"], { tools: at("0.tools") }),
  entry("mastra", "agent", ["@mastra/core", "@mastra/core/mastra"], ["Mastra"], { tools: at("0.tools") }),
  entry(
    "anthropic",
    "agent",
    ["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"],
    ["query", "unstable_v2_createSession", "unstable_v2_prompt"],
    {
      credential: credential(at("0.options.env.ANTHROPIC_API_KEY"), "ANTHROPIC_API_KEY"),
      tools: at("0.options.mcpServers"),
    },
  ),
  entry("anthropic", "agent", "@anthropic-ai/claude-agent-sdk", ["createSdkMcpServer"], { tools: at("0.tools") }),
  entry("genkit", "agent", ["genkit", "genkit/*"], ["genkit"]),
  entry("genkit", "provider", ["@genkit-ai/googleai", "@genkit-ai/google-genai"], ["googleAI"], {
    credential: credential(apiKey, "GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_API_KEY"),
  }),
  entry("genkit", "provider", ["@genkit-ai/vertexai", "@genkit-ai/google-genai"], ["vertexAI"], {
    credential: credential(apiKey, "GOOGLE_APPLICATION_CREDENTIALS"),
  }),
  entry("voltagent", "agent", "@voltagent/core", ["Agent", "VoltAgent"], { tools: at("0.tools") }),
  entry("agent-kit", "agent", "@inngest/agent-kit", ["createAgent", "createNetwork", "Agent"], {
    tools: at("0.tools"),
  }),
  entry(
    "google-adk",
    "agent",
    ["@google/adk", "@iqai/adk"],
    [
      "LlmAgent",
      "Agent",
      "SequentialAgent",
      "ParallelAgent",
      "LoopAgent",
      "Runner",
      "InMemoryRunner",
      "AgentBuilder.create",
    ],
    { tools: at("0.tools") },
  ),
  entry(
    "llamaindex",
    "agent",
    ["llamaindex", "@llamaindex/workflow", "@llamaindex/core/agent"],
    ["agent", "multiAgent", "OpenAIAgent", "ReActAgent", "AnthropicAgent", "LLMAgent", "FunctionAgent"],
    { tools: at("0.tools") },
  ),
  entry("openai", "provider", ["@llamaindex/openai", "llamaindex"], ["OpenAI", "openai", "OpenAIEmbedding"], {
    credential: credential(apiKey, "OPENAI_API_KEY"),
  }),
  entry("anthropic", "provider", ["@llamaindex/anthropic", "llamaindex"], ["Anthropic", "anthropic"], {
    credential: credential(apiKey, "ANTHROPIC_API_KEY"),
  }),
  entry("cloudflare", "agent", ["agents", "@cloudflare/agents"], ["Agent", "routeAgentRequest", "getAgentByName"]),
  entry("cloudflare", "agent", ["agents/ai-chat-agent", "@cloudflare/ai-chat"], ["AIChatAgent"]),
  entry("cloudflare", "agent", ["agents/mcp"], ["McpAgent", "createMcpHandler"]),
  entry("strands", "agent", "@strands-agents/sdk", ["Agent"], { tools: at("0.tools") }),
  entry("beeai", "agent", ["beeai-framework/agents/*"], ["ToolCallingAgent", "ReActAgent", "RequirementAgent"], {
    tools: at("0.tools"),
  }),
  entry("copilotkit", "agent", ["@copilotkit/runtime", "@copilotkit/runtime/*"], ["CopilotRuntime", "BuiltInAgent"], {
    tools: at("0.actions", "0.tools"),
  }),
  entry("stagehand", "agent", "@browserbasehq/stagehand", ["Stagehand"], {
    credential: credential(at("0.apiKey"), "BROWSERBASE_API_KEY"),
  }),
  entry("livekit", "agent", ["@livekit/agents"], ["voice.Agent", "llm.LLM", "voice.AgentSession"], {
    tools: at("0.tools"),
  }),
  entry("tanstack-ai", "call", "@tanstack/ai", ["chat"], { tools: at("0.tools") }),
];

const mcp: readonly ModelEntry[] = [
  entry(
    "mcp",
    "agent",
    [
      "@modelcontextprotocol/sdk",
      "@modelcontextprotocol/sdk/server/*",
      "@modelcontextprotocol/server",
      "@modelcontextprotocol/server/*",
    ],
    ["McpServer", "Server"],
  ),
  entry("mcp", "agent", ["mcp-handler", "@vercel/mcp-adapter"], ["createMcpHandler", "experimental_createMcpHandler"]),
  entry("mcp", "agent", ["fastmcp", "litemcp"], ["FastMCP", "LiteMCP"]),
  entry("mcp", "agent", "mcp-framework", ["MCPServer"]),
  entry("mcp", "agent", ["mcp-use", "mcp-use/server"], ["createMCPServer", "MCPServer", "MCPAgent"]),
  entry("mcp", "agent", "tmcp", ["McpServer"]),
  entry("mcp", "agent", "@mastra/mcp", ["MCPServer"], { tools: at("0.tools") }),
  entry(
    "mcp",
    "mcp-client",
    ["@modelcontextprotocol/sdk/client/*", "@modelcontextprotocol/client", "@modelcontextprotocol/client/*"],
    [
      "Client",
      "StdioClientTransport",
      "StreamableHTTPClientTransport",
      "SSEClientTransport",
      "WebSocketClientTransport",
    ],
  ),
  entry(
    "mcp",
    "mcp-client",
    ["ai", "@ai-sdk/mcp"],
    ["createMCPClient", "experimental_createMCPClient", "Experimental_StdioMCPTransport"],
  ),
  entry("mcp", "mcp-client", "@langchain/mcp-adapters", ["MultiServerMCPClient", "loadMcpTools"]),
  entry("mcp", "mcp-client", "@mastra/mcp", ["MCPClient", "MCPConfiguration", "MastraMCPClient"]),
  entry(
    "mcp",
    "mcp-client",
    ["@openai/agents", "@openai/agents-core"],
    ["MCPServerStdio", "MCPServerStreamableHttp", "MCPServerSSE", "hostedMcpTool"],
  ),
  entry("mcp", "mcp-client", ["@llamaindex/tools"], ["mcp"]),
  entry("mcp", "mcp-client", "@google/adk", ["MCPToolset", "MCPSessionManager"]),
];

/** Clients and calls of models, agents around them, and both ends of MCP. */
export const modelEntries: readonly ModelEntry[] = [...aiSdk, ...clients, ...langchain, ...agents, ...mcp];
