import { at, symbols } from "../shorthand.ts";
import type { ToolEntry } from "../types.ts";
import { entry } from "./entry.ts";
import { cloudflareMcp, genkit, mcp } from "./packages.ts";

/**
 * On any receiver: servers are called `context`, `registry` and `pi` as often as `server`. The packages tell what the
 * receiver is if it can be followed; a look-alike is told by what it is given.
 */
export const methods: readonly ToolEntry[] = [
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
