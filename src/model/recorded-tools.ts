import type { Tool } from "./agent-tool.ts";
import type { AuditEvent } from "./audit-event.ts";
import { isActOfAgent } from "./recorded-acts.ts";
import type { Stack } from "./stack.ts";

/** A tool that does something outside the process, with its index and the events that record its calls. */
export interface RecordedTool {
  readonly tool: Tool;
  readonly index: number;
  readonly events: readonly AuditEvent[];
}

/** All tools with an effect, each with the events of its calls; one that is tied to no tool stands for all of them. */
export function recordedTools(stack: Stack): readonly RecordedTool[] {
  const acts = stack.auditEvents.filter(({ subject }) => isActOfAgent(subject));
  return stack.tools.flatMap((tool, index) => {
    if (tool.sinks.length === 0) return [];
    const events = acts.filter(({ records }) => records === undefined || records.includes(index));
    return [{ tool, index, events }];
  });
}
