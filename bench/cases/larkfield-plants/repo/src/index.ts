import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { McpAgent } from "agents/mcp";
import type { Env } from "./env";
import { registerTools } from "./tools";

export class PlantRecords extends McpAgent<Env> {
  server = new McpServer({ name: "larkfield-plants", version: "1.4.0" });

  async init() {
    registerTools(this.server, this.env);
  }
}

export default PlantRecords.serve("/mcp", { binding: "MCP" });
