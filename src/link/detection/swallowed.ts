import type { SwallowedError } from "../../model/detection.ts";
import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { contains, functionAround, statementsAround } from "../program/statements-around.ts";
import { place } from "../program/value.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import type { LinkedTool } from "../tools/tools.ts";

/**
 * Effects of tools whose failure is caught in the tool's own handler and answered like a success. Kept to what is certain:
 * the handler of the error calls nothing, does not look at the error and answers with a constant that does not say that
 * something failed.
 */
export function swallowedErrors(tools: readonly LinkedTool[]): readonly SwallowedError[] {
  return tools.flatMap((tool, index) => {
    const found: SwallowedError[] = [];
    for (const { fn } of tool.entries) {
      const { module } = fn;
      for (const effect of tool.effects) {
        const call = [...effect.path, effect.at].find(
          (p) => p.path === module.path && functionAround(module, p.span) === fn.fn,
        );
        if (!call) continue;
        const around = statementsAround(fn.fn.body, call.span);
        const at = around.findLastIndex((a, i) => a.statement.kind === "try" && around[i + 1]?.part === "body");
        const attempt = around[at];
        if (attempt?.statement.kind !== "try" || !attempt.statement.catch) continue;
        // Whoever hangs a handler on the promise has dealt with the failure before.
        const answer = answerOf(module, attempt.statement.catch, attempt.list, attempt.statement);
        if (!answer || isHandled(around.at(-1)?.statement)) continue;
        const { operation } = effect;
        const answerAt = place(module, answer.span);
        found.push({ tool: index, operation, callAt: call, answerAt, answer: answer.told });
      }
    }
    return found.filter((f, i) => found.findIndex((o) => contains(o.answerAt.span, f.answerAt.span)) === i);
  });
}

interface Answer {
  readonly span: Statement["span"];
  readonly told: string;
}

function answerOf(
  module: ModuleIR,
  handler: readonly Statement[],
  list: readonly Statement[],
  attempt: Statement,
): Answer | null {
  if (!isSilent(module, handler)) return null;
  const own = handler.at(-1);
  // A handler that does nothing goes on after the attempt.
  const last = own ?? list[list.indexOf(attempt) + 1];
  if (handler.length > 1 || last?.kind !== "return" || !last.value) return null;
  const told = successOf(last.value);
  return told === null ? null : { span: last.span, told };
}

/** Whether a handler calls nothing, throws nothing and does not look at the error. */
function isSilent(module: ModuleIR, handler: readonly Statement[]): boolean {
  let silent = handler.every(({ kind }) => kind === "return");
  eachExpressionIn(handler, module, (e) => {
    if (e.kind === "call" || e.kind === "new" || e.kind === "tagged" || e.kind === "await") silent = false;
    if (e.kind === "name" && isError(module, e.binding)) silent = false;
    if (e.kind === "opaque" || e.kind === "function" || e.kind === "assign") silent = false;
  });
  return silent;
}

function isError(module: ModuleIR, id: number): boolean {
  const binding = module.bindings[id];
  // What is taken out of something else may be the error's.
  return binding?.kind === "catch" || binding?.kind === "hidden";
}

const failure =
  /fail|error|unable|could ?n[o']t|cannot|can't|not found|not available|unavailable|invalid|sorry|wrong|denied|unknown|missing|timed? ?out|problem|try again|offline|skipp|no longer|exception|reject/i;
const verdict = /^(success|ok|found|valid|error|errors|isError|failed|reason|warning|available|exists|status|state)$/i;

/** A constant answer as a person would name it; null where it is none, or says that something went wrong. */
function successOf(e: Expression): string | null {
  if (e.kind === "array") return e.elements.length === 0 ? "an empty list" : null;
  if (e.kind === "literal") {
    if (e.value === true) return "true";
    return typeof e.value === "string" && e.value !== "" && !failure.test(e.value) ? "a fixed text" : null;
  }
  if (e.kind !== "object") return null;
  let fits = true;
  eachExpression(e, (x) => {
    if (x.kind === "literal") fits &&= typeof x.value === "string" ? !failure.test(x.value) : isNothingSaid(x.value);
    else if (x.kind === "object")
      fits &&= x.properties.every((p) => p.kind === "value" && !saysFailure(p.key, p.value));
    else if (x.kind !== "array") fits = false;
  });
  if (!fits) return null;
  return e.properties.length === 0 ? "an empty object" : `a fixed object (${keysOf(e)})`;
}

function isNothingSaid(value: unknown): boolean {
  return value === true || typeof value === "number";
}

/** `success: false`, `error: …`, `status: "degraded"`: only a plain yes under such a key says that it worked. */
function saysFailure(key: string, value: Expression): boolean {
  if (failure.test(key)) return true;
  if (!verdict.test(key)) return false;
  return !(value.kind === "literal" && (value.value === true || value.value === "ok" || value.value === "success"));
}

function keysOf(e: Extract<Expression, { kind: "object" }>): string {
  return e.properties.map((p) => (p.kind === "value" ? p.key : "…")).join(", ");
}

/** `send().catch(report)` inside the attempt. */
function isHandled(statement: Statement | undefined): boolean {
  const value = statement?.kind === "expression" || statement?.kind === "return" ? statement.value : null;
  let found = false;
  if (value)
    eachExpression(value, (x) => {
      found ||= x.kind === "call" && x.callee.kind === "member" && x.callee.property === "catch";
    });
  return found;
}
