import { createAgent } from "langchain";
import { addToHistory, historyOf } from "./history.js";
import { addAdvice } from "./tools/add-advice.js";
import { BookInspection } from "./tools/book-inspection.js";
import { searchAdvice } from "./tools/search-advice.js";

const agent = createAgent({
  model: "openai:gpt-5-mini",
  tools: [searchAdvice, addAdvice, new BookInspection()],
  systemPrompt: "You advise beekeepers.",
});

export async function advise(keeper: string, question: string) {
  const earlier = await historyOf(keeper);
  const { messages } = await agent.invoke({ messages: [...earlier, question].map((content) => ({ role: "user", content })) });
  await addToHistory(keeper, question);
  return String(messages.at(-1)?.content);
}
