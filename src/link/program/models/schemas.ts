import type { Place } from "../../../model/location.ts";
import { remember } from "../../../model/remember.ts";
import { type Evaluator, isEmpty } from "../evaluate.ts";
import { isPassedEnvironment, memberOf } from "../member.ts";
import {
  type AppliedValue,
  type EnvironmentObject,
  fallbackOf,
  lazyThunk,
  type ObjectValue,
  type Thunk,
  thunkOf,
  type Value,
} from "../value.ts";
import { lastName } from "./names.ts";

/** Schemas inside schemas beyond this are not looked into. */
const maximumDepth = 24;

/**
 * What comes out of checking a value against a schema: the same value, with defaults behind it and what transforms make
 * of it, field by field. A schema that is not understood leaves the value what it is.
 */
export function parse(evaluator: Evaluator, schema: Value, input: Value, at: Place, depth = 0): Value {
  if (depth > maximumDepth) return input;
  if (depth === 0 && (input.kind === "applied" || input.kind === "member" || input.kind === "input"))
    remember(checkedBy, input, (): Value[] => []).push(schema);
  const go = (inner: Value, value: Value): Value => parse(evaluator, inner, value, at, depth + 1);
  if (schema.kind === "member") return go(schema.object, input);
  if (schema.kind === "object") return parsePlain(evaluator, schema, input, at, depth);
  if (schema.kind === "literal") return fallbackOf(input, arkDefault(schema, at), at);
  if (schema.kind === "function") return evaluator.call(schema, [thunkOf(input)], at);
  if (schema.kind !== "applied") return input;
  const step: Step = { evaluator, schema, at, arg: (i) => argumentOf(evaluator, schema, i, at), go };
  const base = baseOf(schema);
  return base ? parseMethod(step, base, input) : parseBuilder(step, input);
}

// What a value is made by checking it does not tell what it may be, so that is kept beside it.
const checkedBy = new WeakMap<Value, Value[]>();

/** The schemas that a value from outside was held against. */
export function schemasOf(value: Value): readonly Value[] {
  return checkedBy.get(value) ?? [];
}

interface Step {
  readonly evaluator: Evaluator;
  readonly schema: AppliedValue;
  readonly at: Place;
  readonly arg: (i: number) => Value;
  readonly go: (schema: Value, input: Value) => Value;
}

/** `z.string().default("x")`: what its methods do to what came out of the schema before. */
function parseMethod({ evaluator, schema, arg, go, at }: Step, base: Value, input: Value): Value {
  const name = lastName(schema.callee);
  switch (name) {
    case "default":
    case "catch":
    case "prefault":
      return fallbackOf(go(base, input), madeBy(evaluator, arg(0), at), at);
    case "transform":
      return evaluator.call(arg(0), [thunkOf(go(base, input))], at);
    case "pipe":
      return isChecker(arg(0)) ? go(arg(0), go(base, input)) : go(base, input);
    case "to":
      return go(arg(0), go(base, input));
    case "extend":
    case "safeExtend":
    case "merge":
    case "and":
    case "keys":
    case "augment":
      return overlaid(evaluator, go(base, input), go(asSchema(arg(0)), input), asSchema(arg(0)));
    default:
      return go(base, input);
  }
}

/** `z.object({…})`, `v.optional(v.string(), "x")`, `str({ default: "x" })`: schemas made by a function of the library. */
function parseBuilder({ evaluator, schema, arg, go, at }: Step, input: Value): Value {
  const name = lastName(schema.callee);
  switch (name) {
    case "object":
    case "strictObject":
    case "looseObject":
    case "interface":
    case "Object":
    case "type":
    case "scope":
      return arg(0).kind === "object" ? parseFields(evaluator, arg(0) as ObjectValue, input, at, go) : input;
    case "preprocess":
      return go(arg(1), evaluator.call(arg(0), [thunkOf(input)], at));
    case "pipe":
      return schema.args.reduce((value, t) => go(evaluator.force(t), value), input);
    case "transform":
      return evaluator.call(arg(0), [thunkOf(input)], at);
    case "optional":
    case "nullish":
    case "nullable":
    case "exactOptional":
    case "fallback":
    case "defaulted":
    case "_default":
    case "prefault":
    case "catch":
      return fallbackOf(go(arg(0), input), madeBy(evaluator, arg(1), at), at);
    case "intersect":
    case "intersection":
      return partsOf(evaluator, schema)
        .map((part) => ({ part, value: go(part, input) }))
        .reduce<Value>((whole, { part, value }) => overlaid(evaluator, whole, value, part), input);
    case "lazy":
      return go(evaluator.call(arg(0), [], at), input);
    default:
      return withOption(evaluator, schema, input, at);
  }
}

