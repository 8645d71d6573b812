import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import { eachExpression, partsOf } from "./walk.ts";

/** How a function of the repository merges objects at every depth: the parameter that is under, and the one over it. */
export interface DeepMerge {
  readonly under: number;
  readonly over: number;
}

const known = new WeakMap<FunctionIR, DeepMerge | false>();

/**
 * Recognises a merge written by hand from what all of them do: walk the keys of one parameter, and call itself with a
 * member of each. Followed step by step it would depend on tests that only the running program can decide.
 */
export function deepMergeOf(module: ModuleIR, fn: FunctionIR): DeepMerge | null {
  return remember(known, fn, () => find(module, fn) ?? false) || null;
}

function find(module: ModuleIR, fn: FunctionIR): DeepMerge | null {
  if (fn.parameters.length < 2) return null;
  let callsItself = false;
  let over: number | null = null;
  eachExpressionWithin(module, fn, fn.body, (e) => {
    if (e.kind !== "call") return;
    callsItself ||= isCallOf(module, fn, e) && e.args.slice(0, 2).filter(isPart).length >= 1 && e.args.length >= 2;
    const [first] = e.args;
    if (first && isKeys(e.callee)) over ??= parameterBehind(module, fn, first);
  });
  if (!callsItself || over === null) return null;
  return { under: over === 0 ? 1 : 0, over };
}

function isCallOf(module: ModuleIR, fn: FunctionIR, { callee }: Extract<Expression, { kind: "call" }>): boolean {
  const value = callee.kind === "name" ? module.bindings[callee.binding]?.value : null;
  return value?.kind === "function" && value.function === fn.id;
}

/** A member of something, perhaps with a stand-in: `a[key] ?? {}`. */
function isPart(e: Expression): boolean {
  return e.kind === "index" || e.kind === "member" || (e.kind === "logical" && isPart(e.left));
}

function isKeys(callee: Expression): boolean {
  return (
    callee.kind === "member" &&
    ((callee.object.kind === "global" &&
      callee.object.name === "Object" &&
      /^(keys|entries|getOwnPropertyNames)$/.test(callee.property)) ||
      (callee.object.kind === "global" && callee.object.name === "Reflect" && callee.property === "ownKeys"))
  );
}

/** The parameter that an expression is, or is taken from: `source`, `sources.shift()`. */
function parameterBehind(module: ModuleIR, fn: FunctionIR, e: Expression, depth = 0): number | null {
  if (depth > 6) return null;
  if (e.kind === "parameter") return e.function === fn.id ? e.index : null;
  if (e.kind === "name") {
    const value = module.bindings[e.binding]?.value;
    return value ? parameterBehind(module, fn, value, depth + 1) : null;
  }
  if (e.kind === "element") return parameterBehind(module, fn, e.of, depth + 1);
  if (e.kind === "call" && e.callee.kind === "member") return parameterBehind(module, fn, e.callee.object, depth + 1);
  return e.kind === "logical" ? parameterBehind(module, fn, e.left, depth + 1) : null;
}

/** The expressions of a function and of the callbacks written inside it. */
function eachExpressionWithin(
  module: ModuleIR,
  fn: FunctionIR,
  statements: readonly Statement[],
  visit: (e: Expression) => void,
  depth = 0,
): void {
  if (depth > 12) return;
  for (const s of statements) {
    const { expressions, blocks } = partsOf(s, module);
    for (const root of expressions)
      eachExpression(root, (e) => {
        visit(e);
        const inner = e.kind === "function" ? module.functions[e.function] : undefined;
        if (inner?.parent === fn.id) eachExpressionWithin(module, inner, inner.body, visit, depth + 1);
      });
    for (const block of blocks) eachExpressionWithin(module, fn, block, visit, depth + 1);
  }
}
