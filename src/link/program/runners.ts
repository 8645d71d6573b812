import { isPackage } from "../../catalog/match.ts";
import { runnerEntries } from "../../catalog/runners.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "./evaluate.ts";
import { chainOf, type FunctionValue, type Thunk, thunkOf, type Value } from "./value.ts";

/** A function of the repository that a package runs, and answers what it answers. */
export interface Ran {
  readonly fn: FunctionValue;
  readonly promises: boolean;
}

/** What is really run by `tracer.startActiveSpan("check", async () => …)`; null for any other call. */
export function ranBy(evaluator: Evaluator, callee: Value, args: readonly Thunk[]): Ran | null {
  if (callee.kind !== "external" && callee.kind !== "member") return null;
  const [root] = chainOf(callee);
  if (root?.kind !== "external" || root.package === "") return null;
  const name = callee.kind === "member" ? callee.property : (callee.path.at(-1) ?? "default");
  const entry = runnerEntries.find((e) => e.names.includes(name) && e.packages.some((p) => isPackage(p, root.package)));
  if (!entry) return null;
  const [fn, ...more] = args.map((t) => evaluator.force(t)).filter((v) => v.kind === "function");
  return fn && more.length === 0 ? { fn, promises: fn.fn.async || entry.promises === true } : null;
}

/** What it answers; what the package passes to it is not known. */
export function ranValue(evaluator: Evaluator, fn: FunctionValue, at: Place): Value {
  const { module } = fn;
  const passed = fn.fn.parameters.map((_, index) => thunkOf({ kind: "input", module, fn: fn.fn, index, at }));
  return evaluator.call(fn, passed, at);
}
