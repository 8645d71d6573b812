import { symbols } from "../shorthand.ts";
import type { ToolEntry } from "../types.ts";
import { langchainTools } from "./packages.ts";

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
