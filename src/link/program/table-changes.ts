import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { mapOf } from "./models/maps.ts";
import { openFrame } from "./parameters.ts";
import type { Frame, Thunk, Value } from "./value.ts";
import { eachExpressionOf } from "./walk.ts";

/**
 * Whether what is looked up in a table may be another than its own module shows: code elsewhere writes into the table, or
 * something is taken out of a map. False where no table is looked into.
 */
export function mayBeReplaced(evaluator: Evaluator, { expression: e, module, frame }: Thunk): boolean {
  const read = readOf(e);
  if (!read) return false;
  const table = placeOf(evaluator.evaluate(read.table, module, frame));
  const changed = table ? tablesChanged(evaluator).get(keyOf(table)) : undefined;
  if (!changed) return false;
  const key = read.key ? literalsOf(evaluator.evaluate(read.key, module, frame)) : [read.property];
  return changed.some((k) => k === null || key.length === 0 || key.includes(k));
}

/** `table[key]`, `table.key`, `table.get(key)`. */
function readOf(
  e: Expression,
): { readonly table: Expression; readonly key: Expression | null; readonly property: string } | null {
  if (e.kind === "index") return { table: e.object, key: e.index, property: "" };
  if (e.kind === "member") return { table: e.object, key: null, property: e.property };
  const isGet = e.kind === "call" && e.callee.kind === "member" && /^(get|has)$/.test(e.callee.property);
  return isGet && e.callee.kind === "member" && e.args[0]
    ? { table: e.callee.object, key: e.args[0], property: "" }
    : null;
}

/** The keys that are written or taken out elsewhere, by where the table is made; null for a key that is not known. */
type Changed = ReadonlyMap<string, readonly (string | null)[]>;

const known = new WeakMap<Evaluator, Changed>();

function tablesChanged(evaluator: Evaluator): Changed {
  return remember(known, evaluator, () => {
    const found = new Map<string, (string | null)[]>();
    for (const module of evaluator.program.modules.values()) {
      if (!evaluator.program.isDeployed(module.path)) continue;
      eachExpressionOf(module, (e, owner) => {
        const change = changeIn(e);
        if (!change || !(change.takesOut || isImported(module, change.table))) return;
        const frame = owner ? openFrame(module, owner) : null;
        const table = placeOf(evaluator.evaluate(change.table, module, frame));
        if (!table || (table.path === module.path && !change.takesOut)) return;
        remember(found, keyOf(table), (): (string | null)[] => []).push(...keysIn(evaluator, change, module, frame));
      });
    }
    return found;
  });
}

interface Written {
  readonly table: Expression;
  /** The key as an expression or a name; neither where any may be meant. */
  readonly key: Expression | string | null;
  /** Taken out of a map, which is told of nowhere else. */
  readonly takesOut?: true;
}

function changeIn(e: Expression): Written | null {
  if (e.kind === "assign") return memberOf(e.target);
  if (e.kind === "unary") return e.operator === "delete" ? memberOf(e.operand) : null;
  if (e.kind !== "call" || e.callee.kind !== "member") return null;
  const { object, property } = e.callee;
  if (object.kind === "global" && object.name === "Object" && property === "assign" && e.args[0])
    return { table: e.args[0], key: null };
  if (property === "set" && e.args.length === 2) return { table: object, key: e.args[0] ?? null };
  if (property === "delete" && e.args.length === 1) return { table: object, key: e.args[0] ?? null, takesOut: true };
  return property === "clear" && e.args.length === 0 ? { table: object, key: null, takesOut: true } : null;
}

function memberOf(e: Expression): Written | null {
  if (e.kind === "member") return { table: e.object, key: e.property };
  return e.kind === "index" ? { table: e.object, key: e.index } : null;
}

function isImported(module: ModuleIR, e: Expression): boolean {
  if (e.kind === "member") return isImported(module, e.object);
  return e.kind === "name" && module.bindings[e.binding]?.kind === "import";
}

function keysIn(
  evaluator: Evaluator,
  { key }: Written,
  module: ModuleIR,
  frame: Frame | null,
): readonly (string | null)[] {
  if (key === null || typeof key === "string") return [key];
  const texts = literalsOf(evaluator.evaluate(key, module, frame));
  return texts.length > 0 ? texts : [null];
}

function placeOf(value: Value): Place | null {
  return value.kind === "object" ? value.at : (mapOf(value)?.made.at ?? null);
}

function keyOf({ path, span }: Place): string {
  return `${path}:${span.startLine}:${span.startColumn}`;
}
