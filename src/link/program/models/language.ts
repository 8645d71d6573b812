import { type Place, samePlace } from "../../../model/location.ts";
import { type Evaluator, isEmpty, literalsOf } from "../evaluate.ts";
import { indexValue, objectOf } from "../member.ts";
import { choiceOf, type Frame, type Option, type Thunk, unknownValue, type Value } from "../value.ts";

/** `Object.assign(…)`: later entries over earlier ones. */
export function assigned(evaluator: Evaluator, args: readonly Thunk[], at: Place): Value {
  const entries = new Map<string, Thunk>();
  let rest: Value | null = null;
  for (const thunk of args) {
    const value = evaluator.force(thunk);
    if (value.kind === "object") {
      for (const [key, entry] of value.entries) entries.set(key, entry);
      rest = value.rest ?? rest;
    } else if (!isEmpty(value)) rest = value;
  }
  return { kind: "object", entries, rest, at };
}

export function listOf(value: Value, name: string, at: Place): Value {
  const object =
    value.kind === "namespace" ? objectOf(value, at) : value.kind === "fallback" ? defaultObject(value) : value;
  if (object.kind !== "object") return unknownValue("the entries of something that is not known", at);
  const elements: Thunk[] = [...object.entries].map(([key, thunk]) => {
    const keyThunk: Thunk = { ...thunk, value: { kind: "literal", value: key, at: value.at } };
    if (name === "Object.keys") return keyThunk;
    if (name === "Object.values") return thunk;
    return { ...thunk, value: { kind: "array", elements: [keyThunk, thunk], open: false, at: value.at } };
  });
  return { kind: "array", elements, open: object.rest !== null, at };
}

/** `given ?? all`: what nobody in the repository gives is the default. */
function defaultObject(value: Extract<Value, { kind: "fallback" }>): Value {
  return value.first.kind === "object"
    ? value.first
    : value.second.kind === "fallback"
      ? defaultObject(value.second)
      : value.second;
}

export function fromEntries(evaluator: Evaluator, list: Value, at: Place): Value | null {
  if (list.kind !== "array") return null;
  const entries = new Map<string, Thunk>();
  let rest: Value | null = list.open ? unknownValue("a list that is not all known", at) : null;
  for (const thunk of list.elements) {
    const pair = evaluator.force(thunk);
    const key = pair.kind === "array" && pair.elements[0] ? literalsOf(evaluator.force(pair.elements[0])) : [];
    const value = pair.kind === "array" ? pair.elements[1] : undefined;
    if (value && key.length > 0) for (const k of key) entries.set(k, value);
    else rest = unknownValue("a key is computed", at);
  }
  return { kind: "object", entries, rest, at };
}

export function mapGet(
  evaluator: Evaluator,
  map: Extract<Value, { kind: "applied" }>,
  key: Value,
  at: Place,
  frame: Frame | null,
): Value | null {
  const list = map.args[0] ? evaluator.force(map.args[0]) : null;
  const object = list ? fromEntries(evaluator, list, at) : null;
  if (object) return indexValue(evaluator, object, key, at);
  // A memo: what this very function puts into the map is what it takes out of it.
  for (const site of evaluator.program.sitesNamed("set")) {
    const { expression, module, owner } = site;
    if (expression.kind !== "call" || expression.callee.kind !== "member" || !expression.args[1]) continue;
    if (!frame || frame.module !== module || frame.fn !== owner) continue;
    const receiver = evaluator.evaluate(expression.callee.object, module, frame);
    if (receiver.kind === "applied" && samePlace(receiver.at, map.at))
      return evaluator.evaluate(expression.args[1], module, frame);
  }
  return null;
}

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
      for (const thunk of list.elements) {
        const value = evaluator.call(callback, [thunk], at);
        if (method === "flatMap" && value.kind === "array") elements.push(...value.elements);
        else elements.push({ ...thunk, value });
      }
      return { ...list, elements, at };
    }
    case "reduce":
    case "reduceRight":
      return callback && args[1] ? folded(evaluator, list, { callback, first: args[1] }, method, at) : null;
    case "filter":
    case "slice":
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
    case "at":
    case "pop":
    case "shift": {
      const options: Option[] = list.elements.map((t) => ({ value: evaluator.force(t), when: [] }));
      return options.length === 0 ? null : choiceOf(options, at);
    }
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

/** A longer list is not folded element by element. */
const maximumFolded = 16;

/** `layers.reduceRight((next, layer) => layer(next), handler)`: what the last call of the callback gives. */
function folded(
  evaluator: Evaluator,
  list: Extract<Value, { kind: "array" }>,
  { callback, first }: { readonly callback: Value; readonly first: Thunk },
  method: string,
  at: Place,
): Value | null {
  if (list.open || list.elements.length > maximumFolded || callback.kind !== "function") return null;
  const elements = method === "reduce" ? list.elements : [...list.elements].reverse();
  return elements.reduce(
    (gathered, element) => evaluator.call(callback, [{ ...first, value: gathered }, element], at),
    evaluator.force(first),
  );
}

export function isInput(value: Value): boolean {
  return value.kind === "member" ? isInput(value.object) : value.kind === "input" && value.tool !== undefined;
}

/** The outcome of comparing two constants; null for any other test. */
function settledEqual(test: Value): boolean | null {
  if (test.kind !== "operation" || !/^===?$/.test(test.operator)) return null;
  const [left, right] = test.operands;
  if (left?.kind !== "literal" || right?.kind !== "literal" || left.sealed || right.sealed) return null;
  return left.value === right.value;
}

/** A constant in place of a constant tells no environments apart; anything else put into a known text makes a template. */
export function replaced(text: Value, pattern: Value, by: Value | null, at: Place): Value | null {
  if (by?.kind === "literal") return text;
  if (text.kind !== "literal" || typeof text.value !== "string" || (text.sealed?.text === undefined && text.sealed))
    return null;
  if (!by || by.kind === "function" || pattern.kind !== "literal" || typeof pattern.value !== "string") return null;
  const found = text.value.indexOf(pattern.value);
  if (found < 0) return text;
  const literal = (value: string): Value => ({ kind: "literal", value, at: text.at });
  return {
    kind: "template",
    parts: [literal(text.value.slice(0, found)), by, literal(text.value.slice(found + pattern.value.length))],
    at,
  };
}

export function isText(value: Value): boolean {
  return ["literal", "template", "variable", "choice", "fallback", "select", "input"].includes(value.kind);
}
