import type { Expression } from "../../model/ir.ts";
import { assertedBy } from "./assertions.ts";
import { invoked, wrappedIn } from "./call.ts";
import { enterFunction } from "./flow.ts";
import { enterCallee, hasAnswer } from "./flow-callee.ts";
import { type Here, mayGoOn, type State, type Visit } from "./flow-state.ts";
import { functionsOf } from "./functions.ts";
import {
  type Attempt,
  type Awaited,
  awaitedAt,
  common,
  type Guard,
  guardOf,
  joined,
  reachedBy,
  weakened,
} from "./guards.ts";
import { ranBy } from "./runners.ts";
import { type AppliedValue, place, type Thunk, type Value } from "./value.ts";
import { vouchedInside, vouchedOutside } from "./vouched-gates.ts";
import { childrenOf } from "./walk.ts";

/**
 * Visits what an expression calls, in order; returns the guards in force afterwards, or null if it never comes to an
 * end because what it calls always throws.
 */
export function runExpression(
  state: State,
  e: Expression,
  here: Here,
  guards: readonly Guard[],
  discarded: boolean,
  awaited: Awaited = false,
): readonly Guard[] | null {
  switch (e.kind) {
    case "await": {
      const after = runExpression(state, e.operand, here, guards, discarded, true);
      const promise = after && e.operand.kind === "name" ? here.module.bindings[e.operand.binding] : undefined;
      return after && promise?.kind === "const" && promise.value
        ? awaitedAt(after, place(here.module, promise.value.span))
        : after;
    }
    case "conditional": {
      const tested = runExpression(state, e.test, here, guards, false);
      if (tested === null) return null;
      const branch = (part: Expression, holds: boolean): readonly Guard[] | null =>
        runExpression(state, part, here, [...tested, guardOf(e.test, holds, here, [])], discarded, awaited);
      return joined(state.evaluator, [branch(e.then, true), branch(e.else, false)], tested);
    }
    case "logical": {
      const left = runExpression(state, e.left, here, guards, false);
      if (left === null) return null;
      const holds = e.operator === "&&";
      const before = e.operator === "??" ? left : [...left, guardOf(e.left, holds, here, [])];
      const right = runExpression(state, e.right, here, before, discarded, awaited);
      if (e.operator === "??") return left;
      // `same(key, target) || refuse()`: only where the left side decided does it go on.
      const past = [...left, guardOf(e.left, !holds, here, [])];
      return right === null ? past : joined(state.evaluator, [right, past], left);
    }
    case "call":
    case "new":
    case "tagged":
      return runCall(state, e, here, guards, discarded, awaited);
    case "function":
    case "class":
      return guards;
    default: {
      let current: readonly Guard[] | null = guards;
      for (const child of childrenOf(e)) {
        current = runExpression(state, child, here, current, false);
        if (current === null) return null;
      }
      if (e.kind === "binary" && /^[!=]==?$/.test(e.operator)) state.compared?.(e, here.frame);
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
  awaited: Awaited,
): readonly Guard[] | null {
  const { evaluator } = state;
  if (!mayGoOn(state)) return guards;
  const target = e.kind === "tagged" ? e.tag : e.callee;
  const operands = e.kind === "tagged" ? e.values : e.args;
  if (target.kind === "member" && /^(then|catch|finally)$/.test(target.property))
    return runStep(state, target, operands, here, guards, awaited);
  const current = runOperands(state, target, operands, here, guards, awaited ? gatheringOf(target) : null);
  if (current === null) return null;
  const { callee, args } = invoked(
    evaluator,
    evaluator.evaluate(target, here.module, here.frame),
    operands.map((expression) => ({ expression, module: here.module, frame: here.frame })),
  );
  const at = place(here.module, e.span);
  const { module, frame, path, caught, handles } = here;
  state.visit({ site: e, module, frame, callee, args, at, path, guards: current, caught, handles });
  if (callee.kind === "applied") visitWrapper(state, callee, here, current);
  const gained = enterCallee(state, callee, args, { ...here, path: [...path, at] }, current, here, e);
  const functions = functionsOf(callee, evaluator);
  const isAsync = functions.some((f) => f.fn.async) || ranBy(evaluator, callee, args)?.promises === true;
  const declared = evaluator.declared.gate({ callee, site: e, module });
  if (gained === "outside") {
    if (declared) return vouchedOutside(declared, e, here, current, discarded, awaited);
    const asserted = assertions(state, callee, e, here, discarded);
    return asserted.length === 0 ? current : [...current, ...asserted];
  }
  // A promise that will be rejected does not stop who does not wait for it.
  if (gained === null) return isAsync && !awaited ? current : null;
  const through = functions[0]?.fn.name || (target.kind === "member" ? target.property : "");
  const extra: Guard[] = gained.map((g) => reachedBy(g, at, through, isAsync, awaited));
  if (discarded && gained.length === 0 && functions.some(hasAnswer))
    extra.push({ ...guardOf(e, true, here, []), refusal: null, weakness: "its result is ignored" });
  const vouched = declared
    ? vouchedInside(declared, extra, e, here, { isPromise: isAsync, answers: functions.some(hasAnswer) }, awaited)
    : null;
  if (vouched) extra.push(vouched);
  return extra.length === 0 ? current : [...current, ...extra];
}

function runOperands(
  state: State,
  target: Expression,
  operands: readonly Expression[],
  here: Here,
  guards: readonly Guard[],
  gathering: Gathering | null,
): readonly Guard[] | null {
  let current = runExpression(state, target, here, guards, false);
  for (const arg of operands) {
    if (current === null) return null;
    current =
      gathering && arg.kind === "array"
        ? runTogether(state, arg.elements, here, current, gathering)
        : runExpression(state, arg, here, current, false);
  }
  return current;
}

/**
 * `assert(key.environment === target.environment)` of a library: what it asserts holds afterwards. What it asserts is
 * not seen in `authorize(user)`, whose answer nobody reads: that it was asked is all that is known then.
 */
function assertions(state: State, callee: Value, e: Visit["site"], here: Here, discarded: boolean): readonly Guard[] {
  const asserted = e.kind === "call" && callee.kind === "external" ? assertedBy(callee, e) : null;
  if (!asserted) {
    const target = e.kind === "call" ? e.callee : null;
    const name = target?.kind === "member" ? target.property : target?.kind === "name" ? target.name : "";
    return discarded && asserting.test(name) ? [{ ...guardOf(e, true, here, []), refusal: null }] : [];
  }
  if (asserted.kind === "binary") state.compared?.(asserted, here.frame);
  return [guardOf(asserted, true, here, [])];
}

/** What a package put around a function runs at each call of it, wherever it was put there: `traced(work, { name })`. */
function visitWrapper(state: State, wrapped: AppliedValue, here: Here, guards: readonly Guard[]): void {
  const maker = wrapped.callee;
  if (maker.kind !== "external" || wrappedIn(state.evaluator, wrapped) === null) return;
  const { span } = wrapped.at;
  const { module, frame, path, caught, handles } = here;
  state.visit({
    site: {
      kind: "call",
      callee: { kind: "global", name: maker.path.at(-1) ?? "", span },
      args: wrapped.args.map((t) => t.expression),
      optional: false,
      span,
      at: span,
    },
    module,
    frame,
    callee: maker,
    args: wrapped.args,
    at: wrapped.at,
    path,
    guards,
    caught,
    handles,
  });
}

const asserting = /^(assert|require|ensure|enforce|authori[sz]e|verify|check|guard)([A-Z]|$)/;

/** `promise.then(next)`: what comes next runs once the promise is kept, so what it has checked stands before that. */
function runStep(
  state: State,
  target: Extract<Expression, { kind: "member" }>,
  operands: readonly Expression[],
  here: Here,
  guards: readonly Guard[],
  awaited: Awaited,
): readonly Guard[] | null {
  const { module, frame } = here;
  const attempt: Attempt = { of: target };
  const isThen = target.property === "then";
  const catches = target.property === "catch" || (isThen && operands.length > 1);
  const isWatched = catches || target.property === "finally";
  const tried = isWatched ? { ...here, attempts: [...here.attempts, attempt] } : here;
  const kept = runExpression(state, target.object, tried, guards, false, true);
  const value: Thunk = { expression: { kind: "await", operand: target.object, span: target.span }, module, frame };
  const [next, otherwise] = operands.map((e) => functionsOf(state.evaluator.evaluate(e, module, frame)));
  for (const operand of operands) runExpression(state, operand, here, guards, false);
  const after: Here = { ...here, caught: true, handles: { attempt, form: "catch" } };
  const gained: (readonly Guard[])[] = [];
  let refuses = catches;
  for (const fn of next ?? []) {
    if (isThen) {
      const own = kept === null ? null : enterFunction(state, fn, [value], here, kept);
      if (own !== null) gained.push(own);
    } else if (target.property === "catch") refuses = enterFunction(state, fn, null, after, guards) !== null;
    else enterFunction(state, fn, null, { ...here, handles: { attempt, form: "finally" } }, guards);
  }
  for (const fn of otherwise ?? []) refuses = enterFunction(state, fn, null, after, guards) !== null;
  if (kept === null) return catches && refuses ? guards : null;
  if (isThen && (next ?? []).length > 0 && gained.length === 0) return awaited ? null : guards;
  const before = new Set(guards);
  const weakness = refuses ? "its refusal is caught and the call goes on" : awaited ? null : "it is not awaited";
  return [...kept, ...common(state.evaluator, gained)].map((g) => {
    if (before.has(g)) return g;
    if (weakness !== null) return weakened(g, weakness);
    return awaited === "handed on" ? { ...g, isHanded: true } : g;
  });
}

/** What `Promise.all` and its like make of what is checked among the promises they are given. */
interface Gathering {
  readonly weakness: string | null;
}

const gatherings: Readonly<Record<string, Gathering>> = {
  all: { weakness: null },
  allSettled: { weakness: "its refusal is caught and the call goes on" },
  race: { weakness: "the call goes on without it" },
  any: { weakness: "the call goes on without it" },
};

function gatheringOf(target: Expression): Gathering | null {
  const isPromise = target.kind === "member" && target.object.kind === "global" && target.object.name === "Promise";
  return isPromise ? (gatherings[target.property] ?? null) : null;
}

/** What is awaited at once starts at once: none of it stands before the others, all of it before what follows. */
function runTogether(
  state: State,
  items: readonly Expression[],
  here: Here,
  guards: readonly Guard[],
  { weakness }: Gathering,
): readonly Guard[] | null {
  const before = new Set(guards);
  const gained: Guard[] = [];
  for (const item of items) {
    const own = runExpression(state, item, here, guards, false, true);
    if (own === null) return null;
    gained.push(...own.filter((g) => !before.has(g)));
  }
  return [...guards, ...(weakness === null ? gained : gained.map((g) => weakened(g, weakness)))];
}
