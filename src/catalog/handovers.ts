import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** What starts an MCP server as a process of its own, and where the variables that it is given stand. */
export interface HandoverEntry {
  readonly symbol: SymbolPattern;
  readonly environment: readonly ArgumentPath[];
  /** Where several servers stand by their names, each with an `env` of its own. */
  readonly servers?: readonly ArgumentPath[];
}

/**
 * Without `env` each hands on a short safe list. Read in @modelcontextprotocol/sdk 1.32.2: `env` is merged over HOME,
 * LOGNAME, PATH, SHELL, TERM and USER; the others are taken to start their servers with its transport.
 */
export const handoverEntries: readonly HandoverEntry[] = [
  {
    symbol: symbols(
      ["@modelcontextprotocol/sdk*", "@modelcontextprotocol/client*", "ai/mcp-stdio", "@ai-sdk/mcp*"],
      "StdioClientTransport",
      "StdioMCPTransport",
      "Experimental_StdioMCPTransport",
    ),
    environment: at("0.env"),
  },
  { symbol: symbols(["@openai/agents", "@openai/agents-core"], "MCPServerStdio"), environment: at("0.env") },
  {
    symbol: symbols(
      ["@mastra/mcp", "@langchain/mcp-adapters"],
      "MCPClient",
      "MCPConfiguration",
      "MultiServerMCPClient",
    ),
    environment: [],
    servers: at("0.servers", "0.mcpServers", "0"),
  },
  {
    symbol: symbols(
      ["@anthropic-ai/claude-agent-sdk", "@anthropic-ai/claude-code"],
      "query",
      "unstable_v2_createSession",
      "unstable_v2_prompt",
    ),
    environment: [],
    servers: at("0.options.mcpServers", "1.mcpServers", "0.mcpServers"),
  },
];
