import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import { recordExport } from "./commonjs.ts";
import { isPattern, lowerPatternAssignment } from "./destructuring-assignment.ts";
import { lowerExpression, lowerNamed } from "./expressions.ts";
import type { Lowering } from "./lowering.ts";
import { unwrap } from "./transparent.ts";

/** `x = v`, `x ??= v`, `x += v`, `[a, b] = v`; what is written is recorded with what it is written to. */
export function lowerAssignment(m: Lowering, node: ts.BinaryExpression): Expression {
  const span = m.span(node);
  const left = unwrap(node.left);
  const operator = operatorOf(node.operatorToken);
  if (operator === "=" && isPattern(left)) return lowerPatternAssignment(m, left, node.right, span);
  const target = lowerExpression(m, left);
  const value = lowerNamed(m, node.right, nameOf(target));
  recordWrite(m, target, written(operator, ts.tokenToString(node.operatorToken.kind) ?? "", target, value, span));
  return { kind: "assign", operator, target, value, span };
}

type AssignOperator = (Expression & { readonly kind: "assign" })["operator"];

function operatorOf({ kind }: ts.BinaryOperatorToken): AssignOperator {
  const text = ts.tokenToString(kind);
  return text === "=" || text === "??=" || text === "||=" || text === "&&=" || text === "+=" ? text : "other";
}

/** What the target is afterwards; for `??=` and its like the old value is already known from the other writes. */
function written(
  operator: AssignOperator,
  text: string,
  target: Expression,
  value: Expression,
  span: Expression["span"],
): Expression {
  if (operator === "+=") return { kind: "binary", operator: "+", left: target, right: value, span };
  return operator === "other" ? { kind: "opaque", syntax: text, children: [value], span } : value;
}

function nameOf(target: Expression): string {
  if (target.kind === "name" || target.kind === "global") return target.name;
  return target.kind === "member" ? target.property : "";
}

/** Notes a write with the binding, class member or export that it changes. */
export function recordWrite(m: Lowering, target: Expression, value: Expression): void {
  if (target.kind === "name") m.binding(target.binding).writes.push(value);
  if (target.kind !== "member" && target.kind !== "index") return;
  const { object } = target;
  const key = target.kind === "member" ? target.property : literalKey(target.index);
  if (object.kind === "name") m.binding(object.binding).memberWrites.push({ key, value });
  if (object.kind === "this" && m.self !== null && key !== null) {
    const { static: isStatic, writes } = m.self;
    writes.push({ name: key, static: isStatic, value, span: target.kind === "member" ? target.at : target.span });
  }
  if (key !== null) recordExport(m, object, key, value, target.span);
}

function literalKey(index: Expression): string | null {
  return index.kind === "literal" && index.sealed === undefined ? String(index.value) : null;
}
