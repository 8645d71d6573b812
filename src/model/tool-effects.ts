import { type Place, samePlace } from "./location.ts";
import type { Gate, Sink, SinkKind, Stack, Tool } from "./stack.ts";

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
export function writingTools({ tools, auditEvents }: Stack): WritingTool[] {
  const recorded = auditEvents.map(({ at, recordedAt }) => recordedAt ?? at);
  return tools.flatMap((tool) => {
    const writes = tool.sinks.filter((sink) => isWrite(sink) && !recorded.some((at) => isOf(at, sink)));
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

/** The call that writes a record, or the request to another service that stands in it: `send(new PutRecordCommand(…))`. */
function isOf(record: Place, { at, kind }: Sink): boolean {
  if (samePlace(record, at)) return true;
  const { span: outer } = record;
  const { span: inner } = at;
  const isAfter =
    inner.startLine > outer.startLine ||
    (inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn);
  const isBefore =
    inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return kind === "external-write" && record.path === at.path && isAfter && isBefore;
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
