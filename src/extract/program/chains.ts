import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { recordExportCall } from "./commonjs.ts";
import { lowerAll, lowerExpression } from "./expressions.ts";
import { lowerTaggedParts, specifierText } from "./literals.ts";
import { DEPTH_LIMIT, type Lowering } from "./lowering.ts";
import { memberOf } from "./names.ts";
import { unwrap } from "./transparent.ts";

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression | ts.TaggedTemplateExpression;

/** A member and the call of it count as one level, as they read as one step. */
const LINKS_PER_LEVEL = 2;

/** An expression and the place of its last name, which is where a call of it is pointed at. */
interface Step {
  readonly value: Expression;
  readonly at: Span;
}

/**
 * Members, indices and calls, from the innermost outwards. A loop and not a recursion, because a fluent chain of
 * hundreds of calls is ordinary code.
 */
export function lowerChain(m: Lowering, node: Link): Expression {
  const links: Link[] = [];
  let base: ts.Expression = node;
  while (isLink(base)) {
    links.push(base);
    base = unwrap(below(base));
  }
  links.reverse();

  const depth = m.depth;
  const followed = Math.min(links.length, LINKS_PER_LEVEL * Math.max(0, DEPTH_LIMIT - 1 - depth));
  const deepenBy = (above: number) => {
    m.depth = depth + Math.ceil(above / LINKS_PER_LEVEL);
  };
  const start = node.getStart(m.source);
  deepenBy(followed);
  let step = startOf(m, base);
  for (const [index, link] of links.entries()) {
    if (index === followed) break;
    deepenBy(followed - index - 1);
    // A parenthesis may open between the start of the whole chain and this link.
    const span = m.between(link.pos === node.pos ? start : link.getStart(m.source), link.end);
    step = extend(m, step, link, span);
  }
  m.depth = depth;
  if (followed === links.length) return step.value;
  const beyond = links.slice(followed).flatMap((link) => argumentsOf(m, link));
  return m.tooDeep(m.span(node), [step.value, ...beyond]);
}

function isLink(node: ts.Expression): node is Link {
  return (
    node.kind === ts.SyntaxKind.PropertyAccessExpression ||
    node.kind === ts.SyntaxKind.ElementAccessExpression ||
    node.kind === ts.SyntaxKind.CallExpression ||
    node.kind === ts.SyntaxKind.TaggedTemplateExpression
  );
}

function below(link: Link): ts.Expression {
  return ts.isTaggedTemplateExpression(link) ? link.tag : link.expression;
}

function startOf(m: Lowering, base: ts.Expression): Step {
  // Only a call of it has a meaning, and that call is the next link.
  const value: Expression =
    base.kind === ts.SyntaxKind.ImportKeyword
      ? { kind: "global", name: "import", span: m.span(base) }
      : lowerExpression(m, base);
  return { value, at: value.span };
}

function extend(m: Lowering, { value, at }: Step, link: Link, span: Span): Step {
  if (ts.isPropertyAccessExpression(link)) {
    const name = m.span(link.name);
    return { value: memberOf(m, value, link.name.text, span, name, link.questionDotToken !== undefined), at: name };
  }
  if (ts.isElementAccessExpression(link)) return extendByIndex(m, value, link, span);
  if (ts.isCallExpression(link)) return { value: lowerCall(m, value, at, link, span), at: span };
  return { value: { kind: "tagged", tag: value, ...lowerTaggedParts(m, link.template), span }, at: span };
}

function extendByIndex(m: Lowering, object: Expression, link: ts.ElementAccessExpression, span: Span): Step {
  const index = lowerExpression(m, link.argumentExpression);
  const at = index.span;
  // A string that had to be sealed has no text to be a property name.
  if (index.kind === "literal" && typeof index.value === "string" && index.sealed === undefined) {
    return { value: memberOf(m, object, index.value, span, at, link.questionDotToken !== undefined), at };
  }
  return { value: { kind: "index", object, index, span }, at };
}

function lowerCall(m: Lowering, callee: Expression, at: Span, link: ts.CallExpression, span: Span): Expression {
  if (link.expression.kind === ts.SyntaxKind.ImportKeyword) return lowerImportCall(m, "import", link, span);
  if (isRequire(m, callee)) return lowerImportCall(m, "require", link, span);
  const args = lowerAll(m, link.arguments);
  if (callee.kind === "member" && callee.object.kind === "environment" && callee.object.source === "Deno.env") {
    return lowerDenoRead(callee.object, callee.property, args, span);
  }
  const call = { kind: "call", callee, args, optional: link.questionDotToken !== undefined, span, at } as const;
  recordExportCall(m, call);
  return call;
}

function isRequire(m: Lowering, callee: Expression): boolean {
  return callee.kind === "global"
    ? callee.name === "require"
    : callee.kind === "name" && m.requires.has(callee.binding);
}

function lowerImportCall(m: Lowering, syntax: "import" | "require", link: ts.CallExpression, span: Span): Expression {
  const [first] = link.arguments;
  if (first !== undefined && ts.isStringLiteralLike(first)) {
    return { kind: "import", specifier: specifierText(m, first.text), name: "*", dynamic: syntax === "import", span };
  }
  m.gap(`the module of this ${syntax}() is computed`, span);
  return { kind: "opaque", syntax, children: lowerAll(m, link.arguments), span };
}

/** `Deno.env` is read through methods; everything else about it is read as a member. */
function lowerDenoRead(environment: Expression, method: string, args: readonly Expression[], span: Span): Expression {
  const [variable] = args;
  if (method === "toObject") return environment;
  if (method !== "get" || variable === undefined)
    return { kind: "opaque", syntax: `Deno.env.${method}`, children: args, span };
  if (variable.kind === "literal" && typeof variable.value === "string" && variable.sealed === undefined) {
    return { kind: "member", object: environment, property: variable.value, optional: false, span, at: variable.span };
  }
  return { kind: "index", object: environment, index: variable, span };
}

function argumentsOf(m: Lowering, link: Link): readonly Expression[] {
  if (ts.isCallExpression(link)) return lowerAll(m, link.arguments);
  if (ts.isElementAccessExpression(link)) return [lowerExpression(m, link.argumentExpression)];
  return ts.isTaggedTemplateExpression(link) ? lowerTaggedParts(m, link.template).values : [];
}
