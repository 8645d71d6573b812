import type { Place } from "../../model/location.ts";
import { injected } from "./containers.ts";
import { type Evaluator, isEmpty, literalsOf } from "./evaluate.ts";
import { indexValue, objectOf } from "./member.ts";
import { choiceOf, type ObjectValue, type Option, type Thunk, unknownValue, type Value } from "./value.ts";

/**
 * Functions outside the repository whose result is known from their arguments: the language's own helpers,
 * validators of the environment, and wrappers that give back what they are given. Null for everything else.
 */
export function modelledCall(evaluator: Evaluator, callee: Value, args: readonly Thunk[], at: Place): Value | null {
  const first = (): Value => (args[0] ? evaluator.force(args[0]) : { kind: "literal", value: undefined, at });
  if (callee.kind === "external") return externalCall(evaluator, callee.package, callee.path, args, at);
  if (callee.kind !== "member") return null;
  const { object, property } = callee;
  if (object.kind === "array") return arrayMethod(evaluator, object, property, args, at);
  if (property === "resolve" && args[0]) {
    const [name, ...more] = literalsOf(first());
    const held = name !== undefined && more.length === 0 ? injected(evaluator, object, name, at) : null;
    if (held) return held;
  }
  const root = validatorRoot(object);
  if (root !== null) {
    if (parses.has(property))
      return parsed(evaluator, args.length > 1 && root.package === "valibot" ? null : object, first(), property, at);
    if (property === "get" && configReaders.has(root.package)) return readOf(first(), at);
  }
  if (sameText.has(property) && isText(object)) return object;
  if ((property === "replace" || property === "replaceAll") && isText(object)) {
    return replaced(object, first(), args[1] ? evaluator.force(args[1]) : null, at);
  }
  if (
    object.kind === "applied" &&
    object.callee.kind === "external" &&
    object.callee.package === "" &&
    object.callee.path[0] === "Map" &&
    property === "get"
  ) {
    return mapGet(evaluator, object.args, first(), at);
  }
  if ((property === "get" || property === "getOrThrow") && isConfigService(object)) {
    const fallback = args[1] ? evaluator.force(args[1]) : null;
    const read = readOf(first(), at);
    return fallback && fallback.kind !== "object" ? { kind: "fallback", first: read, second: fallback, at } : read;
  }
  // `env.get("X").required().asString()`: each step gives the same variable, checked further.
  if (object.kind === "variable" || (object.kind === "fallback" && object.first.kind === "variable")) {
    if (property === "default") return { kind: "fallback", first: object, second: first(), at };
    return object;
  }
  return null;
}

function externalCall(
  evaluator: Evaluator,
  pkg: string,
  path: readonly string[],
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const name = path.join(".");
  const arg = (i: number): Value =>
    args[i] ? evaluator.force(args[i] as Thunk) : { kind: "literal", value: undefined, at };
  if (pkg === "") {
    switch (name) {
      case "Object.freeze":
      case "Object.seal":
      case "structuredClone":
      case "String":
      case "Promise.resolve":
      case "encodeURIComponent":
      case "encodeURI":
        return arg(0);
      case "JSON.parse":
        // What a model passes is the same before and after it is parsed.
        return isInput(arg(0)) ? arg(0) : null;
      case "Promise.all":
      case "Promise.allSettled":
        return arg(0);
      case "Object.assign":
        return assigned(evaluator, args, at);
      case "Object.keys":
      case "Object.values":
      case "Object.entries":
        return listOf(arg(0), name, at);
      case "Object.fromEntries":
        return fromEntries(evaluator, arg(0), at);
      case "Deno.env.get":
        return readOf(arg(0), at);
      default:
        return null;
    }
  }
  if (pkg.startsWith("@t3-oss/env")) return createdEnv(evaluator, arg(0), at);
  if (pkg === "envalid" && /^(cleanEnv|customCleanEnv)$/.test(name))
    return environmentWith(evaluator, arg(0), arg(1), at);
  if (pkg === "env-var" && name.endsWith("get")) return readOf(arg(0), at);
  if (pkg === "valibot" && parses.has(name)) return parsed(evaluator, arg(0), arg(1), name, at);
  if (pkg === "znv" && name === "parseEnv") return environmentWith(evaluator, arg(0), arg(1), at);
  if (pkg === "react" && name === "cache") return arg(0);
  if (
    /^(lodash|lodash-es|lodash\/.*|p-memoize|memoize|mem|onetime|es-toolkit|moderndash)$/.test(pkg) &&
    /(once|memoize|default|onetime|mem)$/.test(name || "default")
  )
    return arg(0);
  if (pkg === "@langchain/core/utils/env" && name === "getEnvironmentVariable") return readOf(arg(0), at);
  if (pkg === "hono/adapter" && name === "env") return { kind: "environment", defaults: new Map(), at };
  return null;
}

const parses = new Set([
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
const configReaders = new Set(["env-var", "config", "convict"]);
const sameText = new Set([
  "trim",
  "toString",
  "toLowerCase",
  "toUpperCase",
  "normalize",
  "trimEnd",
  "trimStart",
  "valueOf",
  "toWellFormed",
  "asString",
  "asUrlString",
  "asInt",
  "asPortNumber",
  "asBool",
]);

/** The validator library a schema chain such as `z.object({…}).partial()` starts in. */
function validatorRoot(value: Value): { readonly package: string } | null {
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

function parsed(evaluator: Evaluator, schema: Value | null, input: Value, method: string, at: Place): Value {
  const shape = schema ? shapeOf(evaluator, schema) : null;
  const result = shape ? environmentWith(evaluator, input, shape, at) : input;
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
function environmentWith(evaluator: Evaluator, input: Value, shape: Value, at: Place): Value {
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
function createdEnv(evaluator: Evaluator, options: Value, at: Place): Value {
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

function readOf(name: Value, at: Place): Value {
  const [only, ...more] = literalsOf(name);
  return { kind: "variable", name: only !== undefined && more.length === 0 ? only : name, at };
}

function assigned(evaluator: Evaluator, args: readonly Thunk[], at: Place): Value {
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

function listOf(value: Value, name: string, at: Place): Value {
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

function fromEntries(evaluator: Evaluator, list: Value, at: Place): Value | null {
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

function mapGet(evaluator: Evaluator, args: readonly Thunk[], key: Value, at: Place): Value | null {
  const list = args[0] ? evaluator.force(args[0]) : null;
  const object = list ? fromEntries(evaluator, list, at) : null;
  return object ? indexValue(evaluator, object, key, at) : null;
}

function arrayMethod(
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

function isInput(value: Value): boolean {
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
function replaced(text: Value, pattern: Value, by: Value | null, at: Place): Value | null {
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

function isText(value: Value): boolean {
  return ["literal", "template", "variable", "choice", "fallback", "select", "input"].includes(value.kind);
}

function isConfigService(value: Value): boolean {
  return (
    value.kind === "applied" &&
    value.callee.kind === "external" &&
    value.callee.package === "@nestjs/config" &&
    value.callee.path.at(-1) === "ConfigService"
  );
}

/** The last property or export name of what is called. */
export function lastName(callee: Value): string {
  return callee.kind === "member" ? callee.property : callee.kind === "external" ? (callee.path.at(-1) ?? "") : "";
}

const noModule = {
  path: "",
  bindings: [],
  functions: [],
  classes: [],
  types: [],
  exports: [],
  body: [],
  gaps: [],
} as const;
