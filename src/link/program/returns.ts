import type { BindingId, Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Frame, Test, Thunk } from "./value.ts";
import { eachExpression } from "./walk.ts";

/** A value that a function may return or a variable may take, with the tests that lead there. */
export interface Outcome {
  readonly expression: Expression | null;
  readonly when: readonly Test[];
  /** Stands in a `catch`: taken when something went wrong. */
  readonly caught: boolean;
  /** Of an assignment: how it joins the value before with the new one. */
  readonly operator?: AssignOperator;
  /** Stands in a loop, so that it may happen many times. */
  readonly repeated?: boolean;
}

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
    const rest = scanBlock(body, [], false, { module, frame: null, out, pick });
    if (typeof rest !== "string") out.push({ expression: null, when: rest, caught: false });
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
  return outcomes.map((o) => (o.when.length === 0 ? o : { ...o, when: o.when.map(moveTest) }));
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
  scanBlock(body, [], false, { module, frame: null, out, pick });
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
    scanBlock(body, [], false, { module, frame: null, out, pick });
    return new Map(out.map((o) => [o.expression, o]));
  });
  const found = known.get(expression);
  return found ? (inFrame([found], frame)[0]?.when ?? null) : null;
}

const steps = new WeakMap<readonly Statement[], ReadonlyMap<Expression | null, Outcome>>();

function isStep(e: Expression): boolean {
  return e.kind === "assign" || e.kind === "call";
}

/** The tests under which the end of statements is reached, or how they are left before: `thrown` is no way on at all. */
type End = readonly Test[] | "left" | "thrown";

function scanBlock(body: readonly Statement[], when: readonly Test[], caught: boolean, scan: Scan): End {
  let current = when;
  for (const s of body) {
    for (const picked of scan.pick(s))
      scan.out.push({ ...picked, when: current, caught, ...(scan.repeated ? { repeated: true } : {}) });
    const after = scanStatement(s, current, caught, scan);
    if (typeof after === "string") return after;
    current = after;
  }
  return current;
}

function scanStatement(s: Statement, when: readonly Test[], caught: boolean, scan: Scan): End {
  switch (s.kind) {
    case "return":
    case "break":
    case "continue":
      return "left";
    case "throw":
      return "thrown";
    case "expression":
      return endsProcess(s.value) ? "thrown" : when;
    case "block":
      return scanBlock(s.body, when, caught, scan);
    case "loop":
      scanBlock(s.body, when, caught, { ...scan, repeated: true });
      return when;
    case "if": {
      const thunk = thunkIn(s.test, scan);
      const then = scanBlock(s.then, [...when, { thunk, holds: true }], caught, scan);
      // What follows a check that throws is no alternative to it: whoever comes that far has passed the check.
      if (then === "thrown") return scanBlock(s.else, when, caught, scan);
      const other = scanBlock(s.else, [...when, { thunk, holds: false }], caught, scan);
      if (then === "left") return other;
      return other === "left" ? then : when;
    }
    case "switch":
      return scanSwitch(s, when, caught, scan);
    case "try": {
      const body = scanBlock(s.body, when, caught, scan);
      const handler = s.catch ? scanBlock(s.catch, when, true, scan) : "thrown";
      const last = s.finally ? scanBlock(s.finally, when, caught, scan) : when;
      if (typeof last === "string") return last;
      return typeof body === "string" ? handler : body;
    }
    default:
      return when;
  }
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

function scanSwitch(
  s: Extract<Statement, { kind: "switch" }>,
  when: readonly Test[],
  caught: boolean,
  scan: Scan,
): End {
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
      const after = scanBlock(c.body, path, caught, scan);
      if (typeof after !== "string" || endsInBreak(c.body)) reachesEnd = true;
    }
  });
  return reachesEnd ? when : "left";
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
