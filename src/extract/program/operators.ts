import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import { lowerAssignment, recordWrite } from "./assignments.ts";
import { lowerExpression } from "./expressions.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { unwrap } from "./transparent.ts";

/** Longer chains of one associative operator become a balanced tree, so that readers may recurse. */
const LONGEST_LEANING_CHAIN = 64;

const ASSOCIATIVE: ReadonlySet<string> = new Set(["+", "&&", "||", "??"]);

/** Binary operators, assignments and the comma. A loop along the left side: `a + b + c + …` may have thousands of terms. */
export function lowerBinary(m: Lowering, node: ts.BinaryExpression): Expression {
  if (isAssignment(node)) return lowerAssignment(m, node);
  const { first, rest } = operandsOf(node);
  if (node.operatorToken.kind === ts.SyntaxKind.CommaToken && rest.every(({ operator }) => operator === ",")) {
    return {
      kind: "sequence",
      items: [first, ...rest.map(({ operand }) => operand)].map((item) => lowerExpression(m, item)),
      span: m.span(node),
    };
  }
  const oneOperator = rest.every(({ operator }) => operator === rest[0]?.operator);
  if (rest.length > LONGEST_LEANING_CHAIN && oneOperator && ASSOCIATIVE.has(rest[0]?.operator ?? "")) {
    const operands = lowerOperands(m, first, rest, Math.ceil(Math.log2(rest.length)));
    return balanced(operands, rest[0]?.operator ?? "");
  }
  if (rest.length > DEPTH_LIMIT - m.depth) return m.tooDeep(m.span(node), lowerOperands(m, first, rest, 1));
  return leaning(m, node, first, rest);
}

interface Term {
  readonly operator: string;
  readonly operand: ts.Expression;
  readonly end: number;
}

function operandsOf(node: ts.BinaryExpression): { first: ts.Expression; rest: readonly Term[] } {
  const rest: Term[] = [];
  let first: ts.Expression = node;
  while (ts.isBinaryExpression(first) && !isAssignment(first)) {
    rest.push({ operator: ts.tokenToString(first.operatorToken.kind) ?? "", operand: first.right, end: first.end });
    first = unwrapSame(first.left);
  }
  return { first, rest: rest.reverse() };
}

/** Parentheses on the left change nothing about a chain that is evaluated from the left. */
function unwrapSame(node: ts.Expression): ts.Expression {
  const inner = unwrap(node);
  return ts.isBinaryExpression(inner) ? inner : node;
}

function leaning(m: Lowering, node: ts.BinaryExpression, first: ts.Expression, rest: readonly Term[]): Expression {
  const depth = m.depth;
  const start = node.getStart(m.source);
  m.depth = depth + rest.length - 1;
  let left = lowerExpression(m, first);
  for (const { operator, operand, end } of rest) {
    const right = lowerExpression(m, operand);
    left = join(operator, left, right, m.between(start, end));
    m.depth -= 1;
  }
  m.depth = depth;
  return left;
}

function lowerOperands(m: Lowering, first: ts.Expression, rest: readonly Term[], depth: number): readonly Expression[] {
  m.depth += depth;
  const operands = [first, ...rest.map(({ operand }) => operand)].map((operand) => lowerExpression(m, operand));
  m.depth -= depth;
  return operands;
}

function balanced(operands: readonly Expression[], operator: string): Expression {
  const [only] = operands;
  if (only !== undefined && operands.length === 1) return only;
  const middle = Math.ceil(operands.length / 2);
  const left = balanced(operands.slice(0, middle), operator);
  const right = balanced(operands.slice(middle), operator);
  const { startLine, startColumn } = left.span;
  const { endLine, endColumn } = right.span;
  return join(operator, left, right, { startLine, startColumn, endLine, endColumn });
}

function join(operator: string, left: Expression, right: Expression, span: Expression["span"]): Expression {
  if (operator === "&&" || operator === "||" || operator === "??")
    return { kind: "logical", operator, left, right, span };
  if (operator === ",") return { kind: "sequence", items: [left, right], span };
  return { kind: "binary", operator, left, right, span };
}

function isAssignment(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `!x`, `-x`, `++x`. */
export function lowerPrefix(m: Lowering, node: ts.PrefixUnaryExpression): Expression {
  const operator = ts.tokenToString(node.operator);
  if (operator === "!" || operator === "-" || operator === "+" || operator === "~") {
    return { kind: "unary", operator, operand: lowerExpression(m, node.operand), span: m.span(node) };
  }
  return step(m, node);
}

/** `x++`, `x--`. */
export function lowerPostfix(m: Lowering, node: ts.PostfixUnaryExpression): Expression {
  return step(m, node);
}

function step(m: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Expression {
  const span = m.span(node);
  const target = lowerExpression(m, node.operand);
  recordWrite(m, target, { kind: "opaque", syntax: ts.tokenToString(node.operator) ?? "++", children: [], span });
  return { kind: "assign", operator: "other", target, value: { kind: "literal", value: 1, span }, span };
}
