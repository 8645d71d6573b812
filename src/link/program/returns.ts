import type { BindingId, Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Frame, Test, Thunk } from "./value.ts";
import { eachExpression } from "./walk.ts";

/** A value that a function may return or a variable may take, with the tests that lead there. */
export interface Outcome {
  readonly expression: Expression | null;
  readonly when: readonly Test[];
  /** Checks that would have thrown on the way there, whatever else it stands under. */
  readonly past?: readonly Past[];
  /** Stands in a `catch`: taken when something went wrong. */
  readonly caught: boolean;
  /** Of an assignment: how it joins the value before with the new one. */
  readonly operator?: AssignOperator;
  /** Stands in a loop, so that it may happen many times. */
  readonly repeated?: boolean;
}

/** What came to its end: a test under which something else is thrown, one of two branches, or a call that may throw. */
export type Past =
  | { readonly test: Test }
  | { readonly either: readonly (readonly Past[])[] }
  | { readonly call: Extract<Expression, { kind: "call" }>; readonly isAwaited: boolean };

type AssignOperator = Extract<Expression, { kind: "assign" }>["operator"];

/** A value with how it joins the one before. */
interface Picked {
  readonly expression: Expression | null;
  readonly operator?: AssignOperator;
}

interface Scan {
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  readonly out: Outcome[];
  /** The values a statement contributes by itself. */
  readonly pick: (s: Statement) => readonly Picked[];
  readonly repeated?: boolean;
}

/** What a function body can return, in source order. A body that can end without `return` adds a null outcome. */
export function returnsOf(body: readonly Statement[], module: ModuleIR, frame: Frame | null): readonly Outcome[] {
  const outcomes = remember(returns, body, () => {
    const out: Outcome[] = [];
    const pick: Scan["pick"] = (s) => (s.kind === "return" ? [{ expression: s.value }] : []);
    const rest = scanBlock(body, start, false, { module, frame: null, out, pick });
    if (typeof rest !== "string") out.push({ expression: null, caught: false, ...rest });
    return out;
  });
  return inFrame(outcomes, frame);
}

// A body is entered many times, and what it can return is the same up to the frame.
const returns = new WeakMap<readonly Statement[], readonly Outcome[]>();
const writes = new WeakMap<readonly Statement[], Map<BindingId, readonly Outcome[]>>();

function inFrame(outcomes: readonly Outcome[], frame: Frame | null): readonly Outcome[] {
  if (frame === null) return outcomes;
  const moved = new Map<Thunk, Thunk>();
  const move = (thunk: Thunk): Thunk => remember(moved, thunk, () => ({ ...thunk, frame }));
  const moveTest = (t: Test): Test => ({
    thunk: move(t.thunk),
    holds: t.holds,
    ...(t.equals ? { equals: move(t.equals) } : {}),
  });
  const moveAll = (past: readonly Past[]): readonly Past[] =>
    past.map((p) => ("test" in p ? { test: moveTest(p.test) } : "either" in p ? { either: p.either.map(moveAll) } : p));
  return outcomes.map((o) => {
    if (o.when.length === 0 && o.past === undefined) return o;
    return { ...o, when: o.when.map(moveTest), ...(o.past ? { past: moveAll(o.past) } : {}) };
  });
}

/** What is assigned to a variable in these statements, in source order. */
export function writesOf(
  binding: BindingId,
  body: readonly Statement[],
  module: ModuleIR,
  frame: Frame | null,
): readonly Outcome[] {
  const known = remember(writes, body, () => new Map<BindingId, readonly Outcome[]>());
  return inFrame(
    remember(known, binding, () => findWrites(binding, body, module)),
    frame,
  );
}

function findWrites(binding: BindingId, body: readonly Statement[], module: ModuleIR): readonly Outcome[] {
  return findAssigns(body, module, ({ target }) => target.kind === "name" && target.binding === binding);
}

