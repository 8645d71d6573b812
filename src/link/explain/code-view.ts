import type { FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { CodeView, ExpressionView, FunctionView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import { place } from "../program/value.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { callView, isCall } from "./call-view.ts";
import { inEnvironments } from "./environments.ts";
import { expressionsOn, type Found } from "./expressions-on.ts";
import { type Traffic, trafficThrough } from "./passing.ts";
import { stepsOf } from "./steps.ts";
import { testView } from "./test-view.ts";
import { testsOn } from "./tests-on.ts";
import { valueView } from "./value-view.ts";
import { namesIn, written } from "./written.ts";

const mostExpressions = 16;

/** What the program is on a line: its expressions with their values, its tests, and the function around them. */
export function codeView(
  context: LinkContext,
  tools: readonly LinkedTool[],
  module: ModuleIR,
  line: number,
  column: number | null,
): CodeView {
  const found = expressionsOn(module, line, column);
  const tests = testsOn(module, line);
  const around = functionAround(module, line);
  const spans = tests.map((t) => t.test.span);
  const traffic = around ? trafficThrough(context, tools, module, around, spans) : nobody;
  return {
    expressions: found.slice(0, mostExpressions).map((f) => expressionView(context, f, module)),
    more: Math.max(found.length - mostExpressions, 0),
    tests: tests.map((t) => testView(context.evaluator, t, module, traffic.passed)),
    around: around ? functionView(context, around, module, traffic) : null,
  };
}

const nobody: Traffic = { passing: [], passed: [], complete: true };

function expressionView(context: LinkContext, { expression, owner, as }: Found, module: ModuleIR): ExpressionView {
  const { evaluator } = context;
  const frame = owner ? openFrame(module, owner) : null;
  const value = evaluator.evaluate(expression, module, frame);
  const steps = stepsOf(evaluator, { expression, module, frame });
  const names = [...(as === null ? [] : [as]), ...namesIn(expression, module), ...steps.names];
  return {
    written: as === null ? written(expression, module) : `${as}: ${written(expression, module)}`,
    at: locate(place(module, expression.span), "expression"),
    value: valueView(evaluator, value, names),
    steps: steps.places,
    environments: inEnvironments(context, value, module.path, names),
    call: isCall(expression) ? callView(evaluator, expression, module, frame) : null,
  };
}

/** The innermost function that the line lies in. */
function functionAround(module: ModuleIR, line: number): FunctionIR | null {
  return module.functions
    .filter(({ span }) => span.startLine <= line && line <= span.endLine)
    .reduce<FunctionIR | null>((inner, fn) => (inner === null || isInside(fn, inner) ? fn : inner), null);
}

function isInside({ span }: FunctionIR, outer: FunctionIR): boolean {
  return span.startLine >= outer.span.startLine && span.endLine <= outer.span.endLine;
}

function functionView(context: LinkContext, fn: FunctionIR, module: ModuleIR, traffic: Traffic): FunctionView {
  const [first] = traffic.passing;
  return {
    name: fn.name,
    at: locate(place(module, fn.span), "function"),
    callers: callersOf(context.evaluator, module, fn).map(({ site }) =>
      locate(place(site.module, site.expression.span), "call"),
    ),
    tools: traffic.passing.map((p) => p.tool),
    path: (first?.path ?? []).map((p) => locate(p, "call")),
    followed: traffic.complete,
  };
}
