import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express from "express";
import { rotaServer } from "./server.ts";

const app = express();

app.post("/mcp", express.json(), async (request, response) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await rotaServer().connect(transport);
  await transport.handleRequest(request, response, request.body);
});

app.listen(8080);
