import { tool } from "ai";
import { z } from "zod";
import { record } from "../audit.ts";
import { vectorOf } from "../embed.ts";
import { keepPassage } from "../knowledge.ts";

export const saveAnswer = tool({
  description: "Keeps a confirmed answer in the handbook.",
  inputSchema: z.object({ id: z.string(), text: z.string() }),
  execute: async ({ id, text }) => {
    record({ kind: "store-write", tool: "save_answer", detail: { id } });
    await keepPassage(id, await vectorOf(text), text);
    return { kept: true };
  },
});
