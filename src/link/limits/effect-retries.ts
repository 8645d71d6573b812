import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { isWithin, type Place, samePlace } from "../../model/location.ts";
import type { RetryLoop } from "../../model/run-bounds.ts";
import type { LinkContext } from "../context.ts";
import { place } from "../program/value.ts";
import { eachExpressionIn } from "../program/walk.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { isOpenLoop, statementsAround } from "./enclosing.ts";
import { repeatsUntilItSucceeds } from "./retries.ts";

/** The loops that repeat what a tool does outside the process for as long as it fails, on the way from the tool to it. */
export function effectRetries({ program }: LinkContext, tools: readonly LinkedTool[]): readonly RetryLoop[] {
  const found = new Map<string, RetryLoop>();
  for (const { effects } of tools) {
    for (const { at, path, operation } of effects) {
      for (const step of [...path, at]) {
        const module = program.modules.get(step.path);
        const loop = module ? retryAt(module, step) : null;
        if (loop) found.set(`${step.path}:${loop.at.span.startLine}`, { ...loop, call: at, operation });
      }
    }
  }
  return [...found.values()];
}

function retryAt(module: ModuleIR, step: Place): Pick<RetryLoop, "name" | "at"> | null {
  const owner = ownerAt(module, step);
  const call = owner ? callAt(module, owner, step) : null;
  if (!owner || !call) return null;
  const loop = (statementsAround(owner.body, module, call) ?? []).findLast(isOpenLoop);
  if (!loop || !repeatsUntilItSucceeds({ module, owner, body: loop.body, head: loop.head, call })) return null;
  return { name: owner.name, at: place(module, loop.span) };
}

/** The innermost function that a place stands in. */
function ownerAt(module: ModuleIR, at: Place): FunctionIR | null {
  const around = module.functions.filter((fn) => isWithin(at, place(module, fn.span)));
  return around.reduce<FunctionIR | null>(
    (inner, fn) => (inner === null || isWithin(place(module, fn.span), place(module, inner.span)) ? fn : inner),
    null,
  );
}

function callAt(module: ModuleIR, { body }: FunctionIR, at: Place): Expression | null {
  let found: Expression | null = null;
  eachExpressionIn(body, module, (e) => {
    if (e.kind === "call" && samePlace(place(module, e.span), at)) found ??= e;
  });
  return found;
}