/** What is assigned to a property of `this` in these statements, in source order. */
export function thisWritesOf(
  property: string,
  body: readonly Statement[],
  module: ModuleIR,
  frame: Frame | null,
): readonly Outcome[] {
  const known = remember(thisWrites, body, () => new Map<string, readonly Outcome[]>());
  const found = remember(known, property, () =>
    findAssigns(
      body,
      module,
      ({ target }) => target.kind === "member" && target.object.kind === "this" && target.property === property,
    ),
  );
  return inFrame(found, frame);
}

const thisWrites = new WeakMap<readonly Statement[], Map<string, readonly Outcome[]>>();

type Assign = Extract<Expression, { kind: "assign" }>;

function findAssigns(body: readonly Statement[], module: ModuleIR, wanted: (e: Assign) => boolean): readonly Outcome[] {
  const out: Outcome[] = [];
  const pick = (s: Statement): readonly Picked[] => {
    const found: Picked[] = [];
    if (s.kind !== "expression") return found;
    eachExpression(s.value, (e) => {
      if (e.kind === "assign" && wanted(e)) found.push({ expression: e.value, operator: e.operator });
    });
    return found;
  };
  scanBlock(body, start, false, { module, frame: null, out, pick });
  return out;
}

/** The tests that lead to a call or assignment in these statements; null where it does not stand in them. */
export function testsBefore(
  expression: Expression,
  body: readonly Statement[],
  module: ModuleIR,
  frame: Frame | null,
): readonly Test[] | null {
  const known = remember(steps, body, () => {
    const out: Outcome[] = [];
    const pick = (s: Statement): readonly Picked[] => {
      const found: Picked[] = [];
      const value = s.kind === "expression" ? s.value : null;
      if (value) eachExpression(value, (e) => isStep(e) && found.push({ expression: e }));
      return found;
    };
    scanBlock(body, start, false, { module, frame: null, out, pick });
    return new Map(out.map((o) => [o.expression, o]));
  });
  const found = known.get(expression);
  return found ? (inFrame([found], frame)[0]?.when ?? null) : null;
}

const steps = new WeakMap<readonly Statement[], ReadonlyMap<Expression | null, Outcome>>();

function isStep(e: Expression): boolean {
  return e.kind === "assign" || e.kind === "call";
}

/** How far statements have come: the tests that led there, and the checks that did not throw before. */
interface Reached {
  readonly when: readonly Test[];
  readonly past?: readonly Past[];
}

const start: Reached = { when: [] };

/** How the end of statements is reached, or how they are left before: `thrown` is no way on at all. */
type End = Reached | "left" | "thrown";

function scanBlock(body: readonly Statement[], from: Reached, caught: boolean, scan: Scan): End {
  let current = from;
  for (const s of body) {
    for (const picked of scan.pick(s))
      scan.out.push({ ...picked, ...current, caught, ...(scan.repeated ? { repeated: true } : {}) });
    const after = scanStatement(s, current, caught, scan);
    if (typeof after === "string") return after;
    current = after;
  }
  return current;
}

