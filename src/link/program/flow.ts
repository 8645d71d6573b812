import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { enter, spreadArguments } from "./call.ts";
import { waysOf } from "./conditions.ts";
import type { Evaluator } from "./evaluate.ts";
import { flagOf, isConstant } from "./flags.ts";
import { runExpression } from "./flow-calls.ts";
import { type Here, type State, startOf, type Visit, type Watch } from "./flow-state.ts";
import { constantTruth, sameConstant } from "./functions.ts";
import { type Attempt, beyond, type Guard, guardOf, joined, pastNothing, weakened } from "./guards.ts";
import { leaves, skips } from "./jumps.ts";
import { eachRound } from "./rounds.ts";
import type { Frame, FunctionValue, Thunk } from "./value.ts";

export type { Visit, Watch } from "./flow-state.ts";
export { functionsOf } from "./functions.ts";
export type { Guard } from "./guards.ts";

const maximumCallDepth = 14;

/**
 * Follows a function through everything it calls, in the order of execution, and reports every call with the guards
 * that stand before it on every path. Returns false where a bound cut it short.
 */
export function follow(
  evaluator: Evaluator,
  fn: FunctionValue,
  args: readonly Thunk[] | null,
  watch: Watch | ((v: Visit) => void),
): boolean {
  const state = startOf(evaluator, typeof watch === "function" ? { visit: watch } : watch);
  enterFunction(state, fn, args, { ...outermost, module: fn.module, frame: null }, []);
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
  const state = startOf(evaluator, { visit });
  runBlock(state, body, { ...outermost, module, frame }, [], []);
  return !state.exhausted;
}

const outermost: Omit<Here, "module" | "frame"> = {
  path: [],
  caught: false,
  handles: null,
  attempts: [],
  depth: 0,
};

/** Returns the guards that hold when the function ends normally, beyond those that held before; null if it never does. */
export function enterFunction(
  state: State,
  fn: FunctionValue,
  args: readonly Thunk[] | null,
  from: Here,
  guards: readonly Guard[],
  site: Expression | null = null,
): readonly Guard[] | null {
  const activation = state.active.has(fn.fn) ? (args ? workIn(args) : workAround(fn)) : fn.fn;
  if (from.depth >= maximumCallDepth || activation === null || state.active.has(activation)) return [];
  state.active.add(activation);
  const make = (): Frame =>
    enter(fn, args ? spreadArguments(state.evaluator, args) : null, (from.frame?.depth ?? 0) + 1);
  const frame = state.evaluator.frameOf(args ? site : null, from.frame, make, fn);
  const here: Here = { ...from, module: fn.module, frame, depth: from.depth + 1 };
  const exits: (readonly Guard[])[] = [];
  const end = runBlock(state, fn.fn.body, here, guards, exits);
  if (end) exits.push(end);
  state.active.delete(activation);
  if (exits.length === 0) return state.exhausted || fn.fn.generator ? [] : null;
  const held = joined(state.evaluator, exits, guards, () => whyPast(state.evaluator, exits, guards)) ?? [];
  return beyond(held, guards);
}

/** What lets a call past the checks of a function that returns before it comes to them. */
function whyPast(evaluator: Evaluator, exits: readonly (readonly Guard[])[], before: readonly Guard[]): string {
  const reasons = exits.flatMap((exit) => {
    const [only, ...more] = beyond(exit, before);
    if (!only || more.length > 0) return [];
    const test = evaluator.force(only.test);
    if (isConstant(test, only.holds)) return "it is switched off by default";
    const flag = flagOf(test);
    return flag === null ? [] : `${flag} lets the call past it`;
  });
  return reasons.length === 1 && reasons[0] ? reasons[0] : pastNothing;
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
      const awaited = here.frame?.fn.async === false ? "handed on" : true;
      const after = s.value ? runExpression(state, s.value, here, guards, false, awaited) : guards;
      if (after) exits.push(after);
      return null;
    }
    case "throw":
      runExpression(state, s.value, here, guards, false);
      return null;
    case "break":
    case "continue":
      return null;
    case "block": {
      const end = runBlock(state, s.body, here, guards, exits);
      // `break label` leaves the block and not the function.
      return end ?? (s.label !== null && leaves(s.body, s.label) ? guards : null);
    }
    case "if":
      return runIf(state, s, here, guards, exits);
    case "switch":
      return runSwitch(state, s, here, guards, exits);
    case "loop":
      return runLoop(state, s, here, guards, exits);
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
  if (tested === null) return null;
  const value = state.evaluator.evaluate(s.test, here.module, here.frame);
  const settled = constantTruth(value);
  if (settled !== null && !mayBe(state.evaluator, s.test, here, !settled))
    return runBlock(state, settled ? s.then : s.else, here, tested, exits);
  const yes = guardOf(s.test, true, here, s.else);
  const no = guardOf(s.test, false, here, s.then);
  const then = runBlock(state, s.then, here, [...tested, yes], exits);
  const other = runBlock(state, s.else, here, [...tested, no], exits);
  const flag = flagOf(value);
  return flag === null
    ? joined(state.evaluator, [then, other], tested)
    : joined(state.evaluator, [then, other], tested, () => `${flag} decides whether it runs`);
}

