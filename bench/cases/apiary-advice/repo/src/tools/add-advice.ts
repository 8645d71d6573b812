import { DynamicStructuredTool } from "@langchain/core/tools";
import { z } from "zod";
import { advice } from "../advice.js";
import { trace } from "../audit.js";

export const addAdvice = new DynamicStructuredTool({
  name: "add_advice",
  description: "Adds advice that a keeper confirmed.",
  schema: z.object({ topic: z.string(), text: z.string() }),
  func: async ({ topic, text }) => {
    trace("store-write", "add_advice", topic);
    await advice.addDocuments([{ pageContent: text, metadata: { topic } }]);
    return "added";
  },
});
