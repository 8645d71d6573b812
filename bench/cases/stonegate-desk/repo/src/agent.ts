import { generateText, stepCountIs } from "ai";
import { openai } from "./embed.ts";
import { recallThread, rememberTurn } from "./memory.ts";
import { openTicket } from "./tools/open-ticket.ts";
import { saveAnswer } from "./tools/save-answer.ts";
import { searchHandbook } from "./tools/search-handbook.ts";

export async function answer(threadId: string, question: string) {
  const turns = await recallThread(threadId);
  const { text } = await generateText({
    model: openai("gpt-5-mini"),
    system: `You answer questions of stonemasons. Earlier turns:\n${turns.join("\n")}`,
    prompt: question,
    tools: { search_handbook: searchHandbook, save_answer: saveAnswer, open_ticket: openTicket },
    stopWhen: stepCountIs(6),
  });
  await rememberTurn(threadId, text);
  return text;
}
