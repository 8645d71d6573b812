import { ts } from "ts-morph";
import type { Expression, Property, Statement } from "../../model/ir.ts";
import { exportName } from "./declarations.ts";
import { lowerExpression } from "./expressions.ts";
import type { Lowering } from "./lowering.ts";
import { hasModifier } from "./modifiers.ts";
import { keyText, lowerKey } from "./objects.ts";

/** An enum is a binding over an object; members without a value are numbered. */
export function lowerEnum(m: Lowering, node: ts.EnumDeclaration, out: Statement[]): void {
  const span = m.span(node);
  const properties = m.within(() => lowerMembers(m, node.members));
  const binding = m.binding(m.declare(node.name, "enum"));
  if (binding.value === null) {
    binding.value = { kind: "object", properties, span };
    out.push({ kind: "let", binding: binding.id, span });
  } else {
    // A second `enum` of that name, or a namespace before it, adds to what is there.
    for (const property of properties) {
      if (property.kind === "value") binding.memberWrites.push({ key: property.key, value: property.value });
    }
  }
  if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) exportName(m, node.name, node.name.text);
}

function lowerMembers(m: Lowering, members: readonly ts.EnumMember[]): readonly Property[] {
  let next: number | undefined = 0;
  return members.map((member) => {
    const key = keyText(lowerKey(m, member.name));
    const at = m.span(member.name);
    const value: Expression =
      member.initializer === undefined ? numbered(next, at) : lowerExpression(m, member.initializer);
    const number = numberOf(value);
    next = number === undefined ? undefined : number + 1;
    // Later members may refer to this one by its bare name.
    m.scope.set(key, value);
    return { kind: "value", key, value, span: m.span(member), at };
  });
}

function numbered(value: number | undefined, span: Expression["span"]): Expression {
  return value === undefined
    ? { kind: "opaque", syntax: "enum member", children: [], span }
    : { kind: "literal", value, span };
}

function numberOf(value: Expression): number | undefined {
  if (value.kind === "literal") return typeof value.value === "number" ? value.value : undefined;
  if (value.kind === "unary" && value.operator === "-") {
    const operand = numberOf(value.operand);
    return operand === undefined ? undefined : -operand;
  }
  if (value.kind !== "binary") return undefined;
  const left = numberOf(value.left);
  const right = numberOf(value.right);
  if (left === undefined || right === undefined) return undefined;
  if (value.operator === "<<") return left << right;
  if (value.operator === "|") return left | right;
  return value.operator === "+" ? left + right : undefined;
}