/** Whether a test may come out so all the same: a value leaves out that a function may end without an answer. */
function mayBe(evaluator: Evaluator, test: Expression, { module, frame }: Here, holds: boolean): boolean {
  return waysOf(evaluator, { expression: test, module, frame }, holds).length > 0;
}

function runSwitch(
  state: State,
  s: Extract<Statement, { kind: "switch" }>,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  const tested = runExpression(state, s.subject, here, guards, false);
  if (tested === null) return null;
  state.compared?.(s.subject, here.frame);
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
    const start: readonly Guard[] = falling ? (joined(state.evaluator, [falling, own], tested) ?? own) : own;
    const end = runBlock(state, c.body, here, start, exits);
    falling = end;
    if (leaves(c.body)) ends.push(own);
  }
  if (falling) ends.push(falling);
  if (!decided && !s.cases.some((c) => c.test === null)) ends.push(none);
  return joined(state.evaluator, ends, tested);
}

/** A loop may run not at all, so what it checks guards nothing after it: unless it runs over a list that is known. */
function runLoop(
  state: State,
  s: Extract<Statement, { kind: "loop" }>,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  let current = guards;
  for (const e of s.head) {
    const next = runExpression(state, e, here, current, false);
    if (next === null) return null;
    current = next;
  }
  const rounds = s.form === "for-of" ? eachRound(state.evaluator, s, here) : [];
  if (rounds.length === 0) {
    const after = runBlock(state, s.body, here, current, exits);
    if (s.form === "do-while" && after) return after;
    return s.form === "for-of" && after && !skips(s.body) ? ofEach(current, after) : current;
  }
  const before = current;
  for (const frame of rounds) {
    const next = runBlock(state, s.body, { ...here, frame }, current, exits);
    if (next === null) return before;
    current = next;
  }
  return skips(s.body) ? before : current;
}

/** What a loop has checked of every element, for whoever makes use of one of them afterwards. */
function ofEach(before: readonly Guard[], after: readonly Guard[]): readonly Guard[] {
  const checked = beyond(after, before);
  return checked.length === 0 ? before : [...before, ...checked.map((g): Guard => ({ ...g, isOfEach: true }))];
}

function runTry(
  state: State,
  s: Extract<Statement, { kind: "try" }>,
  here: Here,
  guards: readonly Guard[],
  exits: (readonly Guard[])[],
): readonly Guard[] | null {
  const attempt: Attempt = { of: s };
  const body = runBlock(state, s.body, { ...here, attempts: [...here.attempts, attempt] }, guards, exits);
  const caught: Here = { ...here, caught: true, handles: { attempt, form: "catch" } };
  const handler = s.catch ? runBlock(state, s.catch, caught, guards, exits) : null;
  let after: readonly Guard[] | null;
  if (handler === null) after = body;
  else {
    // The handler ends normally, so a refusal thrown in the body does not stop what follows.
    const dropped = beyond(body ?? [], guards).map((g) => weakened(g, "its refusal is caught and the call goes on"));
    after = body === null ? handler : [...guards, ...dropped];
  }
  if (s.finally) {
    // It runs after a refusal too, so what the body checks does not stand before it.
    const last = runBlock(state, s.finally, { ...here, handles: { attempt, form: "finally" } }, guards, exits);
    return last === null ? null : after;
  }
  return after;
}
