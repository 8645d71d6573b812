import { createOpenAI } from "@ai-sdk/openai";
import { embed } from "ai";
import { config } from "./config.ts";

export const openai = createOpenAI({ apiKey: config.OPENAI_API_KEY });

export async function vectorOf(text: string) {
  const { embedding } = await embed({ model: openai.embedding("text-embedding-3-small"), value: text });
  return embedding;
}
