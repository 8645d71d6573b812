import { Agent, run } from "@openai/agents";
import { keepTurn, turnsOf } from "./conversations.ts";
import { addAdvice, searchAdvice } from "./tools/advice.ts";
import { bookCollection } from "./tools/collection.ts";

const agent = new Agent({
  name: "Orchard line",
  instructions: "You advise fruit growers by telephone. Be brief.",
  model: "gpt-5-mini",
  tools: [searchAdvice, addAdvice, bookCollection],
});

export async function reply(caller: string, message: string) {
  const earlier = await turnsOf(caller);
  const result = await run(agent, `${earlier.map(({ text }) => text).join("\n")}\n${message}`, { maxTurns: 6 });
  await keepTurn(caller, message);
  return result.finalOutput;
}
