import type { Tool } from "./agent-tool.ts";
import type { Gate } from "./gate.ts";
import { isWithin, type Place, samePlace } from "./location.ts";
import type { Sink, SinkKind } from "./sink.ts";
import type { Stack } from "./stack.ts";

const writing: ReadonlySet<SinkKind> = new Set(["store-write", "external-write", "code-execution", "file-write"]);

/** Whether it changes something, outside the process or on its disk, or runs code. */
export function isWrite({ kind }: Sink): boolean {
  return writing.has(kind);
}

/** A tool with the effects of it that change something; only tools that have one. */
export interface WritingTool {
  readonly tool: Tool;
  readonly writes: readonly Sink[];
}

/** Writing the audit trail is no effect of the tool: a call that is refused is recorded too. */
export function writingTools(stack: Stack): WritingTool[] {
  return stack.tools.flatMap((tool) => {
    const writes = tool.sinks.filter((sink) => isWrite(sink) && !isRecord(stack, sink));
    return writes.length === 0 ? [] : [{ tool, writes }];
  });
}

/** The same without what runs on a machine made for it: that keeps it from everything else, and no gate has to. */
export function toolsToGate(stack: Stack): WritingTool[] {
  return writingTools(stack).flatMap(({ tool, writes }) => {
    const open = writes.filter(({ isolated }) => isolated !== true);
    return open.length === 0 ? [] : [{ tool, writes: open }];
  });
}

/** Whether a write is that of a record in the audit trail. */
export function isRecord({ auditEvents }: Stack, write: Pick<Sink, "kind" | "at" | "operation">): boolean {
  return auditEvents.some(({ at, recordedAt }) => isOf(at, write) || (recordedAt ? isOf(recordedAt, write) : false));
}

/** The call that writes a record, the statement in it (`db.prepare("insert …").run()`), or the request to another service that stands in it: `send(new PutRecordCommand(…))`. */
function isOf(record: Place, { at, kind, operation }: Pick<Sink, "kind" | "at" | "operation">): boolean {
  if (samePlace(record, at)) return true;
  if (kind === "external-write") return isWithin(at, record);
  return kind === "store-write" && !/transaction|batch/i.test(operation) && isWithin(record, at);
}

/**
 * Whether the tool is offered to clients over MCP: what the client asks before it calls, nobody can tell from the
 * repository of the server.
 */
export function isOfferedOverMcp({ framework }: Pick<Tool, "framework">): boolean {
  return /\bmcp\b|modelcontextprotocol/i.test(framework);
}

/** A check that stands on the path and is obeyed, whatever it is that it checks. */
export function guards(gate: Gate): boolean {
  return gate.weakness === null;
}