/** The default among the options of a field: `str({ default: "x", devDefault: "y" })`, `Type.String({ default })`. */
function withOption(evaluator: Evaluator, schema: AppliedValue, input: Value, at: Place): Value {
  const options = schema.args.map((t) => evaluator.force(t)).find((v) => v.kind === "object");
  if (options?.kind !== "object") return input;
  const always = options.entries.get("default");
  const inDevelopment = options.entries.get("devDefault");
  const otherwise: Value = always ? evaluator.force(always) : { kind: "literal", value: undefined, at };
  if (!inDevelopment) return fallbackOf(input, otherwise, at);
  const isLive: Value = {
    kind: "operation",
    operator: "===",
    operands: [
      { kind: "variable", name: "NODE_ENV", at },
      { kind: "literal", value: "production", at },
    ],
    at,
  };
  const thunk = thunkOf(isLive);
  const own = { value: evaluator.force(inDevelopment), when: [{ thunk, holds: false }] };
  const live = isEmpty(otherwise) ? [] : [{ value: otherwise, when: [{ thunk, holds: true }] }];
  return fallbackOf(input, { kind: "choice", options: [own, ...live], at }, at);
}

/** JSON Schema: `{ type: "object", properties: { INDEX: { type: "string", default: "docs" } } }`; else a bare shape. */
function parsePlain(evaluator: Evaluator, schema: ObjectValue, input: Value, at: Place, depth: number): Value {
  const go = (inner: Value, value: Value): Value => parse(evaluator, inner, value, at, depth + 1);
  const properties = schema.entries.get("properties");
  const fields = properties ? evaluator.force(properties) : null;
  if (fields?.kind === "object") return parseFields(evaluator, fields, input, at, go);
  const otherwise = schema.entries.get("default");
  if (otherwise && (schema.entries.has("type") || schema.entries.has("format")))
    return fallbackOf(input, evaluator.force(otherwise), at);
  // znv: a schema with defaults beside it.
  const inner = schema.entries.get("schema");
  return inner ? go(evaluator.force(inner), input) : input;
}

/** Every field of an object, or every variable of the environment, through its own schema. */
export function parseFields(
  evaluator: Evaluator,
  shape: ObjectValue,
  input: Value,
  at: Place,
  go: (schema: Value, input: Value) => Value = (schema, value) => parse(evaluator, schema, value, at, 1),
): Value {
  // arktype marks what may be left out in the name.
  const fields = [...shape.entries].map(([key, thunk]) => [key.replace(/\?$/, ""), thunk] as const);
  const field = (thunk: Thunk, read: Value): Value => go(evaluator.force(thunk), read);
  if (input.kind === "environment") {
    const made = new Map(input.made);
    for (const [key, thunk] of fields) {
      const before = input.made.get(key);
      made.set(key, (read) => field(thunk, before ? before(read) : read));
    }
    return { kind: "environment", made, at };
  }
  if (isPassedEnvironment(input)) {
    const read = fields.map(
      ([key, thunk]) => [key, thunkOf(field(thunk, memberOf(evaluator, input, key, at)))] as const,
    );
    return { kind: "object", entries: new Map(read), rest: input, at };
  }
  if (input.kind === "fallback" || input.kind === "choice" || input.kind === "select") {
    // One of several documents: which one, and so what a field holds, depends on the environment.
    const later = fields.map(([key, thunk]): [string, Thunk] => [
      key,
      lazyThunk(thunk, () => field(thunk, memberOf(evaluator, input, key, at))),
    ]);
    return { kind: "object", entries: new Map(later), rest: input, at };
  }
  if (input.kind !== "object") return input;
  const entries = new Map(input.entries);
  for (const [key, thunk] of fields) {
    const read = memberOf(evaluator, input, key, at);
    const value = field(thunk, read);
    const given = input.entries.get(key);
    if (value !== read || !given) entries.set(key, given ? { ...given, value } : thunkOf(value));
  }
  return { ...input, entries };
}

