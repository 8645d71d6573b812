import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { childrenOf, eachExpression, eachExpressionIn } from "../program/walk.ts";
import { mayBound, type Region } from "./answers.ts";
import { statementsAround } from "./enclosing.ts";
import { exitsOf } from "./exits.ts";
import { isTrue } from "./rounds.ts";

/** What handles an error may do without ending the loop: write it down, and wait. */
const harmless = /^(log|info|warn|error|debug|trace|sleep|delay|wait|pause|backoff|setTimeout|captureException)/;

/**
 * Whether a loop does nothing but call once more for as long as the call throws: it never ends by itself, its body tries
 * the call and leaves when that went well, and what handles the error neither counts, leaves nor throws but for some errors.
 */
export function repeatsUntilItSucceeds({ module, body, head, call }: Region): boolean {
  if (!head.every(isTrue)) return false;
  const attempt = body.find((s): s is Extract<Statement, { kind: "try" }> => s.kind === "try");
  if (!attempt?.catch || statementsAround(attempt.body, module, call) === null) return false;
  const leaves = exitsOf(attempt.body, module).filter(({ kind }) => kind === "return" || kind === "break");
  if (!leaves.some(({ tests }) => tests.length === 0)) return false;
  const others = exitsOf(body, module).filter(
    ({ caught, tests }) =>
      (caught && !tests.some((test) => isAboutError(test, module))) || tests.some((test) => mayBound(test)),
  );
  if (others.some(({ kind }) => kind !== "continue")) return false;
  const tests = testedIn(attempt.catch, module);
  let mayEnd = false;
  eachExpressionIn(attempt.catch, module, (e) => {
    mayEnd ||=
      (e.kind === "new" && !isPromise(e)) ||
      (e.kind === "call" && !harmless.test(calleeName(e)) && !isPromise(e) && !isArithmetic(e) && !tests.has(e));
  });
  return !mayEnd;
}

/** The calls in tests that only look at the error. */
function testedIn(handler: readonly Statement[], module: ModuleIR): ReadonlySet<Expression> {
  const found = new Set<Expression>();
  for (const { tests } of exitsOf(handler, module))
    for (const test of tests) if (isAboutError(test, module)) eachExpression(test, (e) => found.add(e));
  return found;
}

/** `err instanceof NotFound`, `err.status === 400`: some failures end it, and the others go on all the same. */
function isAboutError(test: Expression, module: ModuleIR): boolean {
  let asks = false;
  const isFixed = (e: Expression): boolean => {
    if (e.kind === "name") {
      const binding = module.bindings[e.binding];
      asks ||= binding?.kind === "catch";
      return binding?.kind === "catch" || binding?.kind === "class" || binding?.value?.kind === "import";
    }
    if (e.kind === "call") return e.callee.kind === "member" && isFixed(e.callee.object) && e.args.every(isFixed);
    if (/^(literal|undefined|global)$/.test(e.kind)) return true;
    return /^(member|binary|logical|unary|opaque)$/.test(e.kind) && childrenOf(e).every(isFixed);
  };
  return isFixed(test) && asks;
}

function calleeName({ callee }: Extract<Expression, { kind: "call" }>): string {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "name" || callee.kind === "global" ? callee.name : "";
}

function isArithmetic({ callee }: Extract<Expression, { kind: "call" }>): boolean {
  return callee.kind === "member" && callee.object.kind === "global" && callee.object.name === "Math";
}

function isPromise({ callee }: Extract<Expression, { kind: "call" | "new" }>): boolean {
  const root = callee.kind === "member" ? callee.object : callee;
  return root.kind === "global" && root.name === "Promise";
}
