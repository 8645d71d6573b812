import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import { memberOf } from "../member.ts";
import { environmentAt, type ObjectValue, type Thunk, thunkOf, unknownValue, type Value } from "../value.ts";
import { lastName } from "./names.ts";
import { parse, parseFields, shapeOf } from "./schemas.ts";

/** Methods of a schema that check a value and give it back. */
const checks =
  /^(parse|safeParse|parseAsync|safeParseAsync|decode|validateSync|validate|validateAsync|validateSyncAt|cast|castSync|attempt|assert|create|mask|from|allows|traverse|Parse|Decode|Cast|Convert|Default)$/;

/** Libraries of schemas. */
const validators =
  /^(zod(\/.*)?|@hono\/zod-openapi|valibot|yup|joi|@hapi\/joi|arktype|superstruct|@sinclair\/typebox(\/value)?|typebox(\/value)?|@effect\/schema.*|runtypes)$/;

/** Whether a value is a schema, or a library of schemas: what its chain of calls starts in. */
export function isValidator(value: Value): boolean {
  let current: Value = value;
  for (let depth = 0; depth < 64; depth++) {
    if (current.kind === "external") return validators.test(current.package);
    if (current.kind === "applied") current = current.callee;
    else if (current.kind === "member") current = current.object;
    else return false;
  }
  return false;
}

/** What a schema says of itself: the schemas of its fields. */
export function partOfSchema(evaluator: Evaluator, schema: Value, property: string): Value | null {
  return /^(shape|entries|fields)$/.test(property) && isValidator(schema) ? shapeOf(evaluator, schema) : null;
}

/** What a method of a schema gives of what it checks; null for any other method. */
export function checkedBySchema(
  evaluator: Evaluator,
  schema: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [first, second] = args.map((t) => evaluator.force(t));
  if (!first || !checks.test(method)) return null;
  // `z.parse(schema, value)`, `create(value, struct)`, `Joi.attempt(value, schema)`: functions of the library.
  if (schema.kind === "external")
    return second ? checkedByLibrary(evaluator, schema.package, method, first, second, at) : null;
  return outcome(evaluator, parse(evaluator, schema, first, at), method, schema, at);
}

function checkedByLibrary(
  evaluator: Evaluator,
  pkg: string,
  method: string,
  first: Value,
  second: Value,
  at: Place,
): Value {
  const valueFirst = /^(superstruct|joi|@hapi\/joi)$/.test(pkg);
  const [schema, value] = valueFirst ? [second, first] : [first, second];
  return outcome(evaluator, parse(evaluator, schema, value, at), method, schema, at);
}

/** Some methods give what they found inside a report of how it went. */
function outcome(_evaluator: Evaluator, result: Value, method: string, schema: Value, at: Place): Value {
  const isReport = method.startsWith("safe") || (method === "validate" && !isYup(schema));
  if (!isReport) return result;
  const thunk = thunkOf(result);
  const entries = new Map<string, Thunk>(["data", "value", "output"].map((name) => [name, thunk] as const));
  // superstruct's is a list of error and value.
  entries.set("1", thunk);
  return { kind: "object", entries, rest: unknownValue("the outcome of a validation", at), at };
}

function isYup(schema: Value): boolean {
  let current: Value = schema;
  while (current.kind === "applied" || current.kind === "member")
    current = current.kind === "applied" ? current.callee : current.object;
  return current.kind === "external" && current.package === "yup";
}

/** A schema that is called with what it checks: arktype's types, valibot's `parser(schema)`. */
export function calledSchema(evaluator: Evaluator, callee: Value, args: readonly Thunk[], at: Place): Value | null {
  const [first] = args;
  if (!first || callee.kind !== "applied" || callee.callee.kind !== "external") return null;
  const { package: pkg } = callee.callee;
  const name = lastName(callee.callee);
  if (pkg === "arktype" && /^(type|scope)$/.test(name)) return parse(evaluator, callee, evaluator.force(first), at);
  const [schema] = callee.args;
  if (pkg !== "valibot" || !schema || !/^(safeP|p)arser(Async)?$/.test(name)) return null;
  const method = name.startsWith("safe") ? "safeParse" : "parse";
  return outcome(evaluator, parse(evaluator, evaluator.force(schema), evaluator.force(first), at), method, callee, at);
}

