import { tool } from "ai";
import { z } from "zod";
import { record } from "../audit.ts";
import { vectorOf } from "../embed.ts";
import { findPassages } from "../knowledge.ts";

export const searchHandbook = tool({
  description: "Searches the handbook for passages on a question.",
  inputSchema: z.object({ question: z.string() }),
  execute: async ({ question }) => {
    record({ kind: "retrieval", tool: "search_handbook", detail: { question } });
    return findPassages(await vectorOf(question));
  },
});
