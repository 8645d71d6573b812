import { expect, it } from "vitest";
import { linkMcpClients } from "../../../src/link/servers/clients.ts";
import { contextOf } from "../repository.ts";

/** `server origin whole @ path:line | filtered | client`. */
function clientsIn(files: Readonly<Record<string, string>> | string): string[] {
  const context = contextOf(typeof files === "string" ? { "src/agent.ts": files } : files);
  return linkMcpClients(context, context.facts).map(({ server, origin, takenWhole, filteredAt, launch }) => {
    const taken = takenWhole
      ? `whole @ ${takenWhole.path}:${takenWhole.span.startLine}`
      : filteredAt
        ? "filtered"
        : "client";
    return `${server} ${origin} ${launch?.pinned ?? "-"} ${taken}`;
  });
}

const ai = `import { generateText } from "ai"; import { createMCPClient } from "@ai-sdk/mcp";
const client = await createMCPClient({ transport: { type: "http", url: "https://mcp.carrier.example/mcp" } });`;
const openai = `import { Agent, MCPServerStdio, hostedMcpTool } from "@openai/agents";`;

it.each<readonly [string, Readonly<Record<string, string>> | string, readonly string[]]>([
  [
    "tools as they come",
    `${ai}\nconst tools = await client.tools();\nawait generateText({ model, prompt, tools });`,
    ["mcp.carrier.example third-party - whole @ src/agent.ts:4"],
  ],
  [
    "tools among others",
    `${ai}\nawait generateText({ model, prompt, tools: { ...(await client.tools()), own } });`,
    ["mcp.carrier.example third-party - whole @ src/agent.ts:3"],
  ],
  [
    "tools of chosen schemas",
    `${ai}\nconst tools = await client.tools({ schemas: { track: {} } });\nawait generateText({ model, prompt, tools });`,
    ["mcp.carrier.example third-party - client"],
  ],
  [
    "some of the tools",
    `${ai}\nconst { track } = await client.tools();\nawait generateText({ model, prompt, tools: { track } });`,
    ["mcp.carrier.example third-party - client"],
  ],
  [
    "tools that are picked",
    `${ai}\nconst all = await client.tools();\nconst tools = Object.fromEntries(Object.entries(all).filter(([name]) => name === "track"));\nawait generateText({ model, prompt, tools });`,
    ["mcp.carrier.example third-party - client"],
  ],
  [
    "active tools",
    `${ai}\nconst tools = await client.tools();\nawait generateText({ model, prompt, tools, activeTools: ["track"] });`,
    ["mcp.carrier.example third-party - client"],
  ],
  [
    "a server on this machine",
    `${ai.replace("https://mcp.carrier.example/mcp", "http://localhost:3000/mcp")}\nawait generateText({ tools: await client.tools() });`,
    ["localhost own - whole @ src/agent.ts:3"],
  ],
  [
    "an address that is set elsewhere",
    `${ai.replace('"https://mcp.carrier.example/mcp"', "process.env.MCP_URL")}\nawait generateText({ tools: await client.tools() });`,
    ["null unknown - whole @ src/agent.ts:3"],
  ],
  [
    "our own host",
    {
      "package.json": `{ "name": "@carrier/agent" }`,
      "src/agent.ts": `${ai}\nawait generateText({ tools: await client.tools() });`,
    },
    ["mcp.carrier.example own - whole @ src/agent.ts:3"],
  ],
  [
    "a set of tools in another module",
    {
      "src/mcp.ts": `import { MCPClient } from "@mastra/mcp";\nexport const mcpTools = await new MCPClient({ servers: { track: { command: "npx", args: ["-y", "track-mcp"] } } }).listTools();`,
      "src/tools.ts": `import { mcpTools } from "./mcp";\nexport const all = { ...mcpTools };`,
      "src/agent.ts": `import { Agent } from "@mastra/core/agent"; import { all } from "./tools";\nexport const agent = new Agent({ name: "desk", tools: all });`,
    },
    ["track-mcp third-party none whole @ src/tools.ts:2"],
  ],
  [
    "a server of an agent",
    `${openai}\nconst server = new MCPServerStdio({ command: "npx", args: ["-y", "track-mcp@1.0.0"] });\nnew Agent({ name: "desk", mcpServers: [server] });`,
    ["track-mcp third-party exact whole @ src/agent.ts:3"],
  ],
  [
    "a server with a filter",
    `${openai}\nconst server = new MCPServerStdio({ fullCommand: "npx -y track-mcp", toolFilter });\nnew Agent({ name: "desk", mcpServers: [server] });`,
    ["track-mcp third-party none filtered"],
  ],
  [
    "a hosted server",
    `${openai}\nnew Agent({ tools: [hostedMcpTool({ serverLabel: "track", serverUrl: "https://mcp.carrier.example" })] });`,
    ["mcp.carrier.example third-party - whole @ src/agent.ts:2"],
  ],
  [
    "a hosted server with a list",
    `${openai}\nhostedMcpTool({ serverLabel: "track", serverUrl: "https://mcp.carrier.example", allowedTools: ["track"] });`,
    ["mcp.carrier.example third-party - filtered"],
  ],
  [
    "a program of the repository",
    `${openai}\nnew Agent({ mcpServers: [new MCPServerStdio({ command: "node", args: ["dist/server.js"] })] });`,
    ["node own - whole @ src/agent.ts:2"],
  ],
  [
    "a transport that is handed to a client",
    `import { createMCPClient } from "@ai-sdk/mcp"; import { generateText } from "ai"; import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";\nconst client = await createMCPClient({ transport: new StdioClientTransport({ command: "uvx", args: ["track-mcp"] }) });\nawait generateText({ tools: await client.tools() });`,
    ["track-mcp third-party none whole @ src/agent.ts:3"],
  ],
])("%s", (_, files, expected) => {
  expect(clientsIn(files)).toEqual(expected);
});
