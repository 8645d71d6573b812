import { at } from "../shorthand.ts";
import type { ModelEntry } from "../types.ts";
import { entry } from "./entry.ts";

/** Both ends of MCP. */
export const mcp: readonly ModelEntry[] = [
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
    ["ai", "ai/mcp-stdio", "@ai-sdk/mcp", "@ai-sdk/mcp/*"],
    ["createMCPClient", "experimental_createMCPClient", "StdioMCPTransport", "Experimental_StdioMCPTransport"],
  ),
  entry("mcp", "mcp-client", "@langchain/mcp-adapters", ["MultiServerMCPClient", "loadMcpTools"]),
  entry("mcp", "mcp-client", "@mastra/mcp", ["MCPClient", "MCPConfiguration", "MastraMCPClient"]),
  entry(
    "mcp",
    "mcp-client",
    ["@openai/agents", "@openai/agents-core"],
    [
      "MCPServerStdio",
      "MCPServerStreamableHttp",
      "MCPServerSSE",
      "MCPServers.open",
      "connectMcpServers",
      "hostedMcpTool",
    ],
  ),
  entry("mcp", "mcp-client", ["@llamaindex/tools"], ["mcp"]),
  entry("mcp", "mcp-client", "@google/adk", ["MCPToolset", "MCPSessionManager"]),
  entry("mcp", "mcp-client", "@voltagent/core", ["MCPConfiguration", "MCPClient"]),
  entry("mcp", "mcp-client", "@strands-agents/sdk", ["McpClient"]),
  entry(
    "mcp",
    "mcp-client",
    ["mcp-use", "mcp-use/client"],
    ["MCPClient", "MCPClient.fromDict", "MCPClient.fromConfigFile"],
  ),
  entry(
    "mcp",
    "mcp-client",
    ["@genkit-ai/mcp", "genkitx-mcp"],
    ["createMcpHost", "createMcpClient", "defineMcpHost", "defineMcpClient"],
  ),
  entry("mcp", "mcp-client", ["beeai-framework/tools/mcp"], ["MCPTool.fromClient"]),
  entry("mcp", "mcp-client", ["agents/mcp/client", "agents/mcp"], ["MCPClientManager"]),
];
