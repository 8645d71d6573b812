import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import type { FunctionValue } from "../program/value.ts";
import { eachExpressionOf } from "../program/walk.ts";
import type { ToolDefinition } from "./definitions.ts";
import { holderOf } from "./holders.ts";
import { handlerKeys } from "./objects.ts";

type ObjectExpression = Extract<Expression, { kind: "object" }>;

/** A function that a table keeps under the name of a tool. */
interface Kept {
  readonly path: string;
  readonly functions: readonly FunctionValue[];
}

/**
 * Gives tools without a handler the one that a table keeps under their name: `{ refund: runRefund }`,
 * `{ name: "refund", execute }`. Names such as `run` and `search` are common, so the table has to stand in a module that has to
 * do with the tool's, the nearest one decides, and where two of them differ neither is taken.
 */
export function withHandlers(context: LinkContext, definitions: readonly ToolDefinition[]): readonly ToolDefinition[] {
  const open = new Set(definitions.filter((d) => d.handlers.length === 0).map((d) => d.name));
  if (open.size === 0) return definitions;
  const kept = tablesFor(context, open);
  return definitions.map((d) =>
    d.handlers.length > 0 ? d : { ...d, handlers: nearest(context, d.at.path, kept.get(d.name) ?? []) },
  );
}

function nearest({ imports }: LinkContext, path: string, kept: readonly Kept[]): readonly FunctionValue[] {
  const related = kept.flatMap((k) => {
    const distance = Math.min(...[imports.relation(k.path, path), imports.relation(path, k.path)].map((r) => r ?? 9));
    return distance > 2 ? [] : [{ ...k, distance }];
  });
  const least = Math.min(...related.map((k) => k.distance));
  const [first, ...others] = related.filter((k) => k.distance === least);
  if (!first) return [];
  const isSame = (k: Kept): boolean => k.functions.every((f, i) => f.fn === first.functions[i]?.fn);
  return others.every(isSame) ? first.functions : [];
}

function tablesFor(context: LinkContext, open: ReadonlySet<string>): ReadonlyMap<string, readonly Kept[]> {
  const { evaluator } = context;
  const found = new Map<string, Kept[]>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    const seen = new Set<Expression>();
    eachExpressionOf(module, (e, owner) => {
      if (e.kind !== "object" || seen.has(e)) return;
      seen.add(e);
      for (const [name, value] of handlersByName(module, e, open)) {
        const functions = functionsOf(evaluator.evaluate(value, module, owner ? openFrame(module, owner) : null));
        if (functions.length === 0) continue;
        const list = found.get(name);
        if (list) list.push({ path: module.path, functions });
        else found.set(name, [{ path: module.path, functions }]);
      }
    });
  }
  return found;
}

/** What a table that has something to do with tools is called. */
const speaking = /handler|tool|registry|dispatch|execut|implement|action|function|command|method/i;

function handlersByName(
  module: ModuleIR,
  e: ObjectExpression,
  open: ReadonlySet<string>,
): readonly (readonly [string, Expression])[] {
  const written = new Map(e.properties.flatMap((p) => (p.kind === "value" ? [[p.key, p.value] as const] : [])));
  const name = written.get("name");
  const own = name?.kind === "literal" && typeof name.value === "string" && open.has(name.value) ? name.value : null;
  const handler = handlerKeys.map((k) => written.get(k)).find((v) => v !== undefined);
  if (own !== null && handler) return [[own, handler]];
  const keyed = [...written].filter(([key]) => open.has(key));
  // `{ run: () => … }` alone is an object with a method; several names of tools, or what the table is called, make it one.
  if (keyed.length < 2 && !speaking.test(holderOf(module, e)?.name ?? "")) return [];
  return keyed.flatMap(([key, value]): readonly (readonly [string, Expression])[] => {
    if (value.kind !== "object") return value.kind === "literal" ? [] : [[key, value]];
    const inner = value.properties.find((p) => p.kind === "value" && handlerKeys.includes(p.key));
    return inner?.kind === "value" ? [[key, inner.value]] : [];
  });
}
