import { ts } from "ts-morph";

/** Strips what changes no value: parentheses, `as`, `satisfies`, `!`, `<T>x`, `f<T>`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}

type Transparent =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.ExpressionWithTypeArguments;

const { SyntaxKind: Kind } = ts;

const TRANSPARENT: ReadonlySet<ts.SyntaxKind> = new Set([
  Kind.ParenthesizedExpression,
  Kind.AsExpression,
  Kind.SatisfiesExpression,
  Kind.NonNullExpression,
  Kind.TypeAssertionExpression,
  Kind.ExpressionWithTypeArguments,
]);

function isTransparent(node: ts.Expression): node is Transparent {
  return TRANSPARENT.has(node.kind);
}
