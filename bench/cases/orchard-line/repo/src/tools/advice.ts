import { tool } from "@openai/agents";
import { z } from "zod";
import { findAdvice, keepAdvice } from "../advice.ts";
import { record } from "../audit.ts";

export const searchAdvice = tool({
  name: "search_advice",
  description: "Searches the growing advice of the cooperative.",
  parameters: z.object({ question: z.string() }),
  execute: async ({ question }) => {
    record("retrieval", "search_advice", { question });
    return findAdvice(question);
  },
});

export const addAdvice = tool({
  name: "add_advice",
  description: "Adds a piece of advice that an agronomist confirmed.",
  parameters: z.object({ topic: z.string(), text: z.string() }),
  execute: async ({ topic, text }) => {
    record("store-write", "add_advice", { topic });
    await keepAdvice(topic, text);
    return "added";
  },
});
