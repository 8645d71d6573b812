import type { Expression, ModuleIR, Property } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { callValue } from "./call.ts";
import { type Evaluator, isEmpty, literalsOf } from "./evaluate.ts";
import { objectOfModule } from "./exports.ts";
import { memberOf } from "./member.ts";
import {
  type ChoiceValue,
  choiceOf,
  type Frame,
  fallbackOf,
  lazyThunk,
  type Option,
  place,
  type Thunk,
  thunkOf,
  unknownValue,
  type Value,
} from "./value.ts";

/** What an object literal holds, its spreads and computed keys included. */
export function objectLiteral(
  evaluator: Evaluator,
  properties: readonly Property[],
  module: ModuleIR,
  frame: Frame | null,
  at: Place,
): Value {
  const entries = new Map<string, Thunk>();
  let rest: Value | null = null;
  for (const p of properties) {
    if (p.kind === "value") entries.set(p.key, { expression: p.value, module, frame });
    else if (p.kind === "getter") entries.set(p.key, getter(evaluator, p.value, module, frame));
    else if (p.kind === "computed") {
      const keys = literalsOf(evaluator.evaluate(p.key, module, frame));
      if (keys.length === 0) rest = unknownValue("a key is computed", place(module, p.span));
      for (const key of keys) entries.set(key, { expression: p.value, module, frame });
    } else {
      const spread = evaluator.evaluate(p.value, module, frame);
      rest = mergeSpread(evaluator, entries, spread) ?? rest;
    }
  }
  return { kind: "object", entries, rest, at };
}

function getter(evaluator: Evaluator, value: Expression, module: ModuleIR, frame: Frame | null): Thunk {
  const fn = evaluator.evaluate(value, module, frame);
  return {
    expression: value,
    module,
    frame,
    value: callValue(evaluator, fn, [], "call", place(module, value.span), frame),
  };
}

/** Adds what a spread brings; returns where entries beyond the known ones may come from. */
export function mergeSpread(evaluator: Evaluator, entries: Map<string, Thunk>, spread: Value): Value | null {
  switch (spread.kind) {
    case "object":
      for (const [key, thunk] of spread.entries) entries.set(key, thunk);
      return spread.rest;
    case "namespace":
      return mergeSpread(evaluator, entries, objectOfModule(evaluator, spread));
    case "choice":
      return mergeChoice(evaluator, entries, spread);
    // Of an entry that is picked, of the environment, and of an object that may stand in for another: what each has
    // comes before what stands there already.
    case "select":
    case "environment":
      return mergeOver(evaluator, entries, spread, entries.keys());
    case "fallback":
      return mergeOver(evaluator, entries, spread, [...keysOf(spread), ...entries.keys()]);
    default:
      return isScalar(spread) ? null : spread;
  }
}

function mergeOver(evaluator: Evaluator, entries: Map<string, Thunk>, spread: Value, keys: Iterable<string>): Value {
  for (const key of new Set(keys)) {
    const before = entries.get(key);
    const make = (): Value => {
      const first = memberOf(evaluator, spread, key, spread.at);
      return before ? fallbackOf(first, evaluator.force(before), spread.at) : first;
    };
    entries.set(key, lazyThunk(before ?? thunkOf(spread), make));
  }
  return spread;
}

/** The keys that either side of a fallback is known to have. */
function keysOf(value: Value): readonly string[] {
  if (value.kind === "fallback") return [...keysOf(value.first), ...keysOf(value.second)];
  return value.kind === "object" ? [...value.entries.keys()] : [];
}

/** Each key is what the alternative that holds gives it, or what it was before. */
function mergeChoice(evaluator: Evaluator, entries: Map<string, Thunk>, spread: ChoiceValue): Value | null {
  const { at } = spread;
  let rest: Value | null = null;
  const keys = new Set<string>();
  for (const { value } of spread.options) {
    if (value.kind === "object") for (const key of value.entries.keys()) keys.add(key);
    if (value.kind === "object") rest = value.rest ?? rest;
    else if (!isScalar(value)) rest = value;
  }
  for (const key of keys) {
    const before = entries.get(key);
    const make = (): Value => {
      const otherwise: Value = before ? evaluator.force(before) : { kind: "literal", value: undefined, at };
      const options = spread.options.map(({ value, when }): Option => {
        const own = value.kind === "object" ? value.entries.get(key) : undefined;
        return { value: own ? evaluator.force(own) : otherwise, when };
      });
      return choiceOf(options, at);
    };
    entries.set(key, lazyThunk(thunkOf(spread), make));
  }
  return rest;
}

/** Nothing comes of spreading it: a text or a flag that says that there is nothing. */
function isScalar(value: Value): boolean {
  return isEmpty(value) || ["literal", "variable", "operation", "template"].includes(value.kind);
}

/** The elements of a list literal; open where a spread brings in some that are not known. */
export function elementsOf(
  evaluator: Evaluator,
  items: readonly Expression[],
  module: ModuleIR,
  frame: Frame | null,
): { elements: Thunk[]; open: boolean } {
  const elements: Thunk[] = [];
  let open = false;
  for (const item of items) {
    if (item.kind !== "spread") {
      elements.push({ expression: item, module, frame });
      continue;
    }
    const inner = evaluator.evaluate(item.operand, module, frame);
    if (inner.kind === "array") {
      elements.push(...inner.elements);
      open ||= inner.open;
    } else if (inner.kind === "choice" && inner.options.every((o) => o.value.kind === "array" || isEmpty(o.value))) {
      for (const option of inner.options) if (option.value.kind === "array") elements.push(...option.value.elements);
    } else open = true;
  }
  return { elements, open };
}

/** Any one element of what a loop or a spread runs over. */
export function elementOf(evaluator: Evaluator, value: Value, at: Place): Value {
  if (value.kind === "array") {
    const options: Option[] = value.elements.map((t) => ({ value: evaluator.force(t), when: [] }));
    if (value.open) options.push({ value: unknownValue("a list that is not all known", at), when: [] });
    return options.length === 0 ? unknownValue("an element of an empty list", at) : choiceOf(options, at);
  }
  if (value.kind === "choice") {
    return choiceOf(
      value.options.map((o) => ({ value: elementOf(evaluator, o.value, at), when: o.when })),
      at,
    );
  }
  return value.kind === "unknown"
    ? value
    : (mappedElement(evaluator, value, at) ?? { kind: "member", object: value, property: "[]", at });
}

/** `list.map(pick)` of a list that is not known: what the callback makes of any one of its elements. */
function mappedElement(evaluator: Evaluator, value: Value, at: Place): Value | null {
  if (value.kind !== "applied" || value.callee.kind !== "member" || value.callee.property !== "map") return null;
  const [callback] = value.args.map((t) => evaluator.force(t));
  const element = thunkOf(elementOf(evaluator, value.callee.object, at));
  return callback?.kind === "function" ? evaluator.call(callback, [element], at) : null;
}

/** What destructuring leaves over. Of what is not an object here, reading anything else gives what it always gives. */
export function without(value: Value, names: readonly string[]): Value {
  if (value.kind === "array") return { ...value, elements: value.elements.slice(names.length) };
  if (value.kind === "choice")
    return { ...value, options: value.options.map((o) => ({ ...o, value: without(o.value, names) })) };
  if (value.kind !== "object") return value;
  const entries = new Map([...value.entries].filter(([key]) => !names.includes(key)));
  return { ...value, entries };
}
