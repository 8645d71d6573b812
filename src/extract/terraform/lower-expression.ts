import type { InfraEntry, InfraExpression } from "../../model/infrastructure.ts";
import type { Span } from "../../model/location.ts";
import type { Seal } from "../extractor.ts";
import { childOf, childrenOf, type SyntaxNode } from "../grammar/syntax.ts";
import type { Positions } from "../positions.ts";
import { lowerTemplate } from "./lower-template.ts";

/** What lowering a file needs of it. */
export interface Source {
  readonly text: string;
  readonly positions: Positions;
  readonly seal: Seal;
}

export function spanOf(source: Source, node: SyntaxNode): Span {
  return source.positions.span(node.start, node.end);
}

export function textOf(source: Source, node: SyntaxNode | undefined): string {
  return node ? source.text.slice(node.start, node.end) : "";
}

/** An expression; `name` is the setting that it is the value of, which tells a secret from a word. */
export function lowerExpression(source: Source, node: SyntaxNode, name: string | null): InfraExpression {
  return lowerTerms(source, node.children, name, node);
}

/** The terms of an expression stand side by side: `var`, `.region`, `[0]`, or the two sides of an operator. */
function lowerTerms(
  source: Source,
  terms: readonly SyntaxNode[],
  name: string | null,
  whole: SyntaxNode,
): InfraExpression {
  let value: InfraExpression | null = null;
  for (const term of terms) {
    if (isBracket(term.kind) || term.kind === "ERROR") continue;
    value = value === null ? lowerTerm(source, term, name) : (lowerAccess(source, term, value) ?? value);
  }
  return value ?? opaque(source, whole);
}

function isBracket(kind: string): boolean {
  return kind === "(" || kind === ")";
}

function lowerTerm(source: Source, node: SyntaxNode, name: string | null): InfraExpression {
  const span = spanOf(source, node);
  const [first] = node.children;
  switch (node.kind) {
    case "expression":
      return lowerExpression(source, node, name);
    case "literal_value":
    case "template_expr":
    case "collection_value":
    case "for_expr":
    case "operation":
      return first ? lowerTerm(source, first, name) : opaque(source, node);
    case "numeric_lit":
      return { kind: "scalar", value: Number(textOf(source, node)), span };
    case "bool_lit":
      return { kind: "scalar", value: textOf(source, node) === "true", span };
    case "null_lit":
      return { kind: "scalar", value: null, span };
    case "string_lit":
    case "quoted_template":
    case "heredoc_template":
      return lowerTemplate(source, node, name);
    case "variable_expr":
    case "identifier":
      return { kind: "name", name: textOf(source, node), span };
    case "tuple": {
      const items = childrenOf(node, "expression").map((item) => lowerExpression(source, item, name));
      return { kind: "list", items, span };
    }
    case "object":
      return { kind: "object", entries: childrenOf(node, "object_elem").map((one) => lowerEntry(source, one)), span };
    case "function_call":
      return lowerCall(source, node);
    case "conditional": {
      const [test, then, otherwise] = childrenOf(node, "expression");
      if (!test || !then || !otherwise) return opaque(source, node);
      const lower = (part: SyntaxNode): InfraExpression => lowerExpression(source, part, name);
      return { kind: "conditional", test: lower(test), branches: [lower(then), lower(otherwise)], span };
    }
    case "unary_operation":
    case "binary_operation":
      return lowerOperation(source, node);
    case "for_tuple_expr":
    case "for_object_expr":
      return lowerLoop(source, node);
    default:
      return opaque(source, node);
  }
}

/** `.name`, `[index]`, `[*].name` behind a term. */
function lowerAccess(source: Source, node: SyntaxNode, object: InfraExpression): InfraExpression | null {
  const end = source.positions.span(node.start, node.end);
  const span = { ...object.span, endLine: end.endLine, endColumn: end.endColumn };
  const [inner] = node.children;
  switch (node.kind) {
    case "get_attr":
      return { kind: "member", object, property: textOf(source, childOf(node, "identifier")), span };
    case "index": {
      if (!inner) return null;
      const written = childOf(inner, "expression");
      const index: InfraExpression = written
        ? lowerExpression(source, written, null)
        : { kind: "scalar", value: Number(textOf(source, inner).slice(1)), span: spanOf(source, inner) };
      return { kind: "index", object, index, span };
    }
    case "splat": {
      // Behind `[*]` an index is taken of each element, which nobody writes.
      if (childOf(inner, "index")) return { kind: "opaque", syntax: "splat", span };
      const attributes = inner ? childrenOf(inner, "get_attr") : [];
      const properties = attributes.map((one) => textOf(source, childOf(one, "identifier")));
      return { kind: "splat", object, properties, span };
    }
    default:
      return null;
  }
}

function lowerEntry(source: Source, node: SyntaxNode): InfraEntry {
  const [written, value] = childrenOf(node, "expression");
  const key = written ? lowerKey(source, written) : "";
  const name = typeof key === "string" ? key : null;
  return {
    key,
    value: value ? lowerExpression(source, value, name) : opaque(source, node),
    span: spanOf(source, node),
  };
}

/** A bare name is a key, and one in brackets the variable of that name. */
function lowerKey(source: Source, node: SyntaxNode): string | InfraExpression {
  const [only, ...more] = node.children;
  if (only?.kind === "variable_expr" && more.length === 0) return textOf(source, only);
  const key = lowerExpression(source, node, null);
  return key.kind === "text" && key.sealed === undefined ? key.text : key;
}

function lowerCall(source: Source, node: SyntaxNode): InfraExpression {
  const written = childOf(node, "function_arguments");
  const args = written ? childrenOf(written, "expression").map((arg) => lowerExpression(source, arg, null)) : [];
  return {
    kind: "call",
    name: textOf(source, childOf(node, "identifier")),
    args,
    expands: childOf(written, "ellipsis") !== undefined,
    span: spanOf(source, node),
  };
}

function lowerOperation(source: Source, node: SyntaxNode): InfraExpression {
  const isOperator = ({ kind }: SyntaxNode): boolean => /^[-+*/%<>=!&|]+$/.test(kind);
  const at = node.children.findIndex(isOperator);
  const operator = node.children[at];
  if (!operator) return opaque(source, node);
  const sides = [node.children.slice(0, at), node.children.slice(at + 1)].filter((side) => side.length > 0);
  const operands = sides.map((side) => lowerTerms(source, side, null, node));
  return { kind: "operation", operator: operator.kind, operands, span: spanOf(source, node) };
}

function lowerLoop(source: Source, node: SyntaxNode): InfraExpression {
  const intro = childOf(node, "for_intro");
  const names = intro ? childrenOf(intro, "identifier").map((one) => textOf(source, one)) : [];
  const over = childOf(intro, "expression");
  const made = childrenOf(node, "expression");
  const item = names.at(-1);
  const value = made.at(-1);
  const makesKey = node.kind === "for_object_expr" ? made[0] : undefined;
  if (!over || item === undefined || !value) return opaque(source, node);
  const when = childOf(childOf(node, "for_cond"), "expression");
  const lower = (part: SyntaxNode): InfraExpression => lowerExpression(source, part, null);
  return {
    kind: "loop",
    over: lower(over),
    key: names.length > 1 ? (names[0] ?? null) : null,
    item,
    makesKey: makesKey ? lower(makesKey) : null,
    makes: lower(value),
    when: when ? lower(when) : null,
    span: spanOf(source, node),
  };
}

function opaque(source: Source, node: SyntaxNode): InfraExpression {
  return { kind: "opaque", syntax: node.kind.replaceAll("_", " "), span: spanOf(source, node) };
}
