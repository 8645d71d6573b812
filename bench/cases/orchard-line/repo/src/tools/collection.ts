import { tool } from "@openai/agents";
import { z } from "zod";
import { record } from "../audit.ts";
import { env } from "../env.ts";

export const bookCollection = tool({
  name: "book_collection",
  description: "Books a lorry that collects bins of fruit.",
  parameters: z.object({ farm: z.string(), bins: z.number().int() }),
  execute: async ({ farm, bins }) => {
    record("tool-call", "book_collection", { farm, bins });
    const response = await fetch(new URL("/collections", env.PACKHOUSE_URL), {
      method: "POST",
      headers: { authorization: `Bearer ${env.PACKHOUSE_TOKEN}` },
      body: JSON.stringify({ farm, bins }),
    });
    return response.json();
  },
});
