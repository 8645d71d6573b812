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

export function writingTools({ tools }: Stack): WritingTool[] {
  return tools.flatMap((tool) => {
    const writes = tool.sinks.filter(isWrite);
    return writes.length === 0 ? [] : [{ tool, writes }];
  });
}

/**
 * Whether the tool is offered to clients over MCP: what the client asks before it calls, nobody can tell from the
 * repository of the server.
 */
export function isOfferedOverMcp({ framework }: Tool): boolean {
  return /\bmcp\b|modelcontextprotocol/i.test(framework);
}

/** A check that stands on the path and is obeyed, whatever it is that it checks. */
export function guards(gate: Gate): boolean {
  return gate.weakness === null;
}
