import { createAnthropic } from "@ai-sdk/anthropic";
import { anthropicKey } from "@lantern/settings";
import { remarksOf } from "@lantern/visits";
import { stepCountIs, ToolLoopAgent } from "ai";
import { describe, findObject, remember, reserve } from "./tools.ts";

const anthropic = createAnthropic({ apiKey: anthropicKey() });

const guide = new ToolLoopAgent({
  model: anthropic("claude-sonnet-5"),
  instructions: "You guide visitors through a museum of lamps.",
  tools: { findObject, describe, remember, reserve },
  stopWhen: stepCountIs(8),
});

export async function reply(visitor: string, question: string) {
  const remarks = await remarksOf(visitor);
  const { text } = await guide.generate({ prompt: `${remarks.map((r) => r.text).join("\n")}\n${question}` });
  return text;
}
