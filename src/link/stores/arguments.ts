import type { ArgumentPath } from "../../catalog/types.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { pickEntries } from "../program/picking.ts";
import { choiceOf, type Thunk, type Value } from "../program/value.ts";

/** The first of several alternative arguments that is given, an object only if no part of it is asked for; null if none is. */
export function argumentAt(evaluator: Evaluator, args: readonly Thunk[], paths: readonly ArgumentPath[]): Value | null {
  let object: Value | null = null;
  for (const { index, path } of paths) {
    const thunk = args[index];
    if (!thunk) continue;
    const whole = evaluator.force(thunk);
    if (path.length === 0) {
      if (!isAbsent(whole) && whole.kind !== "object") return whole;
      continue;
    }
    const value = path.reduce((v, property) => (isAbsent(v) ? v : partOf(evaluator, v, property, whole)), whole);
    if (isAbsent(value) || isScalar(evaluator, whole)) continue;
    if (value.kind !== "object") return value;
    object ??= value;
  }
  return object;
}

/** A property, or by its position an argument of what made the value: the key in `new ApiKey(key)`. */
function partOf(evaluator: Evaluator, value: Value, property: string, whole: Value): Value {
  const isPosition = /^\d+$/.test(property);
  // `key ? new ApiKey(key) : undefined` is the key, or none.
  if (value.kind === "choice" && isPosition && value.options.some((o) => o.value.kind === "applied")) {
    const part = (option: Value): Value => (isAbsent(option) ? option : partOf(evaluator, option, property, whole));
    return choiceOf(
      value.options.map(({ value: option, when }) => ({ value: part(option), when })),
      value.at,
    );
  }
  if (value.kind !== "applied" || !isPosition) return evaluator.member(value, property, whole.at);
  const thunk = value.args[Number(property)];
  return thunk ? evaluator.force(thunk) : { kind: "literal", value: undefined, at: whole.at };
}

/** Whether one of the arguments is written out, and not only possible because more is passed than can be seen. */
export function isWritten(evaluator: Evaluator, args: readonly Thunk[], paths: readonly ArgumentPath[]): boolean {
  return paths.some(({ index, path }) => {
    const thunk = args[index];
    return thunk !== undefined && holdsPath(evaluator, evaluator.force(thunk), path);
  });
}

function holdsPath(evaluator: Evaluator, value: Value, path: readonly string[]): boolean {
  const [property, ...rest] = path;
  if (property === undefined) return true;
  if (value.kind === "choice") return value.options.some((o) => holdsPath(evaluator, o.value, path));
  const entry = value.kind === "object" ? value.entries.get(property) : undefined;
  return entry !== undefined && holdsPath(evaluator, evaluator.force(entry), rest);
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
    case "array":
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
