import { DynamicStructuredTool } from "@langchain/core/tools";
import { z } from "zod";
import { advice } from "../advice.js";
import { trace } from "../audit.js";

export const searchAdvice = new DynamicStructuredTool({
  name: "search_advice",
  description: "Searches the advice of the guild.",
  schema: z.object({ question: z.string() }),
  func: async ({ question }) => {
    trace("retrieval", "search_advice", question);
    const found = await advice.similaritySearch(question, 4);
    return found.map(({ pageContent }) => pageContent).join("\n");
  },
});
