import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import { lowerChain } from "./chains.ts";
import { lowerClass } from "./classes.ts";
import { lowerArrow, lowerFunctionExpression } from "./functions.ts";
import { lowerJsx } from "./jsx.ts";
import { lowerTemplate, stringLiteral } from "./literals.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { lowerIdentifier } from "./names.ts";
import { lowerObject } from "./objects.ts";
import { lowerBinary, lowerPostfix, lowerPrefix } from "./operators.ts";
import { unwrap } from "./transparent.ts";

/** Lowers an expression; never deeper than the depth limit. */
export function lowerExpression(m: Lowering, node: ts.Expression): Expression {
  const inner = unwrap(node);
  if (m.depth >= DEPTH_LIMIT) return m.tooDeep(m.span(inner));
  m.depth += 1;
  handlers ??= table();
  const handler = handlers[inner.kind];
  const lowered = handler === undefined ? unmodelled(m, inner) : handler(m, inner as never);
  m.depth -= 1;
  return lowered;
}

/** Lowers an expression that gives its name to an anonymous function or class. */
export function lowerNamed(m: Lowering, node: ts.Expression, name: string): Expression {
  const inner = unwrap(node);
  if (m.depth < DEPTH_LIMIT) {
    if (ts.isArrowFunction(inner)) return lowerArrow(m, inner, name);
    if (ts.isFunctionExpression(inner)) return lowerFunctionExpression(m, inner, name);
    if (ts.isClassExpression(inner)) return lowerClass(m, inner, name);
  }
  return lowerExpression(m, inner);
}

/** Lowers each, in order. */
export function lowerAll(m: Lowering, nodes: readonly ts.Expression[]): Expression[] {
  return nodes.map((node) => lowerExpression(m, node));
}

/** `never` lets the table hold handlers of any node type; the kind it is indexed by makes the call sound. */
type Handler = (m: Lowering, node: never) => Expression;

// Built on first use, since these files import each other.
let handlers: (Handler | undefined)[] | undefined;

function table(): (Handler | undefined)[] {
  const { SyntaxKind: Kind } = ts;
  const by: (Handler | undefined)[] = [];
  const on = (kind: ts.SyntaxKind, handler: Handler) => {
    by[kind] = handler;
  };
  on(Kind.Identifier, lowerIdentifier);
  on(Kind.StringLiteral, lowerString);
  on(Kind.NoSubstitutionTemplateLiteral, lowerString);
  on(Kind.TemplateExpression, lowerTemplate);
  on(Kind.NumericLiteral, (m, node: ts.NumericLiteral) => ({
    kind: "literal",
    value: Number(node.text),
    span: m.span(node),
  }));
  on(Kind.TrueKeyword, (m, node: ts.Node) => ({ kind: "literal", value: true, span: m.span(node) }));
  on(Kind.FalseKeyword, (m, node: ts.Node) => ({ kind: "literal", value: false, span: m.span(node) }));
  on(Kind.NullKeyword, (m, node: ts.Node) => ({ kind: "literal", value: null, span: m.span(node) }));
  on(Kind.ThisKeyword, (m, node: ts.Node) => ({ kind: "this", span: m.span(node) }));
  on(Kind.SuperKeyword, (m, node: ts.Node) => ({ kind: "super", span: m.span(node) }));
  on(Kind.MetaProperty, lowerMetaProperty);
  on(Kind.PropertyAccessExpression, lowerChain);
  on(Kind.ElementAccessExpression, lowerChain);
  on(Kind.CallExpression, lowerChain);
  on(Kind.TaggedTemplateExpression, lowerChain);
  on(Kind.NewExpression, lowerNew);
  on(Kind.ObjectLiteralExpression, lowerObject);
  on(Kind.ArrayLiteralExpression, (m, node: ts.ArrayLiteralExpression) => ({
    kind: "array",
    elements: lowerAll(m, node.elements),
    span: m.span(node),
  }));
  on(Kind.SpreadElement, (m, node: ts.SpreadElement) => ({
    kind: "spread",
    operand: lowerExpression(m, node.expression),
    span: m.span(node),
  }));
  // A hole in an array.
  on(Kind.OmittedExpression, (m, node: ts.Node) => ({ kind: "undefined", span: m.span(node) }));
  on(Kind.ArrowFunction, (m, node: ts.ArrowFunction) => lowerArrow(m, node, ""));
  on(Kind.FunctionExpression, (m, node: ts.FunctionExpression) => lowerFunctionExpression(m, node, ""));
  on(Kind.ClassExpression, (m, node: ts.ClassExpression) => lowerClass(m, node, ""));
  on(Kind.ConditionalExpression, lowerConditional);
  on(Kind.BinaryExpression, lowerBinary);
  on(Kind.PrefixUnaryExpression, lowerPrefix);
  on(Kind.PostfixUnaryExpression, lowerPostfix);
  on(Kind.TypeOfExpression, (m, node: ts.TypeOfExpression) => ({
    kind: "unary",
    operator: "typeof",
    operand: lowerExpression(m, node.expression),
    span: m.span(node),
  }));
  on(Kind.VoidExpression, (m, node: ts.VoidExpression) => ({
    kind: "unary",
    operator: "void",
    operand: lowerExpression(m, node.expression),
    span: m.span(node),
  }));
  on(Kind.DeleteExpression, (m, node: ts.DeleteExpression) => ({
    kind: "unary",
    operator: "delete",
    operand: lowerExpression(m, node.expression),
    span: m.span(node),
  }));
  on(Kind.AwaitExpression, lowerAwait);
  on(Kind.YieldExpression, lowerYield);
  on(Kind.JsxElement, lowerJsx);
  on(Kind.JsxSelfClosingElement, lowerJsx);
  on(Kind.JsxFragment, lowerJsx);
  on(Kind.RegularExpressionLiteral, (m, node: ts.Node) => ({
    kind: "opaque",
    syntax: "regex",
    children: [],
    span: m.span(node),
  }));
  on(Kind.BigIntLiteral, (m, node: ts.Node) => ({
    kind: "opaque",
    syntax: "bigint",
    children: [],
    span: m.span(node),
  }));
  on(Kind.PrivateIdentifier, (m, node: ts.PrivateIdentifier) => ({
    kind: "literal",
    value: node.text,
    span: m.span(node),
  }));
  return by;
}

