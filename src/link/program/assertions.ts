import { type AssertionEntry, assertionEntries } from "../../catalog/assertions.ts";
import { matches } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { ExternalValue } from "./value.ts";

/** What a call of an assertion of a library makes sure of, as a test; null for any other call. */
export function assertedBy(callee: ExternalValue, call: Extract<Expression, { kind: "call" }>): Expression | null {
  const entries = byName.get(callee.path.at(-1) ?? "default");
  const entry = entries?.find((e) => matches(e.symbol, callee));
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

const byName = new Map<string, AssertionEntry[]>();
for (const entry of assertionEntries)
  for (const name of entry.symbol.names) remember(byName, name.slice(name.lastIndexOf(".") + 1), () => []).push(entry);

// One call is one test, however often it is followed.
const equalities = new WeakMap<Expression, Expression>();
