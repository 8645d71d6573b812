import { query } from "@anthropic-ai/claude-agent-sdk";
import { tannery } from "./tools.ts";

export async function writeReport(day: string) {
  const run = query({
    prompt: `Write the report of the tannery for ${day}. Hold batches whose pH is out of range.`,
    options: {
      model: "claude-sonnet-5",
      maxTurns: 20,
      mcpServers: { tannery },
      allowedTools: [
        "mcp__tannery__list_batches",
        "mcp__tannery__hold_batch",
        "mcp__tannery__similar_findings",
        "mcp__tannery__keep_finding",
        "mcp__tannery__order_chemical",
      ],
    },
  });
  let report = "";
  for await (const message of run) if (message.type === "result" && message.subtype === "success") report = message.result;
  return report;
}
