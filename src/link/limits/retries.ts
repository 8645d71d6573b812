import type { Statement } from "../../model/ir.ts";
import { eachExpressionIn } from "../program/walk.ts";
import { mayBound, type Region } from "./answers.ts";
import { holds, statementsAround } from "./enclosing.ts";
import { exitsOf } from "./exits.ts";
import { isTrue } from "./rounds.ts";

/**
 * Whether a loop does nothing but call once more for as long as the call throws: it never ends by itself, its body tries
 * the call and leaves when that went well, and what handles the error neither counts, leaves nor throws.
 */
export function repeatsUntilItSucceeds({ module, body, head, call }: Region): boolean {
  if (!head.every(isTrue)) return false;
  const attempt = body.find((s): s is Extract<Statement, { kind: "try" }> => s.kind === "try");
  if (!attempt?.catch || statementsAround(attempt.body, module, call) === null) return false;
  let isCounted = false;
  eachExpressionIn(body, module, (e) => {
    if (holds(e, call)) return;
    isCounted ||= e.kind === "assign" && e.operator !== "=";
    isCounted ||= (e.kind === "name" || e.kind === "member" || e.kind === "binary") && mayBound(e);
    isCounted ||= e.kind === "call" && e.args.length > 0 && mayBound(e.callee);
  });
  if (isCounted) return false;
  const leaves = exitsOf(attempt.body, module).filter(({ kind }) => kind === "return" || kind === "break");
  const handled = exitsOf(attempt.catch, module).filter(({ kind }) => kind !== "continue");
  return leaves.some(({ tests }) => tests.length === 0) && handled.length === 0;
}
