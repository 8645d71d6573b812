import type { Expression, FunctionIR, ModuleIR, TypeIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { spreadArguments } from "./call.ts";
import { elementPassed } from "./changes.ts";
import { suppliedBy } from "./containers.ts";
import { defaultCallsInto } from "./default-calls.ts";
import { type Evaluator, frameOf } from "./evaluate.ts";
import { handedClient } from "./handed-clients.ts";
import type { CallSite, Program } from "./program.ts";
import { injectedBy } from "./providers.ts";
import { valueOfType } from "./typed-values.ts";
import { choiceOf, type Frame, type Option, place, type Thunk, unknownValue, type Value } from "./value.ts";

/** More callers than this are not told apart; what they pass is still joined from the first ones. */
const maximumCallers = 24;

/** A place that calls a function, with what it passes. */
export interface Caller {
  readonly site: CallSite;
  readonly args: readonly Thunk[];
}

/** What a parameter is in the activation that is followed. */
export function parameterValue(
  evaluator: Evaluator,
  module: ModuleIR,
  fnId: number,
  index: number,
  frame: Frame | null,
  at: Place,
): Value {
  const fn = module.functions[fnId];
  if (!fn) return unknownValue("a function that was not read", at);
  const home = frameOf(frame, module, fnId);
  const parameter = fn.parameters[index];
  if (!home || home.args === null) return joinCallers(evaluator, module, fn, index, at);
  if (parameter?.rest) return { kind: "array", elements: home.args.slice(index), open: false, at };
  const thunk = home.args[index];
  const given = thunk ? evaluator.force(thunk) : null;
  const missing = given === null || (given.kind === "literal" && given.value === undefined);
  if (!missing) return (parameter?.type && declaredInput(evaluator, module, parameter.type, given)) || given;
  if (parameter?.default) return evaluator.evaluate(parameter.default, module, home);
  return { kind: "literal", value: undefined, at };
}

/**
 * What a parameter can be when its function is followed without a caller: what the callers in the repository pass,
 * an instance of its declared type, or else an input from outside.
 */
export function joinCallers(evaluator: Evaluator, module: ModuleIR, fn: FunctionIR, index: number, at: Place): Value {
  const input: Value = { kind: "input", module, fn, index, at };
  const parameter = fn.parameters[index];
  const options: Option[] = [];
  for (const caller of callersOf(evaluator, module, fn)) {
    const thunk = caller.args[index];
    if (parameter?.rest)
      options.push({ value: { kind: "array", elements: caller.args.slice(index), open: false, at }, when: [] });
    else if (thunk) options.push({ value: evaluator.force(thunk), when: [] });
    else if (parameter?.default) options.push({ value: evaluator.evaluate(parameter.default, module, null), when: [] });
    else options.push({ value: { kind: "literal", value: undefined, at }, when: [] });
  }
  if (options.length === 0) {
    const injected = parameter?.decorators ? injectedBy(evaluator, parameter.decorators, module, at) : null;
    if (injected) return injected;
    const supplied = suppliedBy(evaluator, module, fn, index, at);
    if (supplied) return supplied;
    const handed = index === 0 ? handedClient(evaluator, fn) : null;
    if (handed) return handed;
    const passed = index === 0 ? elementPassed(evaluator, module, fn) : null;
    if (passed) return passed;
    const typed = parameter?.type ? valueOfType(evaluator, module, parameter.type, input) : null;
    if (typed) return typed;
    return parameter?.default
      ? { kind: "fallback", first: input, second: evaluator.evaluate(parameter.default, module, null), at }
      : input;
  }
  return choiceOf(options, at);
}

/** The calls of this function in the repository, found by name and confirmed by following the callee. */
export function callersOf(
  evaluator: Evaluator,
  module: ModuleIR,
  fn: FunctionIR,
  limit = maximumCallers,
): readonly Caller[] {
  const found: Caller[] = [];
  for (const site of candidatesOf(evaluator.program, module, fn)) {
    if (found.length >= limit) return found;
    const args = argumentsFor(evaluator, site, module, fn);
    if (args) found.push({ site, args });
  }
  return found;
}

// A function is asked about from every activation that is followed without a caller.
const candidates = new WeakMap<Program, Map<FunctionIR, readonly CallSite[]>>();

function candidatesOf(program: Program, module: ModuleIR, fn: FunctionIR): readonly CallSite[] {
  const known = remember(candidates, program, () => new Map<FunctionIR, readonly CallSite[]>());
  return remember(known, fn, () => candidatesFor(program, module, fn));
}

/** The calls that may be of this function, by the names under which it is known. */
function candidatesFor(program: Program, module: ModuleIR, fn: FunctionIR): readonly CallSite[] {
  const names = new Set<string>([fn.name, "default", ...(fn.name === "" ? namesOfResult(program, module, fn) : [])]);
  const cls = fn.class === null ? undefined : module.classes[fn.class];
  if (fn.form === "constructor" && cls) {
    names.clear();
    for (const name of [cls.name, "default", "super"]) names.add(name);
  }
  for (const item of module.exports) {
    if (item.kind !== "value") continue;
    const e = item.value;
    const isThis =
      (e.kind === "function" && e.function === fn.id) ||
      (e.kind === "class" && cls?.id === e.class) ||
      (e.kind === "name" && (e.name === fn.name || e.name === cls?.name));
    if (isThis) names.add(item.name);
  }
  // A set keeps its order while it grows, so subclasses of subclasses are reached, and a circle ends.
  if (fn.form === "constructor") for (const name of names) for (const sub of program.passedOnBy(name)) names.add(sub);
  const isDeployed = program.isDeployed(module.path);
  const sites = new Map<unknown, CallSite>();
  const called = (name: string): readonly CallSite[] =>
    name === "default" ? defaultCallsInto(program, module) : name === "" ? [] : program.sitesNamed(name);
  for (const site of [...names].flatMap(called)) {
    if (!sites.has(site.expression) && (!isDeployed || program.isDeployed(site.module.path)))
      sites.set(site.expression, site);
  }
  return [...sites.values()];
}

/** A closure without a name goes by what holds the result of the function around it: `const register = createRegister(server)`. */
function namesOfResult(program: Program, module: ModuleIR, fn: FunctionIR): readonly string[] {
  const around = fn.parent === null ? undefined : module.functions[fn.parent];
  if (!around || around.name === "") return [];
  const holders = candidatesOf(program, module, around).flatMap((site) => {
    return remember(held, site.module, () => namesByValue(site.module)).get(site.expression) ?? [];
  });
  return [...holders, `${around.name}()`];
}

const held = new WeakMap<ModuleIR, ReadonlyMap<Expression, string>>();

function namesByValue(module: ModuleIR): ReadonlyMap<Expression, string> {
  return new Map(module.bindings.flatMap(({ name, value }) => (value ? [[value, name] as const] : [])));
}

function argumentsFor(evaluator: Evaluator, site: CallSite, module: ModuleIR, fn: FunctionIR): readonly Thunk[] | null {
  const { expression } = site;
  if (expression.kind === "tagged") return null;
  const frame = frameOfOwner(site);
  const args = (): readonly Thunk[] =>
    spreadArguments(
      evaluator,
      expression.args.map((e) => ({ expression: e, module: site.module, frame })),
    );
  if (expression.callee.kind === "super") {
    const cls = site.owner?.class === null || site.owner === null ? undefined : site.module.classes[site.owner.class];
    const base = cls?.extends ? evaluator.evaluate(cls.extends, site.module, null) : null;
    return base?.kind === "class" && base.module === module && base.cls.id === fn.class ? args() : null;
  }
  const callee = evaluator.evaluate(expression.callee, site.module, frame);
  return matches(evaluator, callee, module, fn) ? args() : null;
}

function matches(evaluator: Evaluator, callee: Value, module: ModuleIR, fn: FunctionIR): boolean {
  if (callee.kind === "function") return callee.module === module && callee.fn === fn;
  if (callee.kind === "class") {
    if (fn.form !== "constructor") return false;
    if (callee.module === module && callee.cls.id === fn.class) return true;
    // A subclass without a constructor of its own passes its arguments on.
    if (callee.cls.members.some((m) => m.kind === "constructor")) return false;
    const base = callee.cls.extends ? evaluator.evaluate(callee.cls.extends, callee.module, callee.frame) : null;
    return base ? matches(evaluator, base, module, fn) : false;
  }
  if (callee.kind === "choice") return callee.options.some((o) => matches(evaluator, o.value, module, fn));
  if (callee.kind === "fallback")
    return matches(evaluator, callee.first, module, fn) || matches(evaluator, callee.second, module, fn);
  return false;
}

/** Follows the surrounding function without a caller; its `this` is some instance of its class. */
function frameOfOwner(site: CallSite): Frame | null {
  return site.owner ? openFrame(site.module, site.owner) : null;
}

/** A frame for a function that nobody in particular calls. Memoised, so that its evaluations are shared. */
export function openFrame(module: ModuleIR, fn: FunctionIR): Frame {
  let frame = openFrames.get(fn);
  if (!frame) {
    const parent = fn.parent === null ? undefined : module.functions[fn.parent];
    frame = {
      module,
      fn,
      args: null,
      self: fn.form === "arrow" && parent ? null : anyInstance(module, fn),
      parent: parent ? openFrame(module, parent) : null,
      depth: 0,
    };
    openFrames.set(fn, frame);
  }
  return frame;
}

const openFrames = new WeakMap<FunctionIR, Frame>();

/** `this` in a method followed without a caller: some instance of its class. */
function anyInstance(module: ModuleIR, fn: FunctionIR): Value | null {
  const cls = fn.class === null ? undefined : module.classes[fn.class];
  if (!cls) return null;
  const at = place(module, cls.span);
  return { kind: "instance", of: { kind: "class", module, cls, frame: null, at }, args: null, at };
}

/** What code outside passes on is, where it arrives, what it is declared to be. */
function declaredInput(evaluator: Evaluator, module: ModuleIR, type: TypeIR, given: Value): Value | null {
  return given.kind === "input" && given.tool === undefined ? valueOfType(evaluator, module, type, given) : null;
}
