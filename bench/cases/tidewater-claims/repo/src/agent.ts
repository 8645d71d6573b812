import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { ChatOpenAI } from "@langchain/openai";
import { settings } from "./settings.ts";
import { addWording, schedulePayout, searchPolicies } from "./tools.ts";

const checkpointer = PostgresSaver.fromConnString(settings.threads.url);

export const adjuster = createReactAgent({
  llm: new ChatOpenAI({ model: "gpt-5-mini", apiKey: settings.openAiKey }),
  tools: [searchPolicies, addWording, schedulePayout],
  checkpointer,
  prompt: "You settle small claims of boat owners. Quote the clause you rely on.",
});
