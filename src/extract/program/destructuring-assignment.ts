import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { recordWrite } from "./assignments.ts";
import { lowerExpression } from "./expressions.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { type Key, keyText, lowerKey } from "./objects.ts";
import { isPath, isRepeatable, partOf, positionKey, withDefault } from "./patterns.ts";
import { unwrap } from "./transparent.ts";

type Pattern = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

/** Whether the left side of `=` takes a value apart. */
export function isPattern(node: ts.Expression): node is Pattern {
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
}

/** `[a, x.b] = value`, `({ a } = value)`: a sequence of one assignment each. */
export function lowerPatternAssignment(m: Lowering, pattern: Pattern, right: ts.Expression, span: Span): Expression {
  const items: Expression[] = [];
  spread(m, pattern, lowerExpression(m, right), items);
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "sequence", items, span };
}

/** What `for (target of …)` does at the start of each round. */
export function assignTo(m: Lowering, target: ts.Expression, value: Expression): readonly Expression[] {
  const items: Expression[] = [];
  assign(m, target, value, items);
  return items;
}

function spread(m: Lowering, pattern: Pattern, value: Expression, items: Expression[]): void {
  const base = isRepeatable(value) || isPath(value) ? value : keep(m, value, items);
  const taken: string[] = [];
  const take = (key: Key, target: ts.Expression, at: Span) => {
    taken.push(keyText(key));
    assign(m, target, partOf(m, base, key, at), items);
  };
  const rest = (target: ts.Expression, at: Span) =>
    assign(m, target, { kind: "rest", object: base, without: [...taken], span: at }, items);

  if (ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((element, position) => {
      const at = m.span(element);
      if (ts.isOmittedExpression(element)) taken.push(String(position));
      else if (ts.isSpreadElement(element)) rest(element.expression, at);
      else take(positionKey(position, at), element, at);
    });
    return;
  }
  for (const element of pattern.properties) {
    const at = m.span(element);
    if (ts.isSpreadAssignment(element)) rest(element.expression, at);
    else if (ts.isPropertyAssignment(element)) take(lowerKey(m, element.name), element.initializer, at);
    else if (ts.isShorthandPropertyAssignment(element)) {
      const key: Key = { text: element.name.text, at: m.span(element.name) };
      taken.push(key.text);
      const part = withDefault(m, partOf(m, base, key, at), element.objectAssignmentInitializer, key.text);
      assign(m, element.name, part, items);
    }
  }
}

function assign(m: Lowering, element: ts.Expression, part: Expression, items: Expression[]): void {
  const { target: node, initializer } = splitDefault(unwrap(element));
  const value = withDefault(m, part, initializer, ts.isIdentifier(node) ? node.text : "");
  if (isPattern(node)) {
    if (m.depth >= DEPTH_LIMIT) {
      items.push(m.tooDeep(m.span(node)));
      return;
    }
    m.depth += 1;
    spread(m, node, value, items);
    m.depth -= 1;
    return;
  }
  const target = lowerExpression(m, node);
  recordWrite(m, target, value);
  items.push({ kind: "assign", operator: "=", target, value, span: m.span(element) });
}

function splitDefault(node: ts.Expression): { target: ts.Expression; initializer?: ts.Expression } {
  const isDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isDefault ? { target: unwrap(node.left), initializer: node.right } : { target: node };
}

function keep(m: Lowering, value: Expression, items: Expression[]): Expression {
  const id = m.bind("", "hidden", value.span);
  const name = m.name(id, value.span);
  m.binding(id).writes.push(value);
  items.push({ kind: "assign", operator: "=", target: name, value, span: value.span });
  return name;
}
