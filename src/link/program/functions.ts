import { wrappedIn } from "./call.ts";
import type { Evaluator } from "./evaluate.ts";
import { lookInto } from "./look-ups.ts";
import { heldHandler } from "./models/tools.ts";
import type { FunctionValue, SelectValue, Value } from "./value.ts";

/** A registry with more entries than this is not entered entry by entry. */
const maximumEntries = 48;

/** The functions of the repository that a callee can be; with an evaluator also those that a registry holds or a wrapper was given. */
export function functionsOf(callee: Value, evaluator: Evaluator | null = null): readonly FunctionValue[] {
  switch (callee.kind) {
    case "function":
      return [callee];
    case "choice":
      return callee.options.flatMap((o) => functionsOf(o.value, evaluator));
    case "fallback":
      return once([...functionsOf(callee.first, evaluator), ...functionsOf(callee.second, evaluator)]);
    case "select":
      // `handlers[name](…)`: any entry may be the one that is called.
      return evaluator
        ? lookInto(evaluator, callee, () =>
            once(entriesOf(evaluator, callee).flatMap((entry) => functionsOf(entry, evaluator))),
          )
        : [];
    case "applied": {
      const work = evaluator ? wrappedIn(evaluator, callee) : null;
      return work ? [work] : [];
    }
    case "member": {
      const held = evaluator ? heldHandler(evaluator, callee) : null;
      return held ? functionsOf(held, evaluator) : [];
    }
    default:
      return [];
  }
}

function once(functions: readonly FunctionValue[]): readonly FunctionValue[] {
  return functions.filter((f, i) => functions.findIndex((g) => g.fn === f.fn && g.frame === f.frame) === i);
}

/** What each entry of a registry gives after the properties that are taken of it. */
function entriesOf(evaluator: Evaluator, select: SelectValue): readonly Value[] {
  const entries = [...select.from.entries.values()].slice(0, maximumEntries);
  return entries.map((t) =>
    select.taken.reduce((v, property) => evaluator.member(v, property, select.at), evaluator.force(t)),
  );
}

/** The outcome of a test that compares two constants; null for any other. */
export function constantTruth(value: Value): boolean | null {
  if (value.kind !== "operation") return null;
  const [left, right] = value.operands;
  if (value.operator === "!" && left) {
    const inner = constantTruth(left);
    return inner === null ? null : !inner;
  }
  if (left && right && value.operator === "in") return hasKey(right, left);
  if (!left || !right || !/^[!=]==?$/.test(value.operator)) return null;
  const same = sameConstant(left, right, value.operator.length === 2);
  return same === null ? null : same !== value.operator.startsWith("!");
}

/** Whether two constants are equal, which for `==` null and undefined are; null where one of them is none. */
export function sameConstant(a: Value, b: Value, isLoose = false): boolean | null {
  if (a.kind !== "literal" || b.kind !== "literal" || a.sealed || b.sealed) return null;
  const isNothing = (x: unknown): boolean => x === undefined || x === null;
  return a.value === b.value || (isLoose && isNothing(a.value) && isNothing(b.value));
}

/** Whether an object of which every entry is known has a key. */
export function hasKey(object: Value, key: Value): boolean | null {
  if (object.kind !== "object" || key.kind !== "literal" || typeof key.value !== "string" || key.sealed) return null;
  return object.entries.has(key.value) ? true : object.rest === null ? false : null;
}
