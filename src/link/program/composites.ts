import type { Expression, ModuleIR, Property } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { callValue } from "./call.ts";
import { type Evaluator, isEmpty, literalsOf } from "./evaluate.ts";
import { objectOfModule } from "./exports.ts";
import { memberOf } from "./member.ts";
import { choiceOf, type Frame, type Option, place, type Thunk, unknownValue, type Value } from "./value.ts";

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
function mergeSpread(evaluator: Evaluator, entries: Map<string, Thunk>, spread: Value): Value | null {
  if (spread.kind === "select") {
    // `{ ...defaults, ...byEnvironment[name] }`: the entry that is picked answers first.
    for (const [key, thunk] of entries) {
      const first = memberOf(evaluator, spread, key, spread.at);
      entries.set(key, { ...thunk, value: { kind: "fallback", first, second: evaluator.force(thunk), at: spread.at } });
    }
    return spread;
  }
  if (spread.kind === "object") {
    for (const [key, thunk] of spread.entries) entries.set(key, thunk);
    return spread.rest;
  }
  if (spread.kind === "namespace") return mergeSpread(evaluator, entries, objectOfModule(evaluator, spread));
  if (spread.kind === "choice") {
    let rest: Value | null = null;
    for (const option of spread.options) {
      if (option.value.kind === "object") {
        for (const [key, thunk] of option.value.entries) {
          const before = entries.get(key);
          const options: Option[] = [{ value: evaluator.force(thunk), when: option.when }];
          options.push({
            value: before ? evaluator.force(before) : { kind: "literal", value: undefined, at: option.value.at },
            when: [],
          });
          entries.set(key, { ...thunk, value: choiceOf(options, option.value.at) });
        }
        rest = option.value.rest ?? rest;
      } else if (!isEmpty(option.value)) rest = option.value;
    }
    return rest;
  }
  // What the environment sets comes before the defaults it is spread over.
  if (spread.kind === "environment") {
    for (const [key, thunk] of entries) {
      const first = evaluator.member(spread, key, spread.at);
      entries.set(key, { ...thunk, value: { kind: "fallback", first, second: evaluator.force(thunk), at: spread.at } });
    }
  }
  return isEmpty(spread) ? null : spread;
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
  return { kind: "member", object: value, property: "[]", at };
}

/** What destructuring leaves over. */
export function without(value: Value, names: readonly string[], at: Place): Value {
  if (value.kind !== "object")
    return value.kind === "environment" ? value : unknownValue("the rest of something that is not known", at);
  const entries = new Map([...value.entries].filter(([key]) => !names.includes(key)));
  return { ...value, entries };
}
