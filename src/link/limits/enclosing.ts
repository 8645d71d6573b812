import type { Expression, FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import { eachExpression, partsOf } from "../program/walk.ts";

export type Loop = Extract<Statement, { kind: "loop" }>;

/** A loop over a list ends with the list. */
export function isOpenLoop(s: { readonly kind: string }): s is Loop {
  const loop = s as Loop;
  return s.kind === "loop" && loop.form !== "for-of" && loop.form !== "for-in";
}

/** The statements around an expression, outermost first; null if it does not stand below them. Stays out of nested functions. */
export function statementsAround(
  body: readonly Statement[],
  module: ModuleIR,
  wanted: Expression,
): readonly Statement[] | null {
  for (const s of body) {
    const { expressions, blocks } = partsOf(s, module);
    if (expressions.some((e) => holds(e, wanted))) return [s];
    for (const block of blocks) {
      const inner = statementsAround(block, module, wanted);
      if (inner) return [s, ...inner];
    }
  }
  return null;
}

/** Whether one expression stands inside another. */
export function holds(root: Expression, wanted: Expression): boolean {
  let found = false;
  eachExpression(root, (e) => {
    found ||= e === wanted;
  });
  return found;
}

/** The function expression that makes a function in the body of the one around it. */
export function expressionOf(module: ModuleIR, fn: FunctionIR): Expression | null {
  const around = fn.parent === null ? module.body : (module.functions[fn.parent]?.body ?? []);
  let found: Expression | null = null;
  const look = (body: readonly Statement[]): void => {
    for (const s of body) {
      const { expressions, blocks } = partsOf(s, module);
      for (const e of expressions)
        eachExpression(e, (x) => {
          if (x.kind === "function" && x.function === fn.id) found ??= x;
        });
      for (const block of blocks) look(block);
    }
  };
  look(around);
  return found;
}