/** What one schema makes of a value, with the fields of another over it. */
function overlaid(evaluator: Evaluator, under: Value, over: Value, schema: Value): Value {
  if (under.kind === "environment" && over.kind === "environment")
    return { ...over, made: new Map([...under.made, ...over.made]) } satisfies EnvironmentObject;
  if (under.kind !== "object" || over.kind !== "object") return over;
  const names = namesIn(evaluator, schema);
  const own = [...over.entries].filter(([key]) => names === null || names.has(key) || !under.entries.has(key));
  return { ...over, entries: new Map([...under.entries, ...own]) };
}

/** The schemas of the fields of an object schema, as its `shape` gives them; null where that is not seen. */
export function shapeOf(evaluator: Evaluator, schema: Value): ObjectValue | null {
  let entries: Map<string, Thunk> | null = null;
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      const name = lastName(current.callee);
      const [first] = current.args;
      const arg: Value | null = first ? evaluator.force(first) : null;
      if (/^(object|strictObject|looseObject|interface|extend|safeExtend|merge)$/.test(name) && arg) {
        const own: ObjectValue | null = arg.kind === "object" ? arg : shapeOf(evaluator, arg);
        if (own) entries = new Map([...own.entries, ...(entries ?? [])]);
      }
      current = current.callee;
    } else current = current.kind === "member" ? current.object : null;
  }
  return entries ? { kind: "object", entries, rest: null, at: schema.at } : null;
}

/** The fields that a schema names itself; null if that is not seen. */
function namesIn(evaluator: Evaluator, schema: Value): ReadonlySet<string> | null {
  if (schema.kind === "object") return new Set(schema.entries.keys());
  const [first] = schema.kind === "applied" ? schema.args : [];
  const shape = first ? evaluator.force(first) : null;
  return shape?.kind === "object" ? new Set(shape.entries.keys()) : null;
}

/** `.extend({…})` takes a bare shape where `.merge(…)` takes a schema. */
function asSchema(value: Value): Value {
  if (value.kind !== "object") return value;
  const object: Value = { kind: "external", package: "zod", path: ["z", "object"], at: value.at };
  return { kind: "applied", form: "call", callee: object, args: [thunkOf(value)], at: value.at };
}

/** The schema that a method is called on; null for a function of the library itself. */
function baseOf({ callee }: AppliedValue): Value | null {
  if (callee.kind !== "member") return null;
  let current: Value = callee.object;
  while (current.kind === "member") current = current.object;
  return current.kind === "applied" ? callee.object : null;
}

function partsOf(evaluator: Evaluator, { args }: AppliedValue): readonly Value[] {
  return args.flatMap((t) => {
    const value = evaluator.force(t);
    return value.kind === "array" ? value.elements.map((e) => evaluator.force(e)) : [value];
  });
}

function isChecker(value: Value): boolean {
  return value.kind === "applied" || value.kind === "member" || value.kind === "function";
}

/** A default may be a function that makes it. */
function madeBy(evaluator: Evaluator, value: Value, at: Place): Value {
  return value.kind === "function" ? evaluator.call(value, [], at) : value;
}

function argumentOf(evaluator: Evaluator, { args }: AppliedValue, i: number, at: Place): Value {
  const thunk = args[i];
  return thunk ? evaluator.force(thunk) : { kind: "literal", value: undefined, at };
}

/** `"string = 'docs'"` of arktype. */
function arkDefault({ value }: Extract<Value, { kind: "literal" }>, at: Place): Value {
  const found = typeof value === "string" ? /=\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*$/.exec(value) : null;
  const text = found?.[1] ?? found?.[2];
  if (text !== undefined) return { kind: "literal", value: text, at };
  return { kind: "literal", value: found?.[3] === undefined ? undefined : Number(found[3]), at };
}
