import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import { chainOf, noModule, type ObjectValue, type Thunk, unknownValue, type Value } from "../value.ts";
import { lastName } from "./names.ts";

/** Methods that check a value and give it back. */
export const parses = new Set([
  "parse",
  "safeParse",
  "parseAsync",
  "safeParseAsync",
  "validateSync",
  "validate",
  "attempt",
  "assert",
  "decodeUnknownSync",
]);
/** Libraries of schemas. */
const validators = new Set([
  "zod",
  "zod/v4",
  "zod/v3",
  "zod/mini",
  "valibot",
  "yup",
  "joi",
  "@hapi/joi",
  "arktype",
  "superstruct",
  "env-var",
  "envsafe",
]);
/** Libraries whose `get` reads a variable. */
export const configReaders = new Set(["env-var", "config", "convict"]);

/** The validator library a schema chain such as `z.object({…}).partial()` starts in. */
export function validatorRoot(value: Value): { readonly package: string } | null {
  let current: Value = value;
  for (let depth = 0; depth < 64; depth++) {
    if (current.kind === "external")
      return validators.has(current.package) || configReaders.has(current.package)
        ? { package: current.package }
        : null;
    if (current.kind === "applied") current = current.callee;
    else if (current.kind === "member") current = current.object;
    else return null;
  }
  return null;
}

export function parsed(evaluator: Evaluator, schema: Value | null, input: Value, method: string, at: Place): Value {
  const shape = schema ? shapeOf(evaluator, schema) : null;
  const checked = shape ? environmentWith(evaluator, input, shape, at) : input;
  const result = schema ? transformed(evaluator, schema, checked, at) : checked;
  if (!method.startsWith("safe")) return result;
  const thunk: Thunk = {
    expression: { kind: "undefined", span: at.span },
    module: noModule,
    frame: null,
    value: result,
  };
  const entries = new Map<string, Thunk>([
    ["data", thunk],
    ["value", thunk],
    ["output", thunk],
  ]);
  return { kind: "object", entries, rest: unknownValue("the outcome of a validation", at), at };
}

/** `z.object({…}).transform((e) => ({…}))`: what the callbacks make of it, innermost first. */
function transformed(evaluator: Evaluator, schema: Value, input: Value, at: Place): Value {
  const callbacks = chainOf(schema).flatMap((part) => {
    const [first] = part.kind === "applied" && lastName(part.callee) === "transform" ? part.args : [];
    return first ? [first] : [];
  });
  return callbacks.reduce(
    (value, callback) => evaluator.call(evaluator.force(callback), [{ ...callback, value }], at),
    input,
  );
}

/** The object of fields in `z.object({…})`, also behind `.partial()`, `.extend({…})`, `.transform(…)`. */
function shapeOf(evaluator: Evaluator, schema: Value): Value | null {
  let entries: Map<string, Thunk> | null = null;
  let at = schema.at;
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      const name = lastName(current.callee);
      const arg: Value | null = current.args[0] ? evaluator.force(current.args[0]) : null;
      if (/^(object|strictObject|looseObject|extend|merge|safeExtend)$/.test(name)) {
        const own = arg?.kind === "object" ? arg : arg ? shapeOf(evaluator, arg) : null;
        if (own?.kind === "object") {
          entries = new Map([...own.entries, ...(entries ?? [])]);
          at = own.at;
        }
      }
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else current = null;
  }
  return entries ? { kind: "object", entries, rest: null, at } : null;
}

/** What a validated environment (or plain object) gives: the same reads, with the schema's defaults behind them. */
export function environmentWith(evaluator: Evaluator, input: Value, shape: Value, at: Place): Value {
  const defaults = new Map<string, Thunk>();
  if (shape.kind === "object") {
    for (const [key, thunk] of shape.entries) {
      const value = defaultOf(evaluator, evaluator.force(thunk));
      if (value) defaults.set(key, { ...thunk, value });
    }
  }
  if (input.kind === "environment")
    return { kind: "environment", defaults: new Map([...input.defaults, ...defaults]), at };
  if (input.kind !== "object") return input;
  const entries = new Map(input.entries);
  for (const [key, thunk] of defaults) {
    const given = entries.get(key);
    if (!given) entries.set(key, thunk);
    else
      entries.set(key, {
        ...given,
        value: { kind: "fallback", first: evaluator.force(given), second: evaluator.force(thunk), at },
      });
  }
  return { ...input, entries };
}

/** The default of one field schema: `z.string().default("x")`, `str({ default: "x" })`. */
function defaultOf(evaluator: Evaluator, schema: Value): Value | null {
  for (let current: Value | null = schema; current; ) {
    if (current.kind === "applied") {
      const name = lastName(current.callee);
      const arg: Value | null = current.args[0] ? evaluator.force(current.args[0]) : null;
      if ((name === "default" || name === "catch" || name === "prefault") && arg) return arg;
      if (name === "optional" && current.args[1]) return evaluator.force(current.args[1]);
      const given = arg?.kind === "object" ? arg.entries.get("default") : undefined;
      if (given && current.callee.kind === "external") return evaluator.force(given);
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else current = null;
  }
  return null;
}

/** t3-env: what `runtimeEnv` maps, what it `extends`, and otherwise the environment itself. */
export function createdEnv(evaluator: Evaluator, options: Value, at: Place): Value {
  if (options.kind !== "object") return { kind: "environment", defaults: new Map(), at };
  const take = (name: string): Value | null => {
    const thunk = options.entries.get(name);
    return thunk ? evaluator.force(thunk) : null;
  };
  const mapped = take("runtimeEnv") ?? take("runtimeEnvStrict") ?? take("experimental__runtimeEnv");
  const shapes = ["shared", "server", "client"].map(take).filter((v) => v?.kind === "object") as ObjectValue[];
  const shape: Value = { kind: "object", entries: new Map(shapes.flatMap((s) => [...s.entries])), rest: null, at };
  const input: Value =
    mapped?.kind === "object"
      ? { ...mapped, rest: mapped.rest ?? { kind: "environment", defaults: new Map(), at } }
      : { kind: "environment", defaults: new Map(), at };
  const base = environmentWith(evaluator, input, shape, at);
  const parents = take("extends");
  if (parents?.kind !== "array") return base;
  const inherited = new Map<string, Thunk>();
  for (const thunk of parents.elements) {
    const parent = evaluator.force(thunk);
    if (parent.kind === "environment") for (const [key, value] of parent.defaults) inherited.set(key, value);
    if (parent.kind === "object") for (const [key, value] of parent.entries) inherited.set(key, value);
  }
  if (base.kind === "environment") return { ...base, defaults: new Map([...inherited, ...base.defaults]) };
  return base.kind === "object" ? { ...base, entries: new Map([...inherited, ...base.entries]) } : base;
}
