import { ts } from "ts-morph";
import type { Expression, Property } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { lowerExpression, lowerNamed } from "./expressions.ts";
import { lowerMethod } from "./functions.ts";
import { openText, stringLiteral } from "./literals.ts";
import type { Lowering } from "./lowering.ts";
import { lowerIdentifier } from "./names.ts";
import { unwrap } from "./transparent.ts";

/** The name of a property, method or member: fixed, or an expression. */
export type Key = { readonly text: string; readonly at: Span } | { readonly computed: Expression; readonly at: Span };

/** Reads a property name; `["x"]` is as fixed as `x`, and a name that looks like a secret is sealed. */
export function lowerKey(m: Lowering, name: ts.PropertyName): Key {
  const at = m.span(name);
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return { text: name.text, at };
  const inner = ts.isComputedPropertyName(name) ? unwrap(name.expression) : name;
  if (ts.isNumericLiteral(inner)) return { text: inner.text, at };
  if (ts.isStringLiteralLike(inner)) {
    const text = openText(m, inner.text);
    return text === undefined ? { computed: stringLiteral(m, inner.text, at), at } : { text, at };
  }
  return ts.isExpression(inner) ? { computed: lowerExpression(m, inner), at } : { text: "", at };
}

/** The fixed name of a key, or a stand-in that no identifier equals. */
export function keyText(key: Key): string {
  return "text" in key ? key.text : computedName(key.computed);
}

function computedName(key: Expression): string {
  if (key.kind === "member" && key.object.kind === "global") return `[${key.object.name}.${key.property}]`;
  return key.kind === "literal" && typeof key.value === "number" ? String(key.value) : "[computed]";
}

/** An object literal. */
export function lowerObject(m: Lowering, node: ts.ObjectLiteralExpression): Expression {
  const properties: Property[] = [];
  for (const element of node.properties) {
    const property = lowerProperty(m, element);
    if (property !== undefined) properties.push(property);
  }
  return { kind: "object", properties, span: m.span(node) };
}

function lowerProperty(m: Lowering, node: ts.ObjectLiteralElementLike): Property | undefined {
  const span = m.span(node);
  if (ts.isSpreadAssignment(node)) return { kind: "spread", value: lowerExpression(m, node.expression), span };
  if (ts.isShorthandPropertyAssignment(node)) {
    return { kind: "value", key: node.name.text, value: lowerIdentifier(m, node.name), span, at: m.span(node.name) };
  }
  const key = lowerKey(m, node.name);
  if (ts.isPropertyAssignment(node)) return keyed(key, lowerNamed(m, node.initializer, keyText(key)), span);
  if (ts.isMethodDeclaration(node)) return keyed(key, lowerMethod(m, node, keyText(key), "method", null), span);
  if (ts.isGetAccessorDeclaration(node)) {
    return { kind: "getter", key: keyText(key), value: lowerMethod(m, node, keyText(key), "getter", null), span };
  }
  // A setter has no value to be read, but its body is among the module's functions.
  lowerMethod(m, node, keyText(key), "setter", null);
  return undefined;
}

function keyed(key: Key, value: Expression, span: Span): Property {
  return "text" in key
    ? { kind: "value", key: key.text, value, span, at: key.at }
    : { kind: "computed", key: key.computed, value, span };
}
