import type { Tool } from "@anthropic-ai/sdk/resources/messages";
import { audit } from "./audit.js";
import { reserveBerth } from "./berths.js";
import { findNotes, keepNote } from "./pilots-notes.js";

export const tools: Tool[] = [
  {
    name: "find_notes",
    description: "Finds pilots' notes on a stretch of water.",
    input_schema: { type: "object", properties: { question: { type: "string" } }, required: ["question"] },
  },
  {
    name: "keep_note",
    description: "Keeps a note that a pilot dictated.",
    input_schema: {
      type: "object",
      properties: { id: { type: "string" }, text: { type: "string" } },
      required: ["id", "text"],
    },
  },
  {
    name: "reserve_berth",
    description: "Reserves a berth for a vessel for one night.",
    input_schema: {
      type: "object",
      properties: { vessel: { type: "string" }, night: { type: "string" } },
      required: ["vessel", "night"],
    },
  },
];

export async function runTool(name: string, input: Record<string, string>) {
  switch (name) {
    case "find_notes":
      audit({ kind: "retrieval", tool: name, subject: input.question });
      return findNotes(input.question);
    case "keep_note":
      audit({ kind: "store-write", tool: name, subject: input.id });
      return keepNote(input.id, input.text);
    case "reserve_berth":
      audit({ kind: "tool-call", tool: name, subject: input.vessel });
      return reserveBerth(input.vessel, input.night);
    default:
      throw new Error(`there is no tool ${name}`);
  }
}
