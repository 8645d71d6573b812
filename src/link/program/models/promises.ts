import type { Expression, FunctionIR } from "../../../model/ir.ts";
import type { Place } from "../../../model/location.ts";
import { enter } from "../call.ts";
import { type Evaluator, isEmpty } from "../evaluate.ts";
import { openFrame } from "../parameters.ts";
import { choiceOf, type Frame, type FunctionValue, type Option, type Thunk, type Value } from "../value.ts";
import { eachExpressionIn } from "../walk.ts";
import { workflowOf } from "./workflows.ts";

/** What a promise and what it promises are taken to be the same. */
export function promised(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [callback] = args;
  if (method === "finally") return object;
  if (!callback || (method !== "then" && method !== "catch")) return null;
  // `workflow.then(step)` puts a step behind the others.
  if (workflowOf(object)) return null;
  const given = evaluator.force(callback);
  if (method === "then") return isEmpty(given) ? object : evaluator.call(given, [{ ...callback, value: object }], at);
  // What stands in after a failure counts where it is something.
  const instead = evaluator.call(given, [], at);
  const options: Option[] = [{ value: object, when: [] }];
  if (!isEmpty(instead) && instead.kind !== "unknown") options.push({ value: instead, when: [] });
  return choiceOf(options, at);
}

/** `new Promise((resolve) => resolve(value))`: what its function resolves it with; null for no promise. */
export function resolvedWith(evaluator: Evaluator, callee: Value, args: readonly Thunk[], at: Place): Value | null {
  if (callee.kind !== "external" || callee.package !== "" || callee.path.join() !== "Promise") return null;
  const [first] = args;
  const executor = first ? evaluator.force(first) : null;
  if (executor?.kind !== "function") return null;
  const frame = enter(executor, [], 1);
  const options: Option[] = [];
  resolutions(executor, executor.fn, (value, owner) => {
    const inner: Frame = owner === executor.fn ? frame : { ...openFrame(executor.module, owner), parent: frame };
    options.push({ value: evaluator.evaluate(value, executor.module, inner), when: [] });
  });
  return options.length === 0 ? null : choiceOf(options, at);
}

/** What the first parameter of an executor is called with, in it and in the callbacks written inside it. */
function resolutions(
  executor: FunctionValue,
  fn: FunctionIR,
  found: (value: Expression, owner: FunctionIR) => void,
  depth = 0,
): void {
  const { module } = executor;
  const [resolve] = executor.fn.parameters;
  if (depth > 6 || !resolve) return;
  eachExpressionIn(fn.body, module, (e) => {
    const [value] = e.kind === "call" ? e.args : [];
    if (e.kind === "call" && e.callee.kind === "name" && e.callee.binding === resolve.binding && value)
      found(value, fn);
    const inner = e.kind === "function" ? module.functions[e.function] : undefined;
    if (inner?.parent === fn.id) resolutions(executor, inner, found, depth + 1);
  });
}
