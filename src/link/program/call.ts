import type { Expression, FunctionIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { after } from "./changed-instances.ts";
import { type DeepMerge, deepMergeOf } from "./deep-merge.ts";
import { type Evaluator, maximumDepth } from "./evaluate.ts";
import { calledModule } from "./exports.ts";
import { changesThis } from "./instances.ts";
import { distribute } from "./member.ts";
import { modelledCall } from "./models.ts";
import { returnsOf } from "./returns.ts";
import {
  choiceOf,
  type Frame,
  type FunctionValue,
  neverReturns,
  type Option,
  type Thunk,
  unknownValue,
  type Value,
} from "./value.ts";
import { eachExpressionIn } from "./walk.ts";

/** What calling or constructing a value gives. */
export function callValue(
  evaluator: Evaluator,
  callee: Value,
  args: readonly Thunk[],
  form: "call" | "new",
  at: Place,
  frame: Frame | null,
  site: Expression | null = null,
): Value {
  switch (callee.kind) {
    case "function":
      return (
        (form === "new" ? constructed(callee, args, at) : null) ?? returned(evaluator, callee, args, at, frame, site)
      );
    case "class":
      return { kind: "instance", of: callee, args, at };
    case "choice": {
      // Calling nothing throws, so that alternative is never what comes out.
      const called = callee.options.filter(({ value }) => !isNothing(value));
      const options = called.length > 0 ? called : callee.options;
      return distribute(options, (value) => callValue(evaluator, value, args, form, at, frame, site), at);
    }
    case "fallback":
      return {
        kind: "fallback",
        first: callValue(evaluator, callee.first, args, form, at, frame),
        second: callValue(evaluator, callee.second, args, form, at, frame),
        at,
      };
    case "select":
      return selectedCall(evaluator, callee, args, form, at, frame);
    case "unknown":
      return callee;
    case "namespace": {
      const called = calledModule(evaluator, callee);
      return called
        ? callValue(evaluator, called, args, form, at, frame, site)
        : { kind: "applied", form, callee, args, at };
    }
    default: {
      const direct = invoked(evaluator, callee, args);
      if (direct.callee !== callee) return callValue(evaluator, direct.callee, direct.args, form, at, frame, site);
      const work = givesSame(callee) ? wrappedIn(evaluator, callee) : null;
      if (work) return callValue(evaluator, work, args, form, at, frame, site);
      return modelledCall(evaluator, callee, args, at, frame) ?? { kind: "applied", form, callee, args, at };
    }
  }
}

function isNothing(value: Value): boolean {
  return value.kind === "literal" && !value.sealed && (value.value === undefined || value.value === null);
}

/** The function that a function of a package was given and gave back with something around it: `traced(work, { name })`. */
export function wrappedIn(evaluator: Evaluator, callee: Value): FunctionValue | null {
  if (callee.kind !== "applied" || callee.callee.kind !== "external" || callee.callee.package === "") return null;
  const given = callee.args.map((t) => evaluator.force(t)).filter((v) => v.kind === "function");
  const [only, ...more] = given;
  return only && more.length === 0 ? only : null;
}

/** Wrappers that watch, and answer what the work answers. */
function givesSame(callee: Value): boolean {
  const maker = callee.kind === "applied" && callee.callee.kind === "external" ? callee.callee.path.at(-1) : undefined;
  return maker !== undefined && /^(wrap|traced?|with|observe|instrument|monitor|memoi|cached?|once|timed)/i.test(maker);
}

/** What is really called by `fn.call(self, x)`, `fn.apply(self, list)` and `Reflect.apply(fn, self, list)`; itself for any other. */
export function invoked(
  evaluator: Evaluator,
  callee: Value,
  args: readonly Thunk[],
): { readonly callee: Value; readonly args: readonly Thunk[] } {
  const isReflect = callee.kind === "external" && callee.package === "" && callee.path.join(".") === "Reflect.apply";
  const method = callee.kind === "member" ? callee.property : isReflect ? "apply" : "";
  if (method !== "call" && method !== "apply") return { callee, args };
  const [target, ...after] = args;
  const fn = callee.kind === "member" ? callee.object : target ? evaluator.force(target) : callee;
  if (fn.kind !== "function") return { callee, args };
  const [self, ...given] = callee.kind === "member" ? args : after;
  const own = self ? evaluator.force(self) : null;
  const bound: FunctionValue = own && fn.fn.form !== "arrow" ? { ...fn, self: own } : fn;
  if (method === "call") return { callee: bound, args: given };
  const [rest] = given;
  const list = rest ? evaluator.force(rest) : null;
  if (!rest || !list) return { callee: bound, args: [] };
  if (list.kind === "array" && !list.open) return { callee: bound, args: list.elements };
  const some: Thunk = { ...rest, value: { kind: "member", object: list, property: "[]", at: list.at } };
  return { callee: bound, args: fn.fn.parameters.map(() => some) };
}

/** The frame of a call of this function. */
export function enter(
  fn: FunctionValue,
  args: readonly Thunk[] | null,
  depth: number,
  self: Value | null = fn.self,
): Frame {
  const all = fn.bound && args ? [...fn.bound, ...args] : args;
  return { module: fn.module, fn: fn.fn, args: all, self, parent: fn.frame, depth };
}

function returned(
  evaluator: Evaluator,
  callee: FunctionValue,
  args: readonly Thunk[],
  at: Place,
  caller: Frame | null,
  site: Expression | null,
): Value {
  const depth = caller?.depth ?? 0;
  if (callee.fn.generator) return unknownValue("what a generator yields is not followed", at);
  if (depth >= maximumDepth) return unknownValue("calls are nested too deeply", at);
  const frame = evaluator.frameOf(
    site,
    caller,
    () => enter(callee, spreadArguments(evaluator, args), depth + 1),
    callee,
  );
  const merge = deepMergeOf(callee.module, callee.fn);
  if (merge) return merged(evaluator, merge, spreadArguments(evaluator, args), callee.fn, at);
  const options: Option[] = [];
  for (const outcome of returnsOf(callee.fn.body, callee.module, frame)) {
    const value: Value = outcome.expression
      ? evaluator.evaluate(outcome.expression, callee.module, frame)
      : { kind: "literal", value: undefined, at };
    options.push({ value, when: outcome.when });
  }
  // A body that ends without a value beside one that returns some is a refusal or a side effect, not an alternative.
  const valued = options.filter((o) => !(o.value.kind === "literal" && o.value.value === undefined));
  const kept = valued.length > 0 ? valued : options;
  const [only] = kept;
  if (kept.length === 0) return unknownValue(neverReturns, at);
  const result = kept.length === 1 && only ? only.value : choiceOf(kept, at);
  // A method of a builder gives back the instance that it changed.
  return result.kind === "instance" && result === callee.self && changesThis(callee.fn, callee.module)
    ? after(result, [{ kind: "call", frame, when: [] }])
    : result;
}

/** What each layer has comes before what lies under it, entry by entry and at every depth. */
function merged(
  evaluator: Evaluator,
  { under, over }: DeepMerge,
  args: readonly Thunk[],
  fn: FunctionIR,
  at: Place,
): Value {
  const layer = (i: number): Value => (args[i] ? evaluator.force(args[i]) : { kind: "literal", value: undefined, at });
  const overs = fn.parameters[over]?.rest ? args.slice(over).map((_, i) => layer(over + i)) : [layer(over)];
  return overs.reduce<Value>((below, above) => ({ kind: "fallback", first: above, second: below, at }), layer(under));
}

/** `new Store(…)` of a function that assigns to `this`. */
function constructed(callee: FunctionValue, args: readonly Thunk[], at: Place): Value | null {
  const frame = enter(callee, args, 1);
  const entries = new Map<string, Thunk>();
  eachExpressionIn(callee.fn.body, callee.module, (e) => {
    if (e.kind === "assign" && e.target.kind === "member" && e.target.object.kind === "this")
      entries.set(e.target.property, { expression: e.value, module: callee.module, frame });
  });
  const rest = unknownValue("what the prototype of a constructor function holds is not followed", at);
  return entries.size === 0 ? null : { kind: "object", entries, rest, at };
}

/** `f(...list)` passes the elements of a list that is known. */
export function spreadArguments(evaluator: Evaluator, args: readonly Thunk[]): readonly Thunk[] {
  if (!args.some((t) => !t.value && t.expression.kind === "spread")) return args;
  return args.flatMap((t) => {
    if (t.value || t.expression.kind !== "spread") return [t];
    const list = evaluator.evaluate(t.expression.operand, t.module, t.frame);
    return list.kind === "array" ? list.elements : [t];
  });
}

/** `REGISTRY[key](…)`: calls each entry, so that the result is an entry picked by the same key. */
function selectedCall(
  evaluator: Evaluator,
  callee: Extract<Value, { kind: "select" }>,
  args: readonly Thunk[],
  form: "call" | "new",
  at: Place,
  frame: Frame | null,
): Value {
  const entries = new Map<string, Thunk>();
  for (const [key, thunk] of callee.from.entries) {
    const entry = callee.taken.reduce(
      (value, property) => evaluator.member(value, property, at),
      evaluator.force(thunk),
    );
    entries.set(key, { ...thunk, value: callValue(evaluator, entry, args, form, at, frame) });
  }
  return { kind: "select", from: { ...callee.from, entries }, taken: [], key: callee.key, at };
}
