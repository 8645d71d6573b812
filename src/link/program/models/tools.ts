import { matches, toolDefiners } from "../../../catalog/match.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import type { AppliedValue, Value } from "../value.ts";

const running = new Set(["execute", "invoke", "call", "func", "run", "handler"]);

/** What `refund.name` is, where `refund` was made with `tool("refund", …)`; null where nothing says it. */
export function heldName(evaluator: Evaluator, { callee, args }: AppliedValue): Value | null {
  if (callee.kind !== "external") return null;
  for (const entry of toolDefiners(callee.path.at(-1) ?? "default")) {
    if (entry.form === "method" || !matches(entry.symbol, callee)) continue;
    for (const { index, path } of entry.name) {
      const thunk = args[index];
      const value = thunk ? path.reduce((v, name) => evaluator.member(v, name, v.at), evaluator.force(thunk)) : null;
      if (value && literalsOf(value).length > 0) return value;
    }
  }
  return null;
}

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
