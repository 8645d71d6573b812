import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { record } from "./audit";
import type { Env } from "./env";
import { findSheets, keepSheet } from "./herbarium";
import { orderPlants } from "./nursery";
import { addSighting, sightingsOf } from "./records";

export function registerTools(server: McpServer, env: Env) {
  server.registerTool(
    "search_herbarium",
    { description: "Finds herbarium sheets that match a description.", inputSchema: { description: z.string() } },
    async ({ description }) => {
      record(env, { kind: "retrieval", tool: "search_herbarium", detail: { description } });
      return asText(await findSheets(env, description));
    },
  );

  server.registerTool(
    "add_sheet",
    { description: "Adds a described sheet to the herbarium.", inputSchema: { id: z.string(), description: z.string() } },
    async ({ id, description }) => {
      record(env, { kind: "store-write", tool: "add_sheet", detail: { id } });
      await keepSheet(env, id, description);
      return asText({ added: id });
    },
  );

  server.registerTool(
    "add_sighting",
    { description: "Records where a plant was seen.", inputSchema: { species: z.string(), place: z.string() } },
    async ({ species, place }) => {
      record(env, { kind: "store-write", tool: "add_sighting", detail: { species } });
      await addSighting(env, species, place);
      return asText({ species, place });
    },
  );

  server.registerTool(
    "sightings_of",
    { description: "Lists where a plant was seen.", inputSchema: { species: z.string() } },
    async ({ species }) => {
      record(env, { kind: "retrieval", tool: "sightings_of", detail: { species } });
      return asText(await sightingsOf(env, species));
    },
  );

  server.registerTool(
    "order_plants",
    { description: "Orders plants from the nursery.", inputSchema: { species: z.string(), count: z.number().int() } },
    async ({ species, count }) => {
      record(env, { kind: "tool-call", tool: "order_plants", detail: { species, count } });
      return asText(await orderPlants(env, species, count));
    },
  );
}

function asText(value: unknown) {
  return { content: [{ type: "text" as const, text: JSON.stringify(value) }] };
}
