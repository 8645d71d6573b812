import { assertionEntries } from "../../catalog/assertions.ts";
import { matches } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Value } from "./value.ts";

/** What a call of an assertion of a library makes sure of, as a test; null for any other call. */
export function assertedBy(callee: Value, call: Extract<Expression, { kind: "call" }>): Expression | null {
  if (callee.kind !== "external") return null;
  const entry = assertionEntries.find((e) => matches(e.symbol, callee.package, callee.path));
  const [first, second] = call.args;
  if (!entry || !first) return null;
  if (entry.asserts === "truth") return first;
  if (!second) return null;
  return remember(equalities, call, () => ({
    kind: "binary",
    operator: "===",
    left: first,
    right: second,
    span: call.span,
  }));
}

// One call is one test, however often it is followed.
const equalities = new WeakMap<Expression, Expression>();
