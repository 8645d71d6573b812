import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { enter, invoked, spreadArguments, wrappedIn } from "./call.ts";
import { type Evaluator, selfOf } from "./evaluate.ts";
import { common, type Guard, guardOf, joined, weakened } from "./guards.ts";
import { baseOf } from "./member.ts";
import { returnsOf } from "./returns.ts";
import {
  type AppliedValue,
  type ClassValue,
  type Frame,
  type FunctionValue,
  place,
  type Thunk,
  type Value,
} from "./value.ts";
import { childrenOf } from "./walk.ts";

export type { Guard } from "./guards.ts";

/** One call on the way, with everything that has been checked before it. */
export interface Visit {
  readonly site: Extract<Expression, { kind: "call" | "new" | "tagged" }>;
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  readonly callee: Value;
  readonly args: readonly Thunk[];
  readonly at: Place;
  /** Calls from the start to here, outermost first. */
  readonly path: readonly Place[];
  readonly guards: readonly Guard[];
  /** Stands in a `catch` block. */
  readonly caught: boolean;
}

const maximumCallDepth = 14;
const maximumVisits = 6_000;
/** Evaluations one walk may cost: code that interprets code has no end of alternatives. */
const maximumCost = 100_000;
/** A followed call in evaluations, for the work on the whole repository. */
const costOfVisit = 4;

interface State {
  readonly evaluator: Evaluator;
  readonly visit: (v: Visit) => void;
  readonly active: Set<unknown>;
  count: number;
  readonly limit: number;
  exhausted: boolean;
}

interface Here {
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  readonly path: readonly Place[];
  readonly caught: boolean;
  readonly depth: number;
}

/**
 * Follows a function through everything it calls, in the order of execution, and reports every call with the guards
 * that stand before it on every path. Returns false where a bound cut it short.
 */
export function follow(
  evaluator: Evaluator,
  fn: FunctionValue,
  args: readonly Thunk[] | null,
  visit: (v: Visit) => void,
): boolean {
  const state: State = {
    evaluator,
    visit,
    active: new Set(),
    count: 0,
    exhausted: false,
    limit: evaluator.spent + maximumCost,
  };
  enterFunction(state, fn, args, { module: fn.module, frame: null, path: [], caught: false, depth: 0 }, []);
  return !state.exhausted;
}

/** The same for statements that stand outside any function, such as the body of a script. */
export function followStatements(
  evaluator: Evaluator,
  body: readonly Statement[],
  module: ModuleIR,
  frame: Frame | null,
  visit: (v: Visit) => void,
): boolean {
  const state: State = {
    evaluator,
    visit,
    active: new Set(),
    count: 0,
    exhausted: false,
    limit: evaluator.spent + maximumCost,
  };
  runBlock(state, body, { module, frame, path: [], caught: false, depth: 0 }, [], []);
  return !state.exhausted;
}

/** Returns the guards that hold when the function ends normally, beyond those that held before. */
function enterFunction(
  state: State,
  fn: FunctionValue,
  args: readonly Thunk[] | null,
  from: Here,
  guards: readonly Guard[],
  site: Expression | null = null,
): readonly Guard[] {
  const activation = state.active.has(fn.fn) ? (args ? workIn(args) : workAround(fn)) : fn.fn;
  if (from.depth >= maximumCallDepth || activation === null || state.active.has(activation)) return [];
  state.active.add(activation);
  const make = (): Frame =>
    enter(fn, args ? spreadArguments(state.evaluator, args) : null, (from.frame?.depth ?? 0) + 1);
  const frame = state.evaluator.frameOf(args ? site : null, from.frame, make, fn);
  const here: Here = { module: fn.module, frame, path: from.path, caught: from.caught, depth: from.depth + 1 };
  const exits: (readonly Guard[])[] = [];
  const end = runBlock(state, fn.fn.body, here, guards, exits);
  if (end) exits.push(end);
  state.active.delete(activation);
  const before = new Set(guards);
  return common(state.evaluator, exits).filter((g) => !before.has(g));
}

