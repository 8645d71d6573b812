import { ts } from "ts-morph";
import type { Expression, TypeIR, TypeMember } from "../../model/ir.ts";
import { openText } from "./literals.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { memberOf, resolveName } from "./names.ts";
import { keyText, lowerKey } from "./objects.ts";

const OTHER: TypeIR = { kind: "other" };

/** Lowers a type annotation as far as the analysis uses types. */
export function lowerType(m: Lowering, node: ts.TypeNode): TypeIR {
  if (m.depth >= DEPTH_LIMIT) return OTHER;
  m.depth += 1;
  const type = lower(m, node);
  m.depth -= 1;
  return type;
}

function lower(m: Lowering, node: ts.TypeNode): TypeIR {
  if (ts.isTypeReferenceNode(node)) return lowerReference(m, node.typeName, node.typeArguments);
  if (ts.isExpressionWithTypeArguments(node)) return lowerHeritage(m, node);
  if (ts.isParenthesizedTypeNode(node)) return lowerType(m, node.type);
  if (ts.isLiteralTypeNode(node)) return lowerLiteral(m, node.literal);
  if (ts.isUnionTypeNode(node)) return { kind: "union", options: node.types.map((type) => lowerType(m, type)) };
  if (ts.isIntersectionTypeNode(node))
    return { kind: "intersection", parts: node.types.map((type) => lowerType(m, type)) };
  if (ts.isArrayTypeNode(node)) return { kind: "array", of: lowerType(m, node.elementType) };
  if (ts.isTypeLiteralNode(node)) return { kind: "object", members: lowerTypeMembers(m, node.members) };
  if (ts.isTypeQueryNode(node)) return { kind: "typeof", of: lowerEntity(m, node.exprName) };
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return lowerType(m, node.type);
  const keyword = ts.tokenToString(node.kind);
  return keyword === undefined ? OTHER : { kind: "named", name: keyword, binding: null, args: [] };
}

/** Properties and methods of an interface or object type. */
export function lowerTypeMembers(m: Lowering, members: readonly ts.TypeElement[]): TypeMember[] {
  return members.flatMap((member) => {
    if (member.name === undefined || !(ts.isPropertySignature(member) || ts.isMethodSignature(member))) return [];
    const type = ts.isPropertySignature(member) && member.type !== undefined ? lowerType(m, member.type) : OTHER;
    return {
      name: keyText(lowerKey(m, member.name)),
      optional: member.questionToken !== undefined,
      type,
      span: m.span(member),
    };
  });
}

/** An interface or a type alias becomes a declaration of the module. */
export function declareType(m: Lowering, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): void {
  const name = m.typePrefix + node.name.text;
  const span = m.span(node.name);
  if (ts.isTypeAliasDeclaration(node)) {
    m.types.push({ name, type: lowerType(m, node.type), extends: [], span });
    return;
  }
  const bases = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
  m.types.push({
    name,
    type: { kind: "object", members: lowerTypeMembers(m, node.members) },
    extends: bases.map((base) => lowerType(m, base)),
    span,
  });
}

function lowerReference(
  m: Lowering,
  typeName: ts.EntityName,
  typeArguments: readonly ts.TypeNode[] | undefined,
): TypeIR {
  const path = entityPath(typeName);
  const args = (typeArguments ?? []).map((type) => lowerType(m, type));
  const name = path.map(({ text }) => text).join(".");
  const [element] = args;
  if ((name === "Array" || name === "ReadonlyArray") && element !== undefined) return { kind: "array", of: element };
  return { kind: "named", name, binding: typeBinding(m, path[0]?.text ?? ""), args };
}

/** Only imports, classes and enums are both values and types; a constant may share its name with a type. */
function typeBinding(m: Lowering, name: string): number | null {
  const id = m.scope.find(name);
  if (typeof id !== "number") return null;
  const { kind } = m.binding(id);
  return kind === "import" || kind === "class" || kind === "enum" ? id : null;
}

function lowerHeritage(m: Lowering, node: ts.ExpressionWithTypeArguments): TypeIR {
  const names: string[] = [];
  let inner: ts.Expression = node.expression;
  while (ts.isPropertyAccessExpression(inner)) {
    names.unshift(inner.name.text);
    inner = inner.expression;
  }
  if (!ts.isIdentifier(inner)) return OTHER;
  const args = (node.typeArguments ?? []).map((type) => lowerType(m, type));
  return { kind: "named", name: [inner.text, ...names].join("."), binding: typeBinding(m, inner.text), args };
}

function lowerLiteral(m: Lowering, node: ts.LiteralTypeNode["literal"]): TypeIR {
  if (ts.isStringLiteralLike(node)) {
    const value = openText(m, node.text);
    return value === undefined ? OTHER : { kind: "literal", value };
  }
  if (ts.isNumericLiteral(node)) return { kind: "literal", value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: "literal", value: null };
  const isNegative =
    ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  return isNegative ? { kind: "literal", value: -Number(node.operand.text) } : OTHER;
}

function lowerEntity(m: Lowering, node: ts.TypeQueryNode["exprName"]): Expression {
  if (!ts.isIdentifier(node) && !ts.isQualifiedName(node))
    return { kind: "opaque", syntax: "import type", children: [], span: m.span(node) };
  const [first, ...rest] = entityPath(node);
  if (first === undefined) return { kind: "undefined", span: m.span(node) };
  const start = node.getStart(m.source);
  let value = resolveName(m, first.text, m.span(first));
  for (const name of rest) value = memberOf(m, value, name.text, m.between(start, name.end), m.span(name));
  return value;
}

function entityPath(node: ts.EntityName): readonly ts.Identifier[] {
  const path: ts.Identifier[] = [];
  let inner = node;
  while (ts.isQualifiedName(inner)) {
    path.push(inner.right);
    inner = inner.left;
  }
  return [...path, inner].reverse();
}
