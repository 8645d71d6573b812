import type { UnreadRejections } from "../../model/detection.ts";
import type { Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { contains, statementsAround } from "../program/statements-around.ts";
import { place } from "../program/value.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import { deedsAt, isWrite } from "../tools/effects.ts";
import type { LinkedTool } from "../tools/tools.ts";

/**
 * `await Promise.allSettled(…)` over calls that change something, where nobody looks at how they ended: it never rejects,
 * so that a failure is told to no one. Where the calls handle their own failures, it is only a way to wait.
 */
export function unreadRejections(context: LinkContext, tools: readonly LinkedTool[]): readonly UnreadRejections[] {
  return context.program
    .sitesNamed("allSettled")
    .flatMap((site): readonly UnreadRejections[] => {
      const { module, owner, expression } = site;
      if (!context.isDeployed(module.path) || !isOfPromise(expression) || !isDropped(site)) return [];
      const started = startedIn(context, site);
      const [operation] = started ?? [];
      if (operation === undefined) return [];
      const at = place(module, expression.span);
      const tool = tools.findIndex(({ effects }) => effects.some((e) => [...e.path, e.at].some((p) => isIn(p, at))));
      return [{ operation, at, within: owner?.name ?? "", tool: tool < 0 ? null : tool }];
    })
    .sort((a, b) => comparePlaces(a.at, b.at));
}

function isOfPromise({ kind, ...e }: CallSite["expression"]): boolean {
  if (kind !== "call" || !("callee" in e)) return false;
  const { callee } = e;
  return callee.kind === "member" && callee.object.kind === "global" && callee.object.name === "Promise";
}

/** Whether it stands alone as a statement, awaited or not. */
function isDropped({ module, owner, expression }: CallSite): boolean {
  const statement = statementsAround(owner?.body ?? module.body, expression.span).at(-1)?.statement;
  if (statement?.kind !== "expression") return false;
  let value: Expression = statement.value;
  while (value.kind === "await" || (value.kind === "unary" && value.operator === "void")) value = value.operand;
  return value === expression;
}

/** What is started that changes something; null where the calls see to their own failures. */
function startedIn(context: LinkContext, { module, owner, expression }: CallSite): readonly string[] | null {
  const found: string[] = [];
  let isHandled = false;
  const look = (e: Expression, around: FunctionIR | null): void => {
    if (e.kind === "function") {
      const fn = module.functions[e.function];
      if (!fn) return;
      isHandled ||= fn.body.some(({ kind }) => kind === "try");
      eachExpressionIn(fn.body, module, (inner) => look(inner, fn));
    } else if (e.kind === "call") {
      isHandled ||= e.callee.kind === "member" && /^(catch|then)$/.test(e.callee.property);
      found.push(...changedBy(context, module, around, e));
    }
  };
  if (expression.kind !== "call") return null;
  for (const arg of expression.args) eachExpression(arg, (e) => look(e, owner));
  return isHandled ? null : found;
}

function changedBy(
  context: LinkContext,
  module: ModuleIR,
  around: FunctionIR | null,
  site: Extract<Expression, { kind: "call" }>,
): readonly string[] {
  const frame = around ? openFrame(module, around) : null;
  const callee = context.evaluator.evaluate(site.callee, module, frame);
  const args = site.args.map((expression) => ({ expression, module, frame }));
  const visit = { site, module, frame, callee, args, at: place(module, site.span), path: [] };
  return deedsAt(context.evaluator, visit, { unknown: false }).flatMap(({ kind, operation }) =>
    isWrite(kind) ? [operation] : [],
  );
}

function isIn(inner: Place, outer: Place): boolean {
  return inner.path === outer.path && contains(outer.span, inner.span);
}
