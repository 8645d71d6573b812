import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { logEvent } from "./audit.ts";
import { findGuides, keepGuide } from "./guides.ts";
import { sendMessage } from "./messages.ts";
import { assignShift, shiftsOn } from "./rota.ts";

export function rotaServer() {
  const server = new Server({ name: "saltmarsh-rota", version: "2.1.0" }, { capabilities: { tools: {} } });

  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: [
      {
        name: "find_guides",
        description: "Finds guides for wardens of the marsh.",
        inputSchema: { type: "object", properties: { question: { type: "string" } }, required: ["question"] },
      },
      {
        name: "keep_guide",
        description: "Keeps a guide for other wardens.",
        inputSchema: {
          type: "object",
          properties: { title: { type: "string" }, text: { type: "string" } },
          required: ["title", "text"],
        },
      },
      {
        name: "shifts_on",
        description: "Lists the shifts of a day.",
        inputSchema: { type: "object", properties: { day: { type: "string" } }, required: ["day"] },
      },
      {
        name: "assign_shift",
        description: "Gives a shift to a warden.",
        inputSchema: {
          type: "object",
          properties: { day: { type: "string" }, warden: { type: "string" }, site: { type: "string" } },
          required: ["day", "warden", "site"],
        },
      },
      {
        name: "send_message",
        description: "Sends a text message to a warden.",
        inputSchema: {
          type: "object",
          properties: { warden: { type: "string" }, text: { type: "string" } },
          required: ["warden", "text"],
        },
      },
    ],
  }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const input = (params.arguments ?? {}) as Record<string, string>;
    if (params.name === "find_guides") {
      logEvent("retrieval", params.name, { question: input.question });
      return text(await findGuides(input.question));
    }
    if (params.name === "keep_guide") {
      logEvent("store-write", params.name, { title: input.title });
      await keepGuide(input.title, input.text);
      return text("kept");
    }
    if (params.name === "shifts_on") {
      logEvent("retrieval", params.name, { day: input.day });
      return text(await shiftsOn(input.day));
    }
    if (params.name === "assign_shift") {
      logEvent("store-write", params.name, { day: input.day, site: input.site });
      await assignShift(input.day, input.warden, input.site);
      return text("assigned");
    }
    if (params.name === "send_message") {
      logEvent("tool-call", params.name, { warden: input.warden });
      return text(await sendMessage(input.warden, input.text));
    }
    throw new Error(`unknown tool ${params.name}`);
  });

  return server;
}

function text(value: unknown) {
  return { content: [{ type: "text", text: JSON.stringify(value) }] };
}
