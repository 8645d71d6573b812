import type { Expression, ModuleIR } from "../../model/ir.ts";
import { activationsOf, type Change } from "./changes.ts";
import { mergeSpread } from "./composites.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { testsBefore } from "./returns.ts";
import {
  choiceOf,
  type Frame,
  fallbackOf,
  lazyThunk,
  type ObjectValue,
  place,
  type Test,
  type Thunk,
  thunkOf,
  unknownValue,
  type Value,
} from "./value.ts";

interface Draft {
  readonly entries: Map<string, Thunk>;
  rest: Value | null;
}

/**
 * An object with what is assigned to its members after it is made: by name, under computed keys, in loops and callbacks.
 * `home` is what declares its name, if a body does.
 */
export function changedObject(
  evaluator: Evaluator,
  home: { readonly owner: number | null } | null,
  changes: readonly Change[],
  object: ObjectValue,
  module: ModuleIR,
  frame: Frame | null,
): Value {
  const draft: Draft = { entries: new Map(object.entries), rest: object.rest };
  for (const change of changes) {
    if (!changesMembers(change)) continue;
    for (const f of activationsOf(evaluator, module, change, frame)) {
      // Elsewhere than in the body that declares it, it may or may not happen.
      const body = change.owner ? change.owner.body : module.body;
      const isOwn = home !== null && (change.owner?.id ?? null) === home.owner;
      const when = (isOwn ? testsBefore(change.expression, body, module, f) : null) ?? [];
      apply(evaluator, draft, change.expression, { module, frame: f, when });
    }
  }
  return { ...object, ...draft };
}

function changesMembers({ expression: e }: Change): boolean {
  return e.kind === "assign" || (e.callee.kind === "member" && e.callee.object.kind === "global");
}

interface Where {
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  readonly when: readonly Test[];
}

function apply(evaluator: Evaluator, draft: Draft, e: Change["expression"], where: Where): void {
  const { module, frame } = where;
  if (e.kind === "call") return define(evaluator, draft, e, where);
  const { target, value } = e;
  if (target.kind === "member")
    return write(evaluator, draft, target.property, { expression: value, module, frame }, where);
  if (target.kind !== "index") return;
  const key = evaluator.evaluate(target.index, module, frame);
  const keys = key.kind === "literal" && typeof key.value === "number" ? [String(key.value)] : literalsOf(key);
  if (keys.length === 0) return writeAnywhere(evaluator, draft, value, module);
  for (const k of keys) write(evaluator, draft, k, { expression: value, module, frame }, where);
}

function write(evaluator: Evaluator, { entries }: Draft, key: string, after: Thunk, { when }: Where): void {
  const before = entries.get(key);
  if (!before && when.length === 0) {
    entries.set(key, after);
    return;
  }
  const make = (): Value => {
    const value = evaluator.force(after);
    const old: Value = before ? evaluator.force(before) : { kind: "literal", value: undefined, at: value.at };
    const options = [
      { value, when },
      { value: old, when: [] },
    ];
    return choiceOf(options, value.at);
  };
  entries.set(key, lazyThunk(after, make));
}

/** `Object.assign(o, more)`, `Object.defineProperty(o, "key", { get })`. */
function define(evaluator: Evaluator, draft: Draft, e: Extract<Expression, { kind: "call" }>, where: Where): void {
  const { module, frame } = where;
  const [, second, third] = e.args;
  if (e.callee.kind !== "member" || !second) return;
  if (e.callee.property === "assign") {
    for (const more of e.args.slice(1)) {
      const rest = mergeSpread(evaluator, draft.entries, evaluator.evaluate(more, module, frame));
      draft.rest = rest ?? draft.rest;
    }
    return;
  }
  const [key] = literalsOf(evaluator.evaluate(second, module, frame));
  const description = third ? evaluator.evaluate(third, module, frame) : null;
  if (key === undefined || description?.kind !== "object") return;
  const get = description.entries.get("get");
  const at = place(module, e.span);
  const value = get ? evaluator.call(evaluator.force(get), [], at) : evaluator.member(description, "value", at);
  write(evaluator, draft, key, thunkOf(value), where);
}

/**
 * `vars[key] = process.env[key]` for every key: each entry is the variable of its own name. Anything else that is
 * written under a computed key may or may not replace what an entry held.
 */
function writeAnywhere(evaluator: Evaluator, draft: Draft, written: Expression, module: ModuleIR): void {
  const at = place(module, written.span);
  const read = written.kind === "logical" && written.operator !== "&&" ? written.left : written;
  const isRead = read.kind === "index" && read.object.kind === "environment";
  for (const [name, thunk] of draft.entries) {
    const make = (): Value => {
      const before = evaluator.force(thunk);
      if (isRead) return fallbackOf({ kind: "variable", name, at }, before, at);
      const options = [
        { value: before, when: [] },
        { value: unknownValue("it may be replaced under a computed key", at), when: [] },
      ];
      return choiceOf(options, at);
    };
    draft.entries.set(name, lazyThunk(thunk, make));
  }
  draft.rest ??= unknownValue("entries are added under computed keys", at);
}