function unmodelled(m: Lowering, node: ts.Expression): Expression {
  const syntax = ts.SyntaxKind[node.kind] ?? "unknown";
  m.gap(`${syntax} is not read`, m.span(node));
  return { kind: "opaque", syntax, children: [], span: m.span(node) };
}

function lowerString(m: Lowering, node: ts.StringLiteralLike): Expression {
  return stringLiteral(m, node.text, m.span(node));
}

function lowerMetaProperty(m: Lowering, node: ts.MetaProperty): Expression {
  const syntax =
    node.keywordToken === ts.SyntaxKind.ImportKeyword ? `import.${node.name.text}` : `new.${node.name.text}`;
  return { kind: "opaque", syntax, children: [], span: m.span(node) };
}

function lowerNew(m: Lowering, node: ts.NewExpression): Expression {
  const callee = lowerExpression(m, node.expression);
  return {
    kind: "new",
    callee,
    args: lowerAll(m, node.arguments ?? []),
    span: m.span(node),
    at: callee.kind === "member" ? callee.at : callee.span,
  };
}

function lowerConditional(m: Lowering, node: ts.ConditionalExpression): Expression {
  return {
    kind: "conditional",
    test: lowerExpression(m, node.condition),
    // biome-ignore lint/suspicious/noThenProperty: the branch is called so in the representation
    then: lowerExpression(m, node.whenTrue),
    else: lowerExpression(m, node.whenFalse),
    span: m.span(node),
  };
}

function lowerAwait(m: Lowering, node: ts.AwaitExpression): Expression {
  const operand = lowerExpression(m, node.expression);
  // `await import("x")` is the module, as the dynamic import itself already says.
  if (operand.kind === "import") return { ...operand, span: m.span(node) };
  return { kind: "await", operand, span: m.span(node) };
}

function lowerYield(m: Lowering, node: ts.YieldExpression): Expression {
  const children = node.expression === undefined ? [] : [lowerExpression(m, node.expression)];
  return {
    kind: "opaque",
    syntax: node.asteriskToken === undefined ? "yield" : "yield*",
    children,
    span: m.span(node),
  };
}