/** What tells `audited("tool", () => audited("write", work))` from a recursion: the work written out at the inner call. */
function workIn(args: readonly Thunk[] | null): Expression | null {
  return args?.find((t) => t.expression.kind === "function")?.expression ?? null;
}

/** The same for a callback that code outside calls: the activation around it, if that was given work of its own. */
function workAround({ frame }: FunctionValue): Frame | null {
  return frame && workIn(frame.args) ? frame : null;
}

/** Returns the guards in force after the block, or null if its end is never reached. `exits` collects those at each `return`. */
function runBlock(
  state: State,
  body: readonly Statement[],
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  let current = guards;
  for (const s of body) {
    const next = runStatement(state, s, here, current, exits);
    if (next === null) return null;
    current = next;
  }
  return current;
}

function runStatement(
  state: State,
  s: Statement,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  switch (s.kind) {
    case "expression":
      return runExpression(state, s.value, here, guards, true);
    case "let": {
      const value = here.module.bindings[s.binding]?.value;
      return value && value.kind !== "parameter" ? runExpression(state, value, here, guards, false) : guards;
    }
    case "return": {
      const after = s.value ? runExpression(state, s.value, here, guards, false, true) : guards;
      exits.push(after);
      return null;
    }
    case "throw":
      runExpression(state, s.value, here, guards, false);
      return null;
    case "break":
    case "continue":
      return null;
    case "block":
      return runBlock(state, s.body, here, guards, exits);
    case "if":
      return runIf(state, s, here, guards, exits);
    case "switch":
      return runSwitch(state, s, here, guards, exits);
    case "loop": {
      let current = guards;
      for (const e of s.head) current = runExpression(state, e, here, current, false);
      const after = runBlock(state, s.body, here, current, exits);
      return s.form === "do-while" && after ? after : current;
    }
    case "try":
      return runTry(state, s, here, guards, exits);
  }
}

function runIf(
  state: State,
  s: Extract<Statement, { kind: "if" }>,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  const tested = runExpression(state, s.test, here, guards, false);
  const settled = constantTruth(state.evaluator.evaluate(s.test, here.module, here.frame));
  if (settled !== null) return runBlock(state, settled ? s.then : s.else, here, tested, exits);
  const yes = guardOf(s.test, true, here, s.else);
  const no = guardOf(s.test, false, here, s.then);
  const then = runBlock(state, s.then, here, [...tested, yes], exits);
  const other = runBlock(state, s.else, here, [...tested, no], exits);
  if (then === null) return other;
  if (other === null) return then;
  return joined(state.evaluator, [then, other], tested);
}

function runSwitch(
  state: State,
  s: Extract<Statement, { kind: "switch" }>,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  const tested = runExpression(state, s.subject, here, guards, false);
  const subject: Thunk = { expression: s.subject, module: here.module, frame: here.frame };
  const ends: (readonly Guard[])[] = [];
  let falling: readonly Guard[] | null = null;
  const value = state.evaluator.evaluate(s.subject, here.module, here.frame);
  const matches = s.cases.map((c) =>
    c.test ? sameConstant(value, state.evaluator.evaluate(c.test, here.module, here.frame)) : null,
  );
  const decided = matches.includes(true);
  // The default, and the end of a switch without one, are reached where no case holds.
  const none: readonly Guard[] = [
    ...tested,
    ...s.cases.flatMap((c) => (c.test ? [{ ...guardOf(c.test, false, here, c.body), equals: subject }] : [])),
  ];
  for (const [i, c] of s.cases.entries()) {
    // The subject is known here (a dispatcher entered for one tool): other cases are not what runs.
    if (falling === null && (matches[i] === false || (decided && matches[i] !== true))) continue;
    const own: readonly Guard[] = c.test ? [...tested, { ...guardOf(c.test, true, here, []), equals: subject }] : none;
    const start: readonly Guard[] = falling ? joined(state.evaluator, [falling, own], tested) : own;
    const end = runBlock(state, c.body, here, start, exits);
    falling = end;
    if (leaves(c.body)) ends.push(own);
  }
  if (falling) ends.push(falling);
  if (decided) return ends.length === 0 ? null : joined(state.evaluator, ends, tested);
  if (!s.cases.some((c) => c.test === null)) ends.push(none);
  return ends.length === 0 ? null : joined(state.evaluator, ends, tested);
}

