import { remember } from "../../model/remember.ts";
import { wrappedIn } from "../program/call.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import type { AppliedValue, FunctionValue, Value } from "../program/value.ts";
import { around } from "./around.ts";

/** What runs when a handler is called: the functions it can be, or what a package put around one. */
export function runBy(evaluator: Evaluator, handler: Value): readonly FunctionValue[] {
  const functions = functionsOf(handler);
  if (functions.length > 0 || handler.kind !== "applied") return functions;
  const work = wrappedIn(evaluator, handler);
  if (work) return [remember(entered, handler, () => throughWrapper(handler, work))];
  return handler.args.flatMap((t) => functionsOf(evaluator.force(t)));
}

// One function a wrapper, so that two definitions with this handler are seen to have the same.
const entered = new WeakMap<AppliedValue, FunctionValue>();

/** `traced(work, { name })` is entered by calling it, so that what it records counts. */
function throughWrapper(handler: AppliedValue, work: FunctionValue): FunctionValue {
  const { module, fn, at } = work;
  const extra = fn.parameters.slice(1).map((_, i): Value => ({ kind: "input", module, fn, index: i + 1, at }));
  return { ...around(at, handler, handler, extra, ({ next, write }) => [write.answer(next)]), at };
}
