import { at, credential } from "../shorthand.ts";
import type { ModelEntry } from "../types.ts";
import { apiKey, entry } from "./entry.ts";

/** Agents of other frameworks, and the models that those come with. */
export const agents: readonly ModelEntry[] = [
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
  entry("groq", "provider", ["@llamaindex/groq", "llamaindex"], ["Groq"], {
    credential: credential(apiKey, "GROQ_API_KEY"),
  }),
  entry("mistral", "provider", ["@llamaindex/mistral", "llamaindex"], ["MistralAI", "mistral", "MistralAIEmbedding"], {
    credential: credential(apiKey, "MISTRAL_API_KEY"),
  }),
  entry("google", "provider", ["@llamaindex/google", "llamaindex"], ["Gemini", "gemini", "GeminiEmbedding"], {
    credential: credential(apiKey, "GOOGLE_API_KEY"),
  }),
  entry("deepseek", "provider", ["@llamaindex/deepseek", "llamaindex"], ["DeepSeekLLM", "deepseek"], {
    credential: credential(apiKey, "DEEPSEEK_API_KEY"),
  }),
  entry(
    "azure-openai",
    "provider",
    "@llamaindex/azure",
    ["AzureOpenAI", "AzureOpenAIResponses", "AzureOpenAIEmbedding"],
    {
      credential: credential(apiKey, "AZURE_OPENAI_KEY", "AZURE_OPENAI_API_KEY"),
    },
  ),
  entry("ollama", "provider", ["@llamaindex/ollama", "llamaindex"], ["Ollama", "ollama", "OllamaEmbedding"]),
  entry("openai", "agent", "@openai/codex-sdk", ["Codex"], { credential: credential(apiKey, "CODEX_API_KEY") }),
  entry("github-copilot", "agent", "@github/copilot-sdk", ["CopilotClient"], {
    credential: credential(at("0.gitHubToken")),
  }),
  entry("bedrock", "agent", "@aws-sdk/client-bedrock-agentcore", ["BedrockAgentCoreClient"], {
    credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
  }),
  entry("convex", "agent", "@convex-dev/agent", ["Agent"], { tools: at("1.tools") }),
];