function leaves(body: readonly Statement[]): boolean {
  return body.some(
    (s) =>
      s.kind === "break" ||
      (s.kind === "block" && leaves(s.body)) ||
      (s.kind === "if" && (leaves(s.then) || leaves(s.else))),
  );
}

function runTry(
  state: State,
  s: Extract<Statement, { kind: "try" }>,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  const body = runBlock(state, s.body, here, guards, exits);
  const handler = s.catch ? runBlock(state, s.catch, { ...here, caught: true }, guards, exits) : null;
  let after: readonly Guard[] | null;
  if (handler === null) after = body;
  else {
    const before = new Set(guards);
    // The handler ends normally, so a refusal thrown in the body does not stop what follows.
    const dropped = (body ?? [])
      .filter((g) => !before.has(g))
      .map((g) => weakened(g, "its refusal is caught and the call goes on"));
    after = body === null ? handler : [...guards, ...dropped];
  }
  if (s.finally) {
    const last = runBlock(state, s.finally, here, after ?? guards, exits);
    return last === null ? null : after;
  }
  return after;
}

/** Visits what an expression calls, in order; returns the guards in force afterwards. */
function runExpression(
  state: State,
  e: Expression,
  here: Here,
  guards: readonly Guard[],
  discarded: boolean,
  awaited = false,
): readonly Guard[] {
  switch (e.kind) {
    case "await":
      return runExpression(state, e.operand, here, guards, discarded, true);
    case "conditional": {
      const tested = runExpression(state, e.test, here, guards, false);
      const then = runExpression(state, e.then, here, [...tested, guardOf(e.test, true, here, [])], discarded, awaited);
      const other = runExpression(
        state,
        e.else,
        here,
        [...tested, guardOf(e.test, false, here, [])],
        discarded,
        awaited,
      );
      return joined(state.evaluator, [then, other], tested);
    }
    case "logical": {
      const left = runExpression(state, e.left, here, guards, false);
      const holds = e.operator === "&&";
      if (e.operator === "??") {
        runExpression(state, e.right, here, left, discarded, awaited);
        return left;
      }
      runExpression(state, e.right, here, [...left, guardOf(e.left, holds, here, [])], discarded, awaited);
      return left;
    }
    case "call":
    case "new":
    case "tagged":
      return runCall(state, e, here, guards, discarded, awaited);
    case "function":
    case "class":
      return guards;
    default: {
      let current = guards;
      for (const child of childrenOf(e)) current = runExpression(state, child, here, current, false);
      return current;
    }
  }
}

