import Anthropic from "@anthropic-ai/sdk";
import type { MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { config } from "./config.js";
import { recall, remember } from "./history.js";
import { runTool, tools } from "./tools.js";

const anthropic = new Anthropic({ apiKey: config.anthropicKey });

export async function answer(skipper: string, question: string) {
  const messages: MessageParam[] = [{ role: "user", content: `${(await recall(skipper)).join("\n")}\n\n${question}` }];
  for (let step = 0; step < 8; step++) {
    const reply = await anthropic.messages.create({ model: "claude-sonnet-5", max_tokens: 1024, tools, messages });
    messages.push({ role: "assistant", content: reply.content });
    const calls = reply.content.filter((block) => block.type === "tool_use");
    if (calls.length === 0) {
      const text = reply.content.map((block) => (block.type === "text" ? block.text : "")).join("");
      await remember(skipper, text);
      return text;
    }
    const results = [];
    for (const call of calls) {
      const content = JSON.stringify((await runTool(call.name, call.input as Record<string, string>)) ?? null);
      results.push({ type: "tool_result" as const, tool_use_id: call.id, content });
    }
    messages.push({ role: "user", content: results });
  }
  throw new Error("too many steps");
}
