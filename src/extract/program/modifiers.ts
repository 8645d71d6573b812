import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import { lowerExpression } from "./expressions.ts";
import type { Lowering } from "./lowering.ts";

/** Whether a declaration is `export`, `declare`, `static`, … */
export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some((modifier) => modifier.kind === kind) === true;
}

/** The decorators of a class, member or parameter, in order. */
export function lowerDecorators(m: Lowering, node: ts.Node): readonly Expression[] {
  if (!ts.canHaveDecorators(node)) return [];
  const modifiers: readonly ts.ModifierLike[] = node.modifiers ?? [];
  return modifiers
    .filter((modifier) => ts.isDecorator(modifier))
    .map(({ expression }) => lowerExpression(m, expression));
}
