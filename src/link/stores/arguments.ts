import type { ArgumentPath } from "../../catalog/types.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { pickEntries } from "../program/picking.ts";
import type { Thunk, Value } from "../program/value.ts";

/** The first of several alternative arguments that is given; null if none is. */
export function argumentAt(evaluator: Evaluator, args: readonly Thunk[], paths: readonly ArgumentPath[]): Value | null {
  for (const { index, path } of paths) {
    const thunk = args[index];
    if (!thunk) continue;
    const whole = evaluator.force(thunk);
    if (path.length === 0) {
      if (!isAbsent(whole) && whole.kind !== "object") return whole;
      continue;
    }
    const value = path.reduce((v, property) => (isAbsent(v) ? v : partOf(evaluator, v, property)), whole);
    if (isAbsent(value) || isScalar(evaluator, whole)) continue;
    return value;
  }
  return null;
}

/** A number picks an argument of what is wrapped: `0` of `new ApiKey(key)` is the key. */
function partOf(evaluator: Evaluator, value: Value, property: string): Value {
  const wrapped = value.kind === "applied" ? value.args[Number(property)] : undefined;
  return wrapped ? evaluator.force(wrapped) : evaluator.member(value, property, value.at);
}

function isAbsent(value: Value): boolean {
  return value.kind === "literal" && (value.value === undefined || value.value === null) && !value.sealed;
}

/** A text has no properties of interest: `new Pool(url)` is not `new Pool({ host })`. */
function isScalar(evaluator: Evaluator, value: Value, depth = 0): boolean {
  const each = (values: readonly Value[]) =>
    depth < deepest && values.length > 0 && values.every((one) => isScalar(evaluator, one, depth + 1));
  switch (value.kind) {
    case "literal":
    case "variable":
    case "template":
      return true;
    case "fallback":
      return each([value.first, value.second]);
    case "select":
      return each(pickEntries(evaluator, value, null));
    default:
      return false;
  }
}

const deepest = 12;
