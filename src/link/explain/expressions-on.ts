import type { Binding, Expression, FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { within } from "../program/rounds.ts";
import { childrenOf, eachExpressionOf } from "../program/walk.ts";
import { isCall } from "./call-view.ts";

/** An expression of a line, with what it is given as: the property or parameter that takes it. */
export interface Found {
  readonly expression: Expression;
  readonly owner: FunctionIR | null;
  readonly as: string | null;
}

/**
 * The outermost expressions that start on a line and say something: names, properties, calls and what is put together.
 * What a call is given is told beside it; a literal says only what everyone can read.
 */
export function expressionsOn(module: ModuleIR, line: number, column: number | null): readonly Found[] {
  const found: Found[] = [];
  const told = new Set<Expression>();
  const keys = new Map<Expression, string>();
  eachExpressionOf(module, (e, owner) => {
    if (e.kind === "object") {
      for (const p of e.properties) if (p.kind === "value") keys.set(p.value, p.key);
    }
    // What is assigned to has no value to tell before the assignment.
    if (e.kind === "assign") coverParts(e.target, told);
    if (told.has(e) || !isTelling(e) || !startsOn(e, line) || declaresItself(e, module)) return;
    found.push({ expression: e, owner, as: keys.get(e) ?? null });
    coverParts(e, told);
  });
  found.push(...declaredOn(module, line));
  return atColumn(distinct(found), line, column).sort(
    (a, b) => spanOf(a.expression).startColumn - spanOf(b.expression).startColumn,
  );
}

/** What an expression tells of its parts need not be told again; what calls are given is worth a line of its own. */
function coverParts(e: Expression, told: Set<Expression>): void {
  told.add(e);
  // `a.b().c()` is told by its last call, and what the first is given by itself.
  const parts = isCall(e) ? [e.kind === "tagged" ? e.tag : e.callee] : childrenOf(e);
  for (const part of parts) coverParts(part, told);
}

function isTelling(e: Expression): boolean {
  switch (e.kind) {
    case "name":
    case "member":
    case "index":
    case "call":
    case "new":
    case "tagged":
    case "template":
    case "logical":
    case "conditional":
    case "environment":
      return true;
    case "import":
      return e.dynamic;
    default:
      return false;
  }
}

/** A call in a chain over several lines belongs to the line that names what is called. */
function spanOf(e: Expression): Span {
  return e.kind === "call" || e.kind === "new" || e.kind === "member" ? e.at : e.span;
}

function startsOn(e: Expression, line: number): boolean {
  return spanOf(e).startLine === line || e.span.startLine === line;
}

/** Those that cover a column, without what is only around another. */
function atColumn(found: Found[], line: number, column: number | null): Found[] {
  if (column === null) return found;
  const covering = found.filter(({ expression: e }) => covers(spanOf(e), line, column) || covers(e.span, line, column));
  return covering.filter(
    (outer) => !covering.some((inner) => inner !== outer && within(outer.expression.span, inner.expression.span)),
  );
}

function covers({ startLine, startColumn, endLine, endColumn }: Span, line: number, column: number): boolean {
  if (line < startLine || line > endLine) return false;
  return (line > startLine || column >= startColumn) && (line < endLine || column < endColumn);
}

/** `export { x }` of a declaration is the declaration. */
function declaresItself(e: Expression, module: ModuleIR): boolean {
  const binding = e.kind === "name" ? module.bindings[e.binding] : undefined;
  return binding !== undefined && within(binding.span, e.span);
}

/** Parameters, as what the callers pass; what is imported; and objects and lists, which say nothing else on the line. */
function declaredOn(module: ModuleIR, line: number): readonly Found[] {
  const isComposed = (e: Expression | null): boolean => e?.kind === "object" || e?.kind === "array";
  return module.bindings
    .filter((b) => b.span.startLine === line)
    .filter((b) => b.kind === "parameter" || b.kind === "import" || isComposed(b.value))
    .map((b) => ({ expression: nameOf(b), owner: ownerOf(module, b), as: null }));
}

function nameOf({ id, name, span }: Binding): Expression {
  return { kind: "name", binding: id, name, span };
}

function ownerOf(module: ModuleIR, { owner }: Binding): FunctionIR | null {
  return owner === null ? null : (module.functions[owner] ?? null);
}

function distinct(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ expression: { span, kind } }) => {
    const key = `${kind} ${span.startLine}:${span.startColumn}-${span.endLine}:${span.endColumn}`;
    return !seen.has(key) && seen.add(key);
  });
}