function runCall(
  state: State,
  e: Visit["site"],
  here: Here,
  guards: readonly Guard[],
  discarded: boolean,
  awaited: boolean,
): readonly Guard[] {
  const { evaluator } = state;
  evaluator.work(costOfVisit);
  if (state.count++ > maximumVisits || evaluator.spent > state.limit || evaluator.isSpent) {
    state.exhausted = true;
    return guards;
  }
  let current = guards;
  const target = e.kind === "tagged" ? e.tag : e.callee;
  const operands = e.kind === "tagged" ? e.values : e.args;
  if (target.kind === "member" && /^(then|catch|finally)$/.test(target.property))
    return runStep(state, target, operands, here, guards, awaited);
  current = runExpression(state, target, here, current, false);
  const together = awaited && isPromiseAll(target);
  for (const arg of operands) {
    if (together && arg.kind === "array") current = runTogether(state, arg.elements, here, current);
    else current = runExpression(state, arg, here, current, false);
  }
  const { callee, args } = invoked(
    evaluator,
    evaluator.evaluate(target, here.module, here.frame),
    operands.map((expression) => ({ expression, module: here.module, frame: here.frame })),
  );
  const at = place(here.module, e.span);
  state.visit({
    site: e,
    module: here.module,
    frame: here.frame,
    callee,
    args,
    at,
    path: here.path,
    guards: current,
    caught: here.caught,
  });
  if (callee.kind === "applied") visitWrapper(state, callee, here, current);
  const inside: Here = { ...here, path: [...here.path, at] };
  const gained = enterCallee(state, callee, args, inside, current, here, e);
  if (gained === null) return current;
  const isAsync = functionsOf(callee, evaluator).some((f) => f.fn.async);
  const extra: Guard[] = gained.map((g) => {
    const reached: Guard = { ...g, via: [at, ...g.via] };
    return isAsync && !awaited ? weakened(reached, "it is not awaited") : reached;
  });
  if (discarded && gained.length === 0 && functionsOf(callee, evaluator).some(hasAnswer)) {
    extra.push({
      test: { expression: e, module: here.module, frame: here.frame },
      holds: true,
      at,
      via: [],
      refusal: null,
      weakness: "its result is ignored",
    });
  }
  return [...current, ...extra];
}

/** What a package put around a function runs at each call of it, wherever it was put there: `traced(work, { name })`. */
function visitWrapper(state: State, wrapped: AppliedValue, here: Here, guards: readonly Guard[]): void {
  const maker = wrapped.callee;
  if (maker.kind !== "external" || wrappedIn(state.evaluator, wrapped) === null) return;
  const { span } = wrapped.at;
  state.visit({
    site: {
      kind: "call",
      callee: { kind: "global", name: maker.path.at(-1) ?? "", span },
      args: wrapped.args.map((t) => t.expression),
      optional: false,
      span,
      at: span,
    },
    module: here.module,
    frame: here.frame,
    callee: maker,
    args: wrapped.args,
    at: wrapped.at,
    path: here.path,
    guards,
    caught: here.caught,
  });
}

/** `promise.then(next)`: what comes next runs once the promise is kept, so what it has checked stands before that. */
function runStep(
  state: State,
  target: Extract<Expression, { kind: "member" }>,
  operands: readonly Expression[],
  here: Here,
  guards: readonly Guard[],
  awaited: boolean,
): readonly Guard[] {
  const { module, frame } = here;
  const kept = runExpression(state, target.object, here, guards, false, true);
  const value: Thunk = { expression: { kind: "await", operand: target.object, span: target.span }, module, frame };
  const [next, otherwise] = operands.map((e) => functionsOf(state.evaluator.evaluate(e, module, frame)));
  for (const operand of operands) runExpression(state, operand, here, guards, false);
  const isThen = target.property === "then";
  for (const fn of next ?? []) {
    if (isThen) enterFunction(state, fn, [value], here, kept);
    else enterFunction(state, fn, null, { ...here, caught: here.caught || target.property === "catch" }, guards);
  }
  for (const fn of otherwise ?? []) enterFunction(state, fn, null, { ...here, caught: true }, guards);
  const before = new Set(guards);
  const weakness =
    target.property === "catch" || otherwise
      ? "its refusal is caught and the call goes on"
      : awaited
        ? null
        : "it is not awaited";
  return kept.map((g) => (weakness === null || before.has(g) ? g : weakened(g, weakness)));
}

function isPromiseAll(target: Expression): boolean {
  return (
    target.kind === "member" &&
    target.property === "all" &&
    target.object.kind === "global" &&
    target.object.name === "Promise"
  );
}

/** What is awaited at once starts at once: none of it stands before the others, all of it before what follows. */
function runTogether(
  state: State,
  items: readonly Expression[],
  here: Here,
  guards: readonly Guard[],
): readonly Guard[] {
  const before = new Set(guards);
  const gained = items.flatMap((item) =>
    runExpression(state, item, here, guards, false, true).filter((g) => !before.has(g)),
  );
  return [...guards, ...gained];
}

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
function hasAnswer({ module, fn }: FunctionValue): boolean {
  return remember(answers, fn, () => returnsOf(fn.body, module, null).some((o) => o.expression !== null));
}

