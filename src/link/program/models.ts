import { matches, storeOpeningMethods, variableReadersNamed } from "../../catalog/match.ts";
import type { Place } from "../../model/location.ts";
import { injected } from "./containers.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { configured, isConfigService } from "./models/config-service.ts";
import { moduleRead } from "./models/files.ts";
import { guardrailAnswer } from "./models/guardrails.ts";
import { arrayMethod, assigned, fromEntries, isInput, isText, listOf, mapGet, replaced } from "./models/language.ts";
import { readOf } from "./models/names.ts";
import { fetchedSecret, storedSecret } from "./models/secret-stores.ts";
import { configReaders, createdEnv, environmentWith, parsed, parses, validatorRoot } from "./models/validators.ts";
import type { ExternalValue, Frame, Thunk, Value } from "./value.ts";

/**
 * Functions outside the repository whose result is known from their arguments: the language's own helpers,
 * validators of the environment, and wrappers that give back what they are given. Null for everything else.
 */
export function modelledCall(
  evaluator: Evaluator,
  callee: Value,
  args: readonly Thunk[],
  at: Place,
  frame: Frame | null,
): Value | null {
  const first = (): Value => (args[0] ? evaluator.force(args[0]) : { kind: "literal", value: undefined, at });
  if (callee.kind === "external")
    return readBy(evaluator, callee, args, at) ?? externalCall(evaluator, callee, args, at);
  // A secret that is declared first and opened by a call.
  if (callee.kind === "stored" || callee.kind === "variable") return callee;
  if (callee.kind !== "member") return null;
  const { object, property } = callee;
  if (property === "bind" && args.length <= 1) return boundTo(object, args[0] ? first() : null);
  const secret = storedSecret(evaluator, object, property, args, at);
  if (secret) return secret;
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
    return mapGet(evaluator, object, first(), at, frame);
  }
  if ((property === "get" || property === "getOrThrow") && isConfigService(object)) {
    const given = args[1] ? evaluator.force(args[1]) : null;
    const read = configured(evaluator, first(), at);
    return given && given.kind !== "object" ? { kind: "fallback", first: read, second: given, at } : read;
  }
  // `env.AI.autorag("docs")` of a binding that no configuration here declares.
  if (object.kind === "variable" && storeOpeningMethods(property).length > 0) return null;
  // `env.get("X").required().asString()`: each step gives the same variable, checked further.
  if (object.kind === "variable" || (object.kind === "fallback" && object.first.kind === "variable")) {
    if (property === "default") return { kind: "fallback", first: object, second: first(), at };
    return object;
  }
  return null;
}

function readBy(evaluator: Evaluator, callee: ExternalValue, args: readonly Thunk[], at: Place): Value | null {
  const reader = variableReadersNamed(callee.path.at(-1) ?? "default").find(({ symbol }) => matches(symbol, callee));
  for (const { index, path } of reader?.name ?? []) {
    const thunk = args[index];
    if (thunk)
      return readOf(
        path.reduce((v, property) => evaluator.member(v, property, at), evaluator.force(thunk)),
        at,
      );
  }
  return null;
}

/**
 * `fn.bind(owner)`, `client.insert.bind(client)`: the function itself. A statement that was prepared has a `bind` of its own,
 * and is no function.
 */
function boundTo(fn: Value, owner: Value | null): Value | null {
  if (fn.kind === "function") return owner && fn.fn.form !== "arrow" ? { ...fn, self: owner } : fn;
  return fn.kind === "member" || fn.kind === "external" ? fn : null;
}

function externalCall(evaluator: Evaluator, callee: ExternalValue, args: readonly Thunk[], at: Place): Value | null {
  const { package: pkg, path } = callee;
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
        return isInput(arg(0)) || arg(0).kind === "stored" ? arg(0) : moduleRead(evaluator, arg(0), at);
      case "fetch":
        return fetchedSecret(evaluator, arg(0), arg(1), at);
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
      default:
        return null;
    }
  }
  if (deepMerges.test(`${pkg}#${name}`))
    return layered(
      args.map((_, i) => arg(i)),
      pkg === "defu",
      at,
    );
  if (/^(js-yaml|yaml)$/.test(pkg) && /^(load|parse)$/.test(path.at(-1) ?? ""))
    return moduleRead(evaluator, arg(0), at);
  if (pkg.startsWith("@openai/agents")) return guardrailAnswer(path, at);
  if (pkg.startsWith("@t3-oss/env")) return createdEnv(evaluator, arg(0), at);
  if (pkg === "envalid" && /^(cleanEnv|customCleanEnv)$/.test(name))
    return environmentWith(evaluator, arg(0), arg(1), at);
  if (pkg === "valibot" && parses.has(name)) return parsed(evaluator, arg(0), arg(1), name, at);
  if (pkg === "znv" && name === "parseEnv") return environmentWith(evaluator, arg(0), arg(1), at);
  if (pkg === "react" && name === "cache") return arg(0);
  if (
    /^(lodash|lodash-es|lodash\/.*|p-memoize|memoize|mem|onetime|es-toolkit|moderndash)$/.test(pkg) &&
    /(once|memoize|default|onetime|mem)$/.test(name || "default")
  )
    return arg(0);
  if (pkg === "hono/adapter" && name === "env") return { kind: "environment", defaults: new Map(), platform: true, at };
  return null;
}

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

/** Deep merges: later layers over earlier ones, entry by entry. */
const deepMerges =
  /^(lodash\.merge#.*|(lodash|lodash-es)(\/merge)?#(default\.)?merge|lodash\/merge#.*|deepmerge(-ts)?#.*|ts-deepmerge#.*|merge-deep#.*|defu#.*|@fastify\/deepmerge#.*|remeda#mergeDeep|es-toolkit#(merge|toMerged))$/;

/** What has an entry in a later layer is taken from there, at every depth; `defu` takes the first layer first. */
function layered(layers: readonly Value[], firstWins: boolean, at: Place): Value {
  const ordered = firstWins ? [...layers].reverse() : layers;
  const [base, ...over] = ordered;
  const start: Value = base ?? { kind: "literal", value: undefined, at };
  return over.reduce((second, first): Value => ({ kind: "fallback", first, second, at }), start);
}