function scanStatement(s: Statement, from: Reached, caught: boolean, scan: Scan): End {
  switch (s.kind) {
    case "return":
    case "break":
    case "continue":
      return "left";
    case "throw":
      return "thrown";
    case "expression":
      return endsProcess(s.value) ? "thrown" : pastCall(from, s.value);
    case "let": {
      const value = scan.module.bindings[s.binding]?.value;
      return value ? pastCall(from, value) : from;
    }
    case "block":
      return scanBlock(s.body, from, caught, scan);
    case "loop":
      scanBlock(s.body, from, caught, { ...scan, repeated: true });
      return from;
    case "if": {
      const thunk = thunkIn(s.test, scan);
      const under = (holds: boolean): Reached => ({ ...from, when: [...from.when, { thunk, holds }] });
      const then = scanBlock(s.then, under(true), caught, scan);
      // What follows a check that throws is no alternative to it: whoever comes that far has passed the check.
      if (then === "thrown")
        return scanBlock(
          s.else,
          { ...from, past: [...(from.past ?? []), { test: { thunk, holds: false } }] },
          caught,
          scan,
        );
      const other = scanBlock(s.else, under(false), caught, scan);
      if (then === "left" || then === other) return other;
      if (other === "left") return then;
      return typeof other === "string" ? other : eitherOf(from, [then, other]);
    }
    case "switch":
      return scanSwitch(s, from, caught, scan);
    case "try": {
      const body = scanBlock(s.body, from, caught, scan);
      const handler = s.catch ? scanBlock(s.catch, from, true, scan) : "thrown";
      const last = s.finally ? scanBlock(s.finally, from, caught, scan) : from;
      if (typeof last === "string") return last;
      if (typeof body === "string") return handler;
      // Where the handler goes on, what throws in the body is no check of what follows.
      return typeof handler === "string" ? body : { when: body.when, ...(from.past ? { past: from.past } : {}) };
    }
    default:
      return from;
  }
}

/** What follows two branches that both come to their end, with what each of them has passed. */
function eitherOf(from: Reached, ends: readonly Reached[]): Reached {
  const passed = ends.map(({ when, past = [] }): readonly Past[] => [
    ...when.slice(from.when.length).map((test) => ({ test })),
    ...past.slice(from.past?.length ?? 0),
  ]);
  // A branch that only ran on its own test is a turn in the road.
  return passed.every((p) => p.length < 2) ? from : { ...from, past: [...(from.past ?? []), { either: passed }] };
}

/** `await assertSame(key, target)`: what follows is reached where it has not thrown. */
function pastCall(from: Reached, value: Expression): Reached {
  const isAwaited = value.kind === "await";
  const call = isAwaited ? value.operand : value;
  return call.kind === "call" ? { ...from, past: [...(from.past ?? []), { call, isAwaited }] } : from;
}

/** `process.exit(1)`. */
function endsProcess(e: Expression): boolean {
  return (
    e.kind === "call" &&
    e.callee.kind === "member" &&
    e.callee.property === "exit" &&
    ((e.callee.object.kind === "global" && /^(process|Deno)$/.test(e.callee.object.name)) ||
      (e.callee.object.kind === "name" && e.callee.object.name === "process"))
  );
}

function scanSwitch(s: Extract<Statement, { kind: "switch" }>, from: Reached, caught: boolean, scan: Scan): End {
  const { when } = from;
  const subject = thunkIn(s.subject, scan);
  const tests = s.cases.map((c): Test | null =>
    c.test ? { thunk: thunkIn(c.test, scan), holds: true, equals: subject } : null,
  );
  const none = tests.flatMap((t) => (t ? [{ ...t, holds: false }] : []));
  let reachesEnd = !s.cases.some((c) => c.test === null);
  let pending: (readonly Test[])[] = [];
  s.cases.forEach((c, i) => {
    const own = tests[i];
    const entry = [...pending, [...when, ...(own ? [own] : none)]];
    const falls = c.body.every((x) => (x.kind === "block" ? x.body.length === 0 : false));
    if (falls) {
      pending = entry;
      return;
    }
    pending = [];
    for (const path of entry) {
      // `break` leaves the switch and not the function, so what follows the switch is reached.
      const after = scanBlock(c.body, { ...from, when: path }, caught, scan);
      if (typeof after !== "string" || endsInBreak(c.body)) reachesEnd = true;
    }
  });
  return reachesEnd ? from : "left";
}

function endsInBreak(body: readonly Statement[]): boolean {
  return body.some(
    (s) =>
      s.kind === "break" ||
      (s.kind === "block" && endsInBreak(s.body)) ||
      (s.kind === "if" && (endsInBreak(s.then) || endsInBreak(s.else))),
  );
}

function thunkIn(expression: Expression, scan: Scan): Thunk {
  return { expression, module: scan.module, frame: scan.frame };
}
