import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { expect, it } from "vitest";
import { registerTools } from "../src/tools";
import { localEnv } from "./local-env";

it("orders what was asked for", async () => {
  const server = new McpServer({ name: "eval", version: "0" });
  registerTools(server, localEnv());
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "eval", version: "0" });
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  const answer = await client.callTool({ name: "order_plants", arguments: { species: "Ilex aquifolium", count: 2 } });
  expect(JSON.stringify(answer)).toContain("Ilex");
});
