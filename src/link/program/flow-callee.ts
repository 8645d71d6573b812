import type { Expression, FunctionIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, selfOf } from "./evaluate.ts";
import { enterFunction } from "./flow.ts";
import type { Here, State } from "./flow-state.ts";
import { functionsOf } from "./functions.ts";
import { common, type Guard } from "./guards.ts";
import { baseOf } from "./member.ts";
import { returnsOf } from "./returns.ts";
import { ranBy } from "./runners.ts";
import { type ClassValue, type FunctionValue, place, type Thunk, type Value } from "./value.ts";

/** The constructor that runs when a class is made: its own, or the nearest one above it. */
function makerOf(evaluator: Evaluator, cls: ClassValue): FunctionValue | null {
  let current: Value | null = cls;
  for (let depth = 0; current?.kind === "class" && depth < 12; depth++) {
    const own: ClassValue = current;
    const maker = own.cls.members.find((m) => m.kind === "constructor");
    const fn = maker?.value ? evaluator.evaluate(maker.value, own.module, own.frame) : null;
    if (fn?.kind === "function") return fn;
    current = baseOf(evaluator, own);
  }
  return null;
}

/** The base class whose constructor `super(…)` calls in this function. */
function baseAt(evaluator: Evaluator, { module, frame }: Here): ClassValue | null {
  const cls = frame?.fn.class == null ? undefined : module.classes[frame.fn.class];
  const base = cls?.extends ? evaluator.evaluate(cls.extends, module, frame?.parent ?? null) : null;
  return base?.kind === "class" ? base : null;
}

/** Whether a function ever returns a value, which a caller may then ignore. */
export function hasAnswer({ module, fn }: FunctionValue): boolean {
  return remember(answers, fn, () => returnsOf(fn.body, module, null).some((o) => o.expression !== null));
}

const answers = new WeakMap<FunctionIR, boolean>();

/** Follows the callee; null if it never returns, and "outside" the repository only the callbacks it is given are followed. */
export function enterCallee(
  state: State,
  callee: Value,
  args: readonly Thunk[],
  inside: Here,
  guards: readonly Guard[],
  here: Here,
  site: Expression,
): readonly Guard[] | null | "outside" {
  const { evaluator } = state;
  const base = site.kind === "call" && site.callee.kind === "super" ? baseAt(evaluator, here) : null;
  if (base) {
    const maker = makerOf(evaluator, base);
    return maker ? enterFunction(state, { ...maker, self: selfOf(here.frame) }, args, inside, guards, site) : "outside";
  }
  const functions = functionsOf(callee, evaluator);
  if (functions.length > 0) {
    const ways = functions
      .map((fn) => enterFunction(state, fn, args, inside, guards, site))
      .filter((gained) => gained !== null);
    const [only] = ways;
    return ways.length < 2 ? (only ?? null) : common(evaluator, ways);
  }
  if (callee.kind === "class") {
    const maker = makerOf(evaluator, callee);
    const made = evaluator.evaluate(site, here.module, here.frame);
    const self: Value =
      made.kind === "instance" ? made : { kind: "instance", of: callee, args, at: place(here.module, site.span) };
    return maker ? enterFunction(state, { ...maker, self }, args, inside, guards) : "outside";
  }
  const ran = ranBy(evaluator, callee, args);
  if (ran) return enterFunction(state, ran.fn, null, inside, guards);
  for (const thunk of args) {
    if (thunk.expression.kind !== "function" && thunk.expression.kind !== "name") continue;
    const value = evaluator.evaluate(thunk.expression, thunk.module, here.frame);
    if (value.kind === "function") enterFunction(state, value, null, inside, guards);
  }
  return "outside";
}
