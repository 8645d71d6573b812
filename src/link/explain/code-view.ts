import type { FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { CodeView, ExpressionView, FunctionView } from "../../model/line-view.ts";
import { locate, type Place } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/flow.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import { within } from "../program/rounds.ts";
import { place } from "../program/value.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { callView, isCall } from "./call-view.ts";
import { inEnvironments } from "./environments.ts";
import { expressionsOn, type Found } from "./expressions-on.ts";
import { type Passed, type Traffic, trafficThrough } from "./passing.ts";
import { stepsOf } from "./steps.ts";
import { testView } from "./test-view.ts";
import { type FoundTest, refusalsOf, testsOn } from "./tests-on.ts";
import { valueView } from "./value-view.ts";
import { type Wording, wordingOf } from "./wording.ts";
import { namesIn, written } from "./written.ts";

const mostExpressions = 16;
const mostTests = 6;

/** What the program is on a line: its expressions with their values, its tests, and the function around them. */
export function codeView(
  context: LinkContext,
  tools: readonly LinkedTool[],
  module: ModuleIR,
  line: number,
  column: number | null,
): CodeView {
  const found = expressionsOn(module, line, column);
  const around = functionAround(module, line);
  const tests = [...testsOn(module, line), ...found.flatMap((f) => testsBehind(context, f, module))].slice(
    0,
    mostTests,
  );
  const traffic = around ? trafficThrough(context, tools, around, new Set(tests.map((t) => t.test))) : nobody;
  const passed = traffic.passed.filter((p) => isFromLine(p, module, line));
  const wording = wordingOf(context, tools);
  const told = found.filter((f) => !isToldByTest(f, tests, module));
  return {
    expressions: told.slice(0, mostExpressions).map((f) => expressionView(context, wording, f, module)),
    more: Math.max(told.length - mostExpressions, 0),
    tests: tests.map((t) => testView(wording, t, passed)),
    around: around ? functionView(context, around, module, traffic) : null,
  };
}

/** What a test looks at is told with the test; which function it calls is not. */
function isToldByTest({ expression }: Found, tests: readonly FoundTest[], module: ModuleIR): boolean {
  return !isCall(expression) && tests.some((t) => t.module === module && within(t.test.span, expression.span));
}

/** What a called function refuses is asked by whoever calls it: `assertSameEnvironment(credential, target)`. */
function testsBehind({ evaluator }: LinkContext, { expression, owner }: Found, module: ModuleIR): readonly FoundTest[] {
  if (expression.kind !== "call") return [];
  const callee = evaluator.evaluate(expression.callee, module, owner ? openFrame(module, owner) : null);
  return functionsOf(callee).flatMap((f) => refusalsOf(f.module, f.fn));
}

/** A test in a function that many call is judged by what this line passes to it. */
function isFromLine({ guard }: Passed, module: ModuleIR, line: number): boolean {
  const isHere = (p: Place): boolean => p.path === module.path && p.span.startLine <= line && line <= p.span.endLine;
  return isHere(guard.at) || guard.at.path === module.path || guard.via.some(isHere);
}

const nobody: Traffic = { passing: [], passed: [], complete: true };

function expressionView(
  context: LinkContext,
  wording: Wording,
  { expression, owner, as }: Found,
  module: ModuleIR,
): ExpressionView {
  const { evaluator } = context;
  const frame = owner ? openFrame(module, owner) : null;
  const value = evaluator.evaluate(expression, module, frame);
  const steps = stepsOf(evaluator, { expression, module, frame });
  const names = [...(as === null ? [] : [as]), ...namesIn(expression, module), ...steps.names];
  return {
    written: as === null ? written(expression, module) : `${as}: ${written(expression, module)}`,
    at: locate(place(module, expression.span), "expression"),
    value: valueView(wording, value, names),
    steps: steps.places,
    environments: inEnvironments(context, wording, value, module.path, names),
    call: isCall(expression) ? callView(wording, expression, module, frame) : null,
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
