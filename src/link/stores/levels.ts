import type { Level, LevelSource } from "../../catalog/types.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { argumentAt } from "./arguments.ts";

/** The levels of identity that a call names. */
export function levelsOf(
  evaluator: Evaluator,
  args: readonly Thunk[],
  sources: readonly LevelSource[],
  at: Place,
): ReadonlyMap<Level, Value> {
  const levels = new Map<Level, Value>();
  for (const source of sources) {
    const given = argumentAt(evaluator, args, source.from);
    const value = given ?? taken(source, at);
    const outer = value && source.within ? credentialOf(evaluator, args, source.within, at) : null;
    if (value) levels.set(source.level, outer ? joined(outer, value, at) : value);
  }
  return levels;
}

function joined(outer: Value, inner: Value, at: Place): Value {
  return { kind: "template", parts: [outer, { kind: "literal", value: "/", at }, inner], at };
}

export function credentialOf(
  evaluator: Evaluator,
  args: readonly Thunk[],
  source: { readonly from: LevelSource["from"]; readonly implicit?: readonly string[] },
  at: Place,
): Value | null {
  return argumentAt(evaluator, args, source.from) ?? implied(source.implicit ?? [], at);
}

/** What the SDK takes where no argument says it: its variables, and what it has for them where they are not set. */
function taken({ implicit = [], otherwise }: LevelSource, at: Place): Value | null {
  const read = implied(implicit, at);
  const constant: Value | null = otherwise === undefined ? null : { kind: "literal", value: otherwise, at };
  // A deployment that talks to its own machine for want of a variable is not what is meant to run.
  if (!read || !constant || /^(https?:\/\/)?(localhost|127\.|:memory:)/.test(otherwise ?? "")) return read ?? constant;
  return { kind: "fallback", first: read, second: constant, at };
}

/** The variables an SDK reads by itself, in its order. */
export function implied(names: readonly string[], at: Place): Value | null {
  return names.reduceRight<Value | null>((rest, name) => {
    const read: Value = { kind: "variable", name, at };
    return rest ? { kind: "fallback", first: read, second: rest, at } : read;
  }, null);
}

export function merged(under: ReadonlyMap<Level, Value>, over: ReadonlyMap<Level, Value>): ReadonlyMap<Level, Value> {
  return new Map([...under, ...over]);
}

/** A level as far as an argument names it, without what the SDK takes otherwise. */
export function asGiven({ level, from, within }: LevelSource): LevelSource {
  return within ? { level, from, within: { from: within.from } } : { level, from };
}

/** A level beside an address that is given: the variables that the SDK would read are those of another connection. */
export function besideAddress(source: LevelSource): LevelSource {
  const { otherwise } = source;
  return otherwise === undefined ? asGiven(source) : { ...asGiven(source), otherwise };
}
