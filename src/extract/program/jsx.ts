import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import { lowerExpression, lowerNamed } from "./expressions.ts";
import { stringLiteral } from "./literals.ts";
import type { Lowering } from "./lowering.ts";

/** An element is opaque; the component, the attributes' values and the children are inside it. */
export function lowerJsx(m: Lowering, node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment): Expression {
  const opening = ts.isJsxElement(node) ? node.openingElement : ts.isJsxSelfClosingElement(node) ? node : undefined;
  const children: Expression[] = [];
  if (opening !== undefined) {
    if (isComponent(opening.tagName)) children.push(lowerExpression(m, opening.tagName));
    for (const attribute of opening.attributes.properties) {
      const value = ts.isJsxSpreadAttribute(attribute)
        ? lowerExpression(m, attribute.expression)
        : lowerAttribute(m, attribute);
      if (value !== undefined) children.push(value);
    }
  }
  if (!ts.isJsxSelfClosingElement(node)) {
    for (const child of node.children) {
      if (ts.isJsxText(child)) continue;
      const inner = ts.isJsxExpression(child) ? child.expression : child;
      if (inner !== undefined) children.push(lowerExpression(m, inner));
    }
  }
  return { kind: "opaque", syntax: "jsx", children, span: m.span(node) };
}

/** Lower-case names are HTML elements and not in scope. */
function isComponent(tag: ts.JsxTagNameExpression): tag is ts.Identifier | ts.JsxTagNamePropertyAccess {
  return ts.isIdentifier(tag) ? /^[^a-z]/.test(tag.text) : ts.isPropertyAccessExpression(tag);
}

function lowerAttribute(m: Lowering, { name, initializer }: ts.JsxAttribute): Expression | undefined {
  if (initializer === undefined) return undefined;
  if (ts.isStringLiteral(initializer)) {
    const literal = stringLiteral(m, initializer.text, m.span(initializer));
    return literal.sealed === undefined ? undefined : literal;
  }
  if (!ts.isJsxExpression(initializer)) return lowerExpression(m, initializer);
  return initializer.expression === undefined
    ? undefined
    : lowerNamed(m, initializer.expression, ts.isIdentifier(name) ? name.text : "");
}
