import type { FunctionIR, ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";

/** A statement on the way from a function's body down to a place, and the list it stands in. */
export interface Around {
  readonly statement: Statement;
  readonly list: readonly Statement[];
  /** Which list of its owner it stands in; `body` for all but handlers. */
  readonly part: "body" | "catch" | "finally";
  /** The statement that the list belongs to; null for the body of the function. */
  readonly owner: Statement | null;
}

/** The statements around a place, outermost first; empty if it does not stand in these statements. */
export function statementsAround(body: readonly Statement[], span: Span): readonly Around[] {
  return search(body, span, "body", null);
}

/** The innermost function that a place stands in; null for the body of the module. */
export function functionAround(module: ModuleIR, span: Span): FunctionIR | null {
  let found: FunctionIR | null = null;
  for (const fn of module.functions) {
    if (contains(fn.span, span) && (found === null || contains(found.span, fn.span))) found = fn;
  }
  return found;
}

/** Whether one stretch of a file lies within another. */
export function contains(outer: Span, inner: Span): boolean {
  return (
    !isBefore(inner.startLine, inner.startColumn, outer.startLine, outer.startColumn) &&
    !isBefore(outer.endLine, outer.endColumn, inner.endLine, inner.endColumn)
  );
}

/** Whether one stretch of a file ends before another begins. */
export function precedes(first: Span, second: Span): boolean {
  return !isBefore(second.startLine, second.startColumn, first.endLine, first.endColumn);
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}

function search(
  list: readonly Statement[],
  span: Span,
  part: Around["part"],
  owner: Statement | null,
): readonly Around[] {
  const statement = list.find((s) => contains(s.span, span));
  if (!statement) return [];
  const here: Around = { statement, list, part, owner };
  for (const [inner, name] of listsOf(statement)) {
    const below = search(inner, span, name, statement);
    if (below.length > 0) return [here, ...below];
  }
  return [here];
}

function listsOf(s: Statement): readonly (readonly [readonly Statement[], Around["part"]])[] {
  switch (s.kind) {
    case "if":
      return [
        [s.then, "body"],
        [s.else, "body"],
      ];
    case "switch":
      return s.cases.map((c) => [c.body, "body"] as const);
    case "loop":
    case "block":
      return [[s.body, "body"]];
    case "try":
      return [
        [s.body, "body"],
        [s.catch ?? [], "catch"],
        [s.finally ?? [], "finally"],
      ];
    default:
      return [];
  }
}
