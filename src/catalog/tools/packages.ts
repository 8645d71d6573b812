// Packages that several entries are about.

export const ai = ["ai", "ai/*"];
export const aiUtils = ["@ai-sdk/provider-utils", "@ai-sdk/provider-utils/*"];
export const openaiAgents = [
  "@openai/agents",
  "@openai/agents-core",
  "@openai/agents-realtime",
  "@openai/agents/realtime",
];
export const langchainTools = [
  "langchain",
  "langchain/tools",
  "langchain/agents",
  "@langchain/core/tools",
  "@langchain/core/dist/tools/index.js",
  "@langchain/community/tools/dynamic",
];
export const mastraTools = ["@mastra/core", "@mastra/core/tools"];
export const mcp = [
  "@modelcontextprotocol/sdk",
  "@modelcontextprotocol/sdk/*",
  "@modelcontextprotocol/server",
  "@modelcontextprotocol/server/*",
];
export const cloudflareMcp = ["agents", "agents/*", "@cloudflare/agents"];
export const genkit = ["genkit", "genkit/*", "@genkit-ai/*"];
