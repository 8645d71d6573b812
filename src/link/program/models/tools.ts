import { matches, toolDefiners } from "../../../catalog/match.ts";
import type { Evaluator } from "../evaluate.ts";
import type { Value } from "../value.ts";

const running = new Set(["execute", "invoke", "call", "func", "run", "handler"]);

/** What `refund.execute` is, where `refund` was made with `tool({ execute })`; null for any other member. */
export function heldHandler(
  evaluator: Evaluator,
  { object, property }: Extract<Value, { kind: "member" }>,
): Value | null {
  if (!running.has(property) || object.kind !== "applied" || object.callee.kind !== "external") return null;
  const { callee } = object;
  for (const entry of toolDefiners(callee.path.at(-1) ?? "default")) {
    if (entry.form === "method" || !matches(entry.symbol, callee)) continue;
    for (const { index, path: inner } of entry.handler) {
      const thunk = object.args[index];
      const value = thunk ? inner.reduce((v, name) => evaluator.member(v, name, v.at), evaluator.force(thunk)) : null;
      if (value?.kind === "function") return value;
    }
  }
  return null;
}
