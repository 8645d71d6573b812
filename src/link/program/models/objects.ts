import type { Place } from "../../../model/location.ts";
import { mergeSpread } from "../composites.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import { objectOfModule } from "../exports.ts";
import { fallbackOf, type Thunk, unknownValue, type Value } from "../value.ts";
import { lastName } from "./names.ts";

/** `Object.assign(…)`: later entries over earlier ones. */
export function assigned(evaluator: Evaluator, args: readonly Thunk[], at: Place): Value {
  const entries = new Map<string, Thunk>();
  let rest: Value | null = null;
  for (const thunk of args) rest = mergeSpread(evaluator, entries, evaluator.force(thunk)) ?? rest;
  return { kind: "object", entries, rest, at };
}

/** `get(object, "a.b", otherwise)` of lodash. */
export function pathOf(
  evaluator: Evaluator,
  object: Value,
  path: Value,
  otherwise: Value | null,
  at: Place,
): Value | null {
  const list =
    path.kind === "array"
      ? path.elements.map((t) => literalsOf(evaluator.force(t))[0])
      : literalsOf(path)[0]?.split(/[.[\]]+/);
  if (!list || list.some((key) => key === undefined)) return null;
  const found = list.reduce((value: Value, key) => (key ? evaluator.member(value, key, at) : value), object);
  return otherwise ? fallbackOf(found, otherwise, at) : found;
}

/** `Object.keys`, `Object.values`, `Object.entries`. */
export function listOf(evaluator: Evaluator, value: Value, name: string, at: Place): Value | null {
  if (value.kind === "environment") return null;
  const object =
    value.kind === "namespace"
      ? objectOfModule(evaluator, value)
      : value.kind === "fallback"
        ? defaultObject(value)
        : value;
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

/** `Object.fromEntries(…)`. */
export function fromEntries(evaluator: Evaluator, list: Value, at: Place): Value | null {
  const source = filtered(evaluator, list);
  if (source) return source;
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

/** The environment behind `Object.entries(process.env).filter(…)`: whatever is left of it is read there. */
function filtered(evaluator: Evaluator, list: Value): Value | null {
  let current = list;
  while (current.kind === "applied" && current.callee.kind === "member" && current.callee.property === "filter")
    current = current.callee.object;
  const [of] = current.kind === "applied" && lastName(current.callee) === "entries" ? current.args : [];
  const source = of ? evaluator.force(of) : null;
  return source?.kind === "environment" ? source : null;
}

/** Whether it is what a model passes, or a property of it. */
export function isInput(value: Value): boolean {
  return value.kind === "member" ? isInput(value.object) : value.kind === "input" && value.tool !== undefined;
}
