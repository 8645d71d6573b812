import { openai } from "@ai-sdk/openai";
import { convertToModelMessages, stepCountIs, streamText, type UIMessage } from "ai";
import { toolsFor } from "./tools";
import { keepTurn, turnsOf } from "./turns";

export async function tutor(pupil: string, messages: UIMessage[]) {
  const earlier = await turnsOf(pupil);
  return streamText({
    model: openai("gpt-5-mini"),
    system: `You are a patient tutor. Earlier turns:\n${earlier.join("\n")}`,
    messages: await convertToModelMessages(messages),
    tools: toolsFor(pupil),
    stopWhen: stepCountIs(6),
    onFinish: async ({ text }) => keepTurn(pupil, text),
  });
}
