/** Whose models an SDK runs by names alone. */
const bySdk: Readonly<Record<string, string>> = {
  openai: "openai",
  "openai-agents": "openai",
  anthropic: "anthropic",
  "claude-agent-sdk": "anthropic",
  google: "google",
  groq: "groq",
};

/** The chat models of LangChain. */
const byClass: Readonly<Record<string, string>> = {
  ChatOpenAI: "openai",
  AzureChatOpenAI: "azure-openai",
  ChatAnthropic: "anthropic",
  ChatGoogleGenerativeAI: "google",
  ChatMistralAI: "mistral",
  ChatGroq: "groq",
  ChatBedrockConverse: "bedrock",
};

/** Frameworks that take `vendor/model` or `vendor:model` and call that vendor. */
const routers: ReadonlySet<string> = new Set(["mastra", "langchain", "langgraph"]);

/** Vendor and name of a model that a call names by text: the AI SDK sends a bare text to its gateway. */
export function vendorOf(sdk: string, operation: string, name: string): { provider: string | null; name: string } {
  const provider = byClass[operation] ?? bySdk[sdk];
  if (provider !== undefined) return { provider, name };
  if (sdk === "ai-sdk") return { provider: "ai-gateway", name };
  const parts = routers.has(sdk) ? /^([a-z][\w-]*)[/:](.+)$/.exec(name) : null;
  return parts?.[1] && parts[2] ? { provider: parts[1], name: parts[2] } : { provider: null, name };
}
