import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import { constantTruth } from "../functions.ts";
import { choiceOf, type Option, type Thunk, thunkOf, unknownValue, type Value } from "../value.ts";
import { constantsIn } from "./texts.ts";

/** What a method of lists gives; null for one that is not followed. */
export function arrayMethod(
  evaluator: Evaluator,
  list: Extract<Value, { kind: "array" }>,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const callback = args[0] ? evaluator.force(args[0]) : null;
  switch (method) {
    case "map":
    case "flatMap": {
      if (!callback) return null;
      const elements: Thunk[] = [];
      for (const [i, thunk] of list.elements.entries()) {
        const value = evaluator.call(callback, [thunk, thunkOf({ kind: "literal", value: i, at })], at);
        if (method === "flatMap" && value.kind === "array") elements.push(...value.elements);
        else elements.push({ ...thunk, value });
      }
      return { ...list, elements, at };
    }
    case "slice": {
      const range = constantsIn(evaluator, args);
      const [start, end] = range?.every((x) => typeof x === "number") ? range.map(Number) : [];
      return { ...list, elements: list.open ? list.elements : list.elements.slice(start, end), at };
    }
    case "reduce":
    case "reduceRight": {
      if (!callback || list.open || list.elements.length > maximumFolded) return null;
      const elements = method === "reduce" ? list.elements : [...list.elements].reverse();
      const [start, ...rest] = args[1] ? [args[1], ...elements] : elements;
      const folded = rest.reduce<Thunk | undefined>(
        (before, element) => before && thunkOf(evaluator.call(callback, [before, element], at)),
        start,
      );
      return folded ? evaluator.force(folded) : null;
    }
    case "filter": {
      // What certainly does not pass is left out; what may pass is kept.
      const fails = (t: Thunk): boolean =>
        callback?.kind === "function" && constantTruth(evaluator.call(callback, [t], at)) === false;
      return { ...list, elements: list.elements.filter((t) => !fails(t)), at };
    }
    case "sort":
    case "toSorted":
    case "reverse":
    case "concat": {
      const more = method === "concat" && callback?.kind === "array" ? callback.elements : [];
      return { ...list, elements: [...list.elements, ...more], at };
    }
    case "find": {
      // The first element that passes the callback's test, so each stands under its own test.
      const tested: Option[] = [];
      for (const t of list.elements) {
        const test = callback ? evaluator.call(callback, [t], at) : null;
        const settled = test ? settledEqual(test) : null;
        if (settled === false) continue;
        const value = evaluator.force(t);
        tested.push({ value, when: test && settled === null ? [{ thunk: { ...t, value: test }, holds: true }] : [] });
        if (settled) break;
      }
      return tested.length === 0 ? null : choiceOf(tested, at);
    }
    case "at": {
      const [index] = constantsIn(evaluator, args) ?? [];
      const element = typeof index === "number" && !list.open ? list.elements.at(index) : undefined;
      return element ? evaluator.force(element) : anyOf(evaluator, list, at);
    }
    case "pop":
    case "shift":
      return anyOf(evaluator, list, at);
    case "join": {
      const between: Value = callback ?? { kind: "literal", value: ",", at };
      const parts = list.elements.flatMap((t, i): Value[] =>
        i === 0 ? [evaluator.force(t)] : [between, evaluator.force(t)],
      );
      return {
        kind: "template",
        parts: list.open ? [...parts, unknownValue("a list that is not all known", at)] : parts,
        at,
      };
    }
    default:
      return null;
  }
}

/** Longer lists are not folded. */
const maximumFolded = 64;

function anyOf(evaluator: Evaluator, list: Extract<Value, { kind: "array" }>, at: Place): Value | null {
  const options: Option[] = list.elements.map((t) => ({ value: evaluator.force(t), when: [] }));
  return options.length === 0 ? null : choiceOf(options, at);
}

/** The outcome of comparing two constants; null for any other test. */
function settledEqual(test: Value): boolean | null {
  if (test.kind !== "operation" || !/^===?$/.test(test.operator)) return null;
  const [left, right] = test.operands;
  if (left?.kind !== "literal" || right?.kind !== "literal" || left.sealed || right.sealed) return null;
  return left.value === right.value;
}
