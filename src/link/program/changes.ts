import type { BindingId, Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { elementOf } from "./composites.ts";
import type { Evaluator } from "./evaluate.ts";
import { callersOf, openFrame } from "./parameters.ts";
import { roundsAround } from "./rounds.ts";
import { type Frame, moduleBody, place, type Thunk, type Value } from "./value.ts";
import { eachExpressionOf } from "./walk.ts";

/** Something done to what a name holds: a member of it assigned, or a method of it called. */
export interface Change {
  readonly expression: Extract<Expression, { kind: "assign" | "call" }>;
  readonly owner: FunctionIR | null;
}

/** A function that is an argument of a call. */
export interface Callback {
  readonly call: Extract<Expression, { kind: "call" }>;
  readonly owner: FunctionIR | null;
}

interface Index {
  readonly changes: ReadonlyMap<BindingId, readonly Change[]>;
  /** By class and field. */
  readonly fields: ReadonlyMap<string, readonly Change[]>;
  readonly callbacks: ReadonlyMap<number, Callback>;
}

const indexes = new WeakMap<ModuleIR, Index>();

/** What is done to the thing that a declared name holds, in source order. */
export function changesOf(module: ModuleIR, binding: BindingId): readonly Change[] {
  return indexOf(module).changes.get(binding) ?? [];
}

/** What is done to the thing that a field of a class holds, by the class itself. */
export function fieldChangesOf(module: ModuleIR, cls: number, field: string): readonly Change[] {
  return indexOf(module).fields.get(`${cls} ${field}`) ?? [];
}

/** The call that a function is written into as an argument. */
export function callbackOf(module: ModuleIR, fn: FunctionIR): Callback | undefined {
  return indexOf(module).callbacks.get(fn.id);
}

function indexOf(module: ModuleIR): Index {
  return remember(indexes, module, () => {
    const changes = new Map<BindingId, Change[]>();
    const fields = new Map<string, Change[]>();
    const callbacks = new Map<number, Callback>();
    const seen = new Set<Expression>();
    eachExpressionOf(module, (written, owner) => {
      const e = removed(written) ?? written;
      if ((e.kind !== "assign" && e.kind !== "call") || seen.has(e)) return;
      seen.add(e);
      if (e.kind === "call")
        for (const arg of e.args) if (arg.kind === "function") callbacks.set(arg.function, { call: e, owner });
      const changed = e.kind === "call" ? e.callee : e.target;
      if (changed.kind !== "member" && changed.kind !== "index") return;
      const [first] = e.kind === "call" && isOfObject(changed) ? e.args : [];
      const what = first ?? changed.object;
      if (what.kind === "name") remember(changes, what.binding, (): Change[] => []).push({ expression: e, owner });
      if (what.kind === "member" && what.object.kind === "this" && owner && owner.class !== null)
        remember(fields, `${owner.class} ${what.property}`, (): Change[] => []).push({ expression: e, owner });
    });
    return { changes, fields, callbacks };
  });
}

/** `delete rules.refund` leaves what nothing was ever assigned to. */
function removed(e: Expression): Expression | null {
  return e.kind === "unary" && e.operator === "delete"
    ? { kind: "assign", operator: "=", target: e.operand, value: { kind: "undefined", span: e.span }, span: e.span }
    : null;
}

/** `Object.assign`, `Object.defineProperty`: they change their first argument. */
function isOfObject(callee: Expression): boolean {
  return (
    callee.kind === "member" &&
    callee.object.kind === "global" &&
    callee.object.name === "Object" &&
    /^(assign|defineProperty)$/.test(callee.property)
  );
}

/** More ways to come to a place are not told apart. */
const maximumActivations = 64;

/**
 * The frames in which a place inside a function is come to: the one given if it is that function's, else one for each
 * element that a callback is called with, or for each caller; and one for each round of the loops around the place.
 */
export function activationsOf(
  evaluator: Evaluator,
  module: ModuleIR,
  { expression, owner }: Change,
  frame: Frame | null,
): readonly (Frame | null)[] {
  const body = owner ? owner.body : module.body;
  const frames = owner ? entered(evaluator, module, owner, frame) : [frame?.fn === moduleBody ? frame : null];
  return frames.flatMap((f) => roundsAround(evaluator, module, body, expression.span, f)).slice(0, maximumActivations);
}

function entered(evaluator: Evaluator, module: ModuleIR, owner: FunctionIR, frame: Frame | null): readonly Frame[] {
  for (let f = frame; f; f = f.parent) if (f.module === module && f.fn === owner) return [f];
  const parent = parentOf(module, owner, frame);
  const enter = (args: readonly Thunk[]): Frame => ({ ...openFrame(module, owner), args, parent });
  const callback = callbackOf(module, owner);
  if (callback) {
    const list = listOfCallback(evaluator, module, callback, parent);
    return list?.kind === "array" ? list.elements.map((element) => enter([element])) : [openFrame(module, owner)];
  }
  // Followed from its callers, wherever it is asked from; the frames are kept, and with them what is found in them.
  const known = remember(entries, evaluator, () => new WeakMap<FunctionIR, readonly Frame[]>());
  const make = (): readonly Frame[] => {
    const callers = evaluator.guarded(owner, () => callersOf(evaluator, module, owner), []);
    return callers.length === 0 ? [openFrame(module, owner)] : callers.map((c) => enter(c.args));
  };
  return parent === null || parent.args === null ? remember(known, owner, make) : make();
}

const entries = new WeakMap<Evaluator, WeakMap<FunctionIR, readonly Frame[]>>();

function parentOf(module: ModuleIR, owner: FunctionIR, frame: Frame | null): Frame | null {
  if (owner.parent === null) return null;
  for (let f = frame; f; f = f.parent) if (f.module === module && f.fn.id === owner.parent) return f;
  const parent = module.functions[owner.parent];
  return parent ? openFrame(module, parent) : null;
}

const eachElement = /^(forEach|map|flatMap|filter|find|some|every)$/;

/** The list whose elements an array's method hands to a callback. */
function listOfCallback(evaluator: Evaluator, module: ModuleIR, { call }: Callback, frame: Frame | null): Value | null {
  if (call.callee.kind !== "member" || !eachElement.test(call.callee.property)) return null;
  return evaluator.evaluate(call.callee.object, module, frame);
}

/** What an array's method hands to a callback as its first argument; null for any other function. */
export function elementPassed(evaluator: Evaluator, module: ModuleIR, fn: FunctionIR): Value | null {
  const callback = callbackOf(module, fn);
  if (!callback) return null;
  const list = listOfCallback(evaluator, module, callback, callback.owner ? openFrame(module, callback.owner) : null);
  return list && (list.kind === "array" || list.kind === "choice")
    ? elementOf(evaluator, list, place(module, callback.call.span))
    : null;
}
