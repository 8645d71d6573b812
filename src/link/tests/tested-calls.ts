import type { Expression, Statement } from "../../model/ir.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/functions.ts";
import type { Frame, FunctionValue, Thunk } from "../program/value.ts";
import { partsOf } from "../program/walk.ts";

const mostHelpers = 2;

/**
 * The deployed functions whose outcome an expression of a test is: those it calls itself, in a function that it hands
 * over, or by helpers of the tests. What stands in the arguments of a deployed function is not its outcome.
 */
export function calledIn(evaluator: Evaluator, thunk: Thunk, helpers = 0): readonly FunctionValue[] {
  // A name may stand in the function that is its own value.
  return evaluator.guarded(thunk.expression, () => findCalled(evaluator, thunk, helpers), []);
}

function findCalled(evaluator: Evaluator, thunk: Thunk, helpers: number): readonly FunctionValue[] {
  const { expression: e, module, frame } = thunk;
  const inside = (expression: Expression): readonly FunctionValue[] =>
    calledIn(evaluator, { expression, module, frame }, helpers);
  switch (e.kind) {
    case "await":
    case "unary":
    case "spread":
      return inside(e.operand);
    case "member":
    case "index":
      return inside(e.object);
    case "array":
      return e.elements.flatMap(inside);
    case "name": {
      const binding = module.bindings[e.binding];
      if (binding?.kind === "parameter")
        return bodiesOf(evaluator, evaluator.evaluate(e, module, frame), null, helpers);
      const isFixed = binding?.writes.length === 0 && binding.value !== null && binding.kind !== "import";
      return isFixed && binding.value ? inside(binding.value) : [];
    }
    case "function":
      // It is handed over to be called: no helper, but the code of the test itself.
      return bodiesOf(evaluator, evaluator.evaluate(e, module, frame), null, helpers);
    case "call": {
      const callee = evaluator.evaluate(e.callee, module, frame);
      if (functionsOf(callee, evaluator).length === 0) return [...inside(e.callee), ...e.args.flatMap(inside)];
      const args = e.args.map((expression) => ({ expression, module, frame }));
      return helpers > mostHelpers ? [] : bodiesOf(evaluator, callee, args, helpers + 1);
    }
    default:
      return [];
  }
}

/** A deployed function stands for itself, one of the tests for what it calls. */
function bodiesOf(
  evaluator: Evaluator,
  callee: ReturnType<Evaluator["evaluate"]>,
  args: readonly Thunk[] | null,
  helpers: number,
): readonly FunctionValue[] {
  return functionsOf(callee, evaluator).flatMap((fn) =>
    evaluator.program.isDeployed(fn.module.path)
      ? [fn]
      : calledInBody(evaluator, fn.fn.body, { fn, frame: activation(fn, args) }, helpers),
  );
}

interface Scope {
  readonly fn: FunctionValue;
  readonly frame: Frame;
}

function calledInBody(
  evaluator: Evaluator,
  body: readonly Statement[],
  scope: Scope,
  helpers: number,
): readonly FunctionValue[] {
  const { module } = scope.fn;
  return body.flatMap((statement) => {
    const { expressions, blocks } = partsOf(statement, module);
    return [
      ...expressions.flatMap((expression) => calledIn(evaluator, { expression, module, frame: scope.frame }, helpers)),
      ...blocks.flatMap((block) => calledInBody(evaluator, block, scope, helpers)),
    ];
  });
}

/** One call of a function; the values of the names in it are found in there. */
export function activation(fn: FunctionValue, args: readonly Thunk[] | null): Frame {
  return { module: fn.module, fn: fn.fn, args, self: fn.self, parent: fn.frame, depth: (fn.frame?.depth ?? 0) + 1 };
}
