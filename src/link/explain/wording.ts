import type { FunctionIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { LinkedTool } from "../tools/tools.ts";

/** What values are put into words with. */
export interface Wording {
  readonly evaluator: Evaluator;
  /** The tool that a function handles, by name: what it is passed comes from the model. */
  readonly toolOf: (fn: FunctionIR) => string | null;
}

export function wordingOf({ evaluator }: LinkContext, tools: readonly LinkedTool[]): Wording {
  const handlers = new Map<FunctionIR, string>();
  for (const { tool, entries } of tools) {
    for (const { fn } of entries) handlers.set(fn.fn, handlers.has(fn.fn) ? "several tools" : tool.name);
  }
  return { evaluator, toolOf: (fn) => handlers.get(fn) ?? null };
}