/** What a validated environment (or plain object) gives: the same reads, through the schema of each. */
export function environmentWith(evaluator: Evaluator, input: Value, shape: Value, at: Place): Value {
  return shape.kind === "object" ? parseFields(evaluator, shape, input, at) : parse(evaluator, shape, input, at);
}

/** t3-env: what `runtimeEnv` maps, what it `extends`, and otherwise the environment itself. */
export function createdEnv(evaluator: Evaluator, options: Value, at: Place): Value {
  if (options.kind !== "object") return environmentAt(at);
  const take = (name: string): Value | null => {
    const thunk = options.entries.get(name);
    return thunk ? evaluator.force(thunk) : null;
  };
  const mapped = take("runtimeEnv") ?? take("runtimeEnvStrict") ?? take("experimental__runtimeEnv");
  const made = new Map<string, (read: Value) => Value>();
  const parents = take("extends");
  if (parents?.kind === "array")
    for (const parent of parents.elements) inherit(evaluator, made, evaluator.force(parent));
  if (mapped?.kind === "object") for (const [key, thunk] of mapped.entries) made.set(key, () => evaluator.force(thunk));
  if (mapped?.kind === "environment") for (const [key, make] of mapped.made) made.set(key, make);
  const shapes = ["shared", "server", "client"].map(take).filter((v): v is ObjectValue => v?.kind === "object");
  for (const [key, thunk] of shapes.flatMap((s) => [...s.entries])) {
    // What it checks itself it reads itself, whatever a parent reads under that name.
    const own = mapped?.kind === "object" ? mapped.entries.get(key) : undefined;
    made.set(key, (read) => parse(evaluator, evaluator.force(thunk), own ? evaluator.force(own) : read, at));
  }
  return { kind: "environment", made, at };
}

function inherit(evaluator: Evaluator, made: Map<string, (read: Value) => Value>, parent: Value): void {
  if (parent.kind === "environment") for (const [key, make] of parent.made) made.set(key, make);
  if (parent.kind === "object")
    for (const key of parent.entries.keys()) made.set(key, () => memberOf(evaluator, parent, key, parent.at));
}

/** The whole environment, as libraries give it that check `process.env` by themselves; null for any other function. */
export function checkedEnvironment(
  evaluator: Evaluator,
  pkg: string,
  name: string,
  arg: (i: number) => Value,
  at: Place,
): Value | null {
  if (pkg.startsWith("@t3-oss/env"))
    return pkg.includes("presets") ? environmentAt(at) : createdEnv(evaluator, arg(0), at);
  if (pkg === "envalid" && /^(cleanEnv|customCleanEnv)$/.test(name))
    return environmentWith(evaluator, arg(0), arg(1), at);
  if (pkg === "znv" && name === "parseEnv") return environmentWith(evaluator, arg(0), arg(1), at);
  if (pkg === "envsafe" && name === "envsafe") return environmentWith(evaluator, environmentAt(at), arg(0), at);
  if (/^(arkenv|ts-dotenv|env-schema)$/.test(pkg) && /^(default|arkenv|load|envSchema)$/.test(name)) {
    const shape = pkg === "env-schema" ? memberOf(evaluator, arg(0), "schema", at) : arg(0);
    return pkg === "env-schema"
      ? parse(evaluator, shape, environmentAt(at), at)
      : environmentWith(evaluator, environmentAt(at), shape, at);
  }
  if (/^dotenv(-.*)?$/.test(pkg) && /^(default\.)?(config|load|expand|configDotenv)$/.test(name))
    return { kind: "object", entries: new Map([["parsed", thunkOf(environmentAt(at))]]), rest: null, at };
  return null;
}

/** `Config.string("INDEX")` of Effect; null for any other function. */
export function effectConfig(pkg: string, path: readonly string[], arg: (i: number) => Value, at: Place): Value | null {
  if (!/^(effect|effect\/Config)$/.test(pkg) || (pkg === "effect" && path[0] !== "Config")) return null;
  const name = path.at(-1) ?? "";
  if (/^(string|nonEmptyString|redacted|secret|number|integer|boolean|url|port|literal)$/.test(name)) {
    const given = arg(0);
    const text = given.kind === "literal" && typeof given.value === "string" ? given.value : given;
    return { kind: "variable", name: text, at };
  }
  return null;
}
