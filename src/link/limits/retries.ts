import type { Expression, Statement } from "../../model/ir.ts";
import { eachExpressionIn } from "../program/walk.ts";
import { mayBound, type Region } from "./answers.ts";
import { statementsAround } from "./enclosing.ts";
import { exitsOf } from "./exits.ts";
import { isTrue } from "./rounds.ts";

/** What handles an error may do without ending the loop: write it down, and wait. */
const harmless = /^(log|info|warn|error|debug|trace|sleep|delay|wait|pause|backoff|setTimeout|captureException)/;

/**
 * Whether a loop does nothing but call once more for as long as the call throws: it never ends by itself, its body tries
 * the call and leaves when that went well, and what handles the error neither counts, leaves nor throws.
 */
export function repeatsUntilItSucceeds({ module, body, head, call }: Region): boolean {
  if (!head.every(isTrue)) return false;
  const attempt = body.find((s): s is Extract<Statement, { kind: "try" }> => s.kind === "try");
  if (!attempt?.catch || statementsAround(attempt.body, module, call) === null) return false;
  const leaves = exitsOf(attempt.body, module).filter(({ kind }) => kind === "return" || kind === "break");
  if (!leaves.some(({ tests }) => tests.length === 0)) return false;
  const others = exitsOf(body, module).filter(({ caught, tests }) => caught || tests.some((test) => mayBound(test)));
  if (others.some(({ kind }) => kind !== "continue")) return false;
  let mayEnd = false;
  eachExpressionIn(attempt.catch, module, (e) => {
    mayEnd ||=
      (e.kind === "new" && !isPromise(e)) || (e.kind === "call" && !harmless.test(calleeName(e)) && !isPromise(e));
  });
  return !mayEnd;
}

function calleeName({ callee }: Extract<Expression, { kind: "call" }>): string {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "name" || callee.kind === "global" ? callee.name : "";
}

function isPromise({ callee }: Extract<Expression, { kind: "call" | "new" }>): boolean {
  const root = callee.kind === "member" ? callee.object : callee;
  return root.kind === "global" && root.name === "Promise";
}
