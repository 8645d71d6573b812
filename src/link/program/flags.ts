import type { Value } from "./value.ts";

/** The environment variable that alone decides a test, such as `process.env.SKIP_GATE === "1"`; null if it is not one alone. */
export function flagOf(test: Value): string | null {
  switch (test.kind) {
    case "variable":
      return typeof test.name === "string" ? test.name : null;
    case "fallback":
      return test.second.kind === "literal" ? flagOf(test.first) : null;
    case "operation": {
      const open = test.operands.filter((o) => o.kind !== "literal");
      const [only, ...more] = open;
      return only && more.length === 0 ? flagOf(only) : null;
    }
    default:
      return null;
  }
}

/** Whether a test has this outcome whatever happens, because what it tests is a constant: `if (!enforce)` where nobody sets it. */
export function isConstant(test: Value, holds: boolean): boolean {
  if (test.kind === "literal") return !test.sealed && Boolean(test.value) === holds;
  // The default of what nobody passes.
  if (test.kind === "fallback" && test.first.kind === "literal" && test.first.value === undefined)
    return isConstant(test.second, holds);
  const [operand] = test.kind === "operation" && test.operator === "!" ? test.operands : [];
  return operand !== undefined && isConstant(operand, !holds);
}