const answers = new WeakMap<FunctionIR, boolean>();

/** Follows the callee; null if it is outside the repository, where only the callbacks it is given are followed. */
function enterCallee(
  state: State,
  callee: Value,
  args: readonly Thunk[],
  inside: Here,
  guards: readonly Guard[],
  here: Here,
  site: Expression,
): readonly Guard[] | null {
  const { evaluator } = state;
  const base = site.kind === "call" && site.callee.kind === "super" ? baseAt(evaluator, here) : null;
  if (base) {
    const maker = makerOf(evaluator, base);
    return maker ? enterFunction(state, { ...maker, self: selfOf(here.frame) }, args, inside, guards, site) : null;
  }
  const functions = functionsOf(callee, evaluator);
  if (functions.length > 0) {
    const gained = functions.map((fn) => enterFunction(state, fn, args, inside, guards, site));
    return functions.length === 1 ? (gained[0] ?? []) : common(evaluator, gained);
  }
  if (callee.kind === "class") {
    const maker = makerOf(evaluator, callee);
    const made = evaluator.evaluate(site, here.module, here.frame);
    const self: Value =
      made.kind === "instance" ? made : { kind: "instance", of: callee, args, at: place(here.module, site.span) };
    return maker ? enterFunction(state, { ...maker, self }, args, inside, guards) : null;
  }
  for (const thunk of args) {
    if (thunk.expression.kind !== "function" && thunk.expression.kind !== "name") continue;
    const value = state.evaluator.evaluate(thunk.expression, thunk.module, here.frame);
    if (value.kind === "function") enterFunction(state, value, null, inside, guards);
  }
  return null;
}

/** What each entry of a registry gives after the properties that are taken of it. */
function entriesOf(evaluator: Evaluator, select: Extract<Value, { kind: "select" }>): readonly Value[] {
  const entries = [...select.from.entries.values()].slice(0, maximumEntries);
  return entries.map((t) =>
    select.taken.reduce((v, property) => evaluator.member(v, property, select.at), evaluator.force(t)),
  );
}

/** A registry with more entries than this is not entered entry by entry. */
const maximumEntries = 48;

/** The functions of the repository that a callee can be; with an evaluator also those that a registry holds or a wrapper was given. */
export function functionsOf(callee: Value, evaluator: Evaluator | null = null): readonly FunctionValue[] {
  switch (callee.kind) {
    case "function":
      return [callee];
    case "choice":
      return callee.options.flatMap((o) => functionsOf(o.value, evaluator));
    case "fallback":
      return [...functionsOf(callee.first, evaluator), ...functionsOf(callee.second, evaluator)];
    case "select":
      // `handlers[name](…)`: any entry may be the one that is called.
      return evaluator ? entriesOf(evaluator, callee).flatMap((entry) => functionsOf(entry, evaluator)) : [];
    case "applied": {
      const work = evaluator ? wrappedIn(evaluator, callee) : null;
      return work ? [work] : [];
    }
    default:
      return [];
  }
}

/** The outcome of a test that compares two constants; null for any other. */
function constantTruth(value: Value): boolean | null {
  if (value.kind !== "operation") return null;
  const [left, right] = value.operands;
  if (value.operator === "!" && left) {
    const inner = constantTruth(left);
    return inner === null ? null : !inner;
  }
  if (!left || !right || !/^[!=]==?$/.test(value.operator)) return null;
  const same = sameConstant(left, right);
  return same === null ? null : same !== value.operator.startsWith("!");
}

/** Whether two constants are equal; null where one of them is none. */
export function sameConstant(a: Value, b: Value): boolean | null {
  if (a.kind !== "literal" || b.kind !== "literal" || a.sealed || b.sealed) return null;
  return a.value === b.value;
}
