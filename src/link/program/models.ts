import { matches, variableReadersNamed } from "../../catalog/match.ts";
import type { Place } from "../../model/location.ts";
import { spreadArguments } from "./call.ts";
import { elementOf } from "./composites.ts";
import { built, injected } from "./containers.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { indexValue } from "./index-value.ts";
import { loadedConfig } from "./models/config-files.ts";
import { configured, isConfigService, registeredFactory, registeredValue } from "./models/config-service.ts";
import { convictRead } from "./models/convict.ts";
import { moduleRead, parsedFile, parsesText } from "./models/files.ts";
import { takenDown } from "./models/frameworks.ts";
import { functionMethod, isMemoiser } from "./models/functions.ts";
import { guardrailAnswer } from "./models/guardrails.ts";
import { infrastructureCall } from "./models/infrastructure.ts";
import { arrayMethod } from "./models/lists.ts";
import { mapGet, mapOf } from "./models/maps.ts";
import { matched } from "./models/matching.ts";
import { lastName, readOf } from "./models/names.ts";
import { assigned, fromEntries, isInput, listOf, pathOf } from "./models/objects.ts";
import { promised, resolvedWith } from "./models/promises.ts";
import { fetchedSecret, storedSecret } from "./models/secret-stores.ts";
import { azureIdentity, requestSigner } from "./models/signers.ts";
import { formatted, isText, textMethod } from "./models/texts.ts";
import { calledSchema, checkedBySchema, checkedEnvironment, effectConfig, isValidator } from "./models/validators.ts";
import { asked } from "./providers.ts";
import { ranBy, ranValue } from "./runners.ts";
import { type ExternalValue, type Frame, fallbackOf, handedEnvironment, type Thunk, type Value } from "./value.ts";

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
  const declared = infrastructureCall(evaluator, callee, args, at);
  if (declared) return declared;
  const ran = ranBy(evaluator, callee, args);
  if (ran) return ranValue(evaluator, ran.fn, at);
  if (callee.kind === "external") {
    const known =
      readBy(evaluator, callee, args, at) ??
      parsedFile(evaluator, callee, args, at) ??
      externalCall(evaluator, callee.package, callee.path, spreadArguments(evaluator, args), at);
    if (known) return known;
    const method = callee.path.at(-1);
    const owner: Value = { ...callee, path: callee.path.slice(0, -1) };
    return method === undefined ? null : containerCall(evaluator, owner, method, args, at);
  }
  const file = parsedFile(evaluator, callee, args, at);
  if (file) return file;
  const checked = calledSchema(evaluator, callee, args, at);
  if (checked) return checked;
  const factory = registeredFactory(callee);
  if (factory) return registeredValue(evaluator, factory, at);
  if (callee.kind === "stored") return callee;
  // `Deno.env` under a name of its own: its methods look like variables.
  if (callee.kind === "variable" && callee.name === "get" && args.length === 1) return readOf(first(), at);
  // A secret that is declared first and opened by a call.
  if (callee.kind === "variable") return callee;
  if (callee.kind !== "member") return null;
  const { object, property } = callee;
  if (property === "bind" && args.length <= 1) return boundTo(object, args[0] ? first() : null);
  if (isValidator(object)) return checkedBySchema(evaluator, object, property, args, at);
  const settled = promised(evaluator, object, property, args, at);
  if (settled) return settled;
  const secret = storedSecret(evaluator, object, property, args, at);
  if (secret) return secret;
  if (object.kind === "array") return arrayMethod(evaluator, object, property, args, at);
  const taken = property === "get" && args.length === 1 ? takenDown(evaluator, object, first(), at) : null;
  if (taken) return taken;
  const set = convictRead(evaluator, object, property, args, at);
  if (set) return set;
  if (property === "pipe" && isRead(object)) return piped(evaluator, object, args, at);
  const held = containerCall(evaluator, object, property, args, at);
  if (held) return held;
  if (property === "get" && isReader(object)) return readOf(first(), at);
  const text = isText(object) ? textMethod(evaluator, object, property, args, at) : null;
  if (text) return text;
  if (object.kind === "function") return functionMethod(evaluator, object, property, args, at);
  const map = property === "get" ? mapOf(object) : null;
  if (map) return mapGet(evaluator, map, first(), at, frame);
  const branch = matched(evaluator, object, property, args, at);
  if (branch) return branch;
  if ((property === "get" || property === "getOrThrow") && isConfigService(object)) {
    const otherwise = args[1] ? evaluator.force(args[1]) : null;
    const read = configured(evaluator, first(), at);
    return otherwise && otherwise.kind !== "object" ? fallbackOf(read, otherwise, at) : read;
  }
  // A secret that is bound to a Worker is asked for its value: `await env.API_KEY.get()`.
  if (property === "get" && args.length === 0 && isRead(object)) return object;
  // `env.get("X").required().asString()`: each step gives the same variable, checked further.
  if (readerSteps.test(property) && (isRead(object) || (object.kind === "literal" && property !== "default")))
    return property === "default" ? { kind: "fallback", first: object, second: first(), at } : object;
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

/** The value that `JSON.stringify` made a text of. */
function written(evaluator: Evaluator, text: Value): Value | null {
  if (text.kind !== "applied" || text.callee.kind !== "external" || text.callee.path.join(".") !== "JSON.stringify")
    return null;
  return text.args[0] ? evaluator.force(text.args[0]) : null;
}

/** Libraries whose `get` reads a variable. */
function isReader(value: Value): boolean {
  return value.kind === "external" && value.package === "env-var";
}

/** What env-var and Firebase let follow a read. */
const readerSteps = /^(required|default|example|convertFromBase64|as[A-Z]\w*|value)$/;

/** `Config.string("X").pipe(Config.withDefault("y"))` of Effect. */
function piped(evaluator: Evaluator, read: Value, args: readonly Thunk[], at: Place): Value {
  return args.reduce((value, t) => {
    const step = evaluator.force(t);
    const [given] = step.kind === "applied" && lastName(step.callee) === "withDefault" ? step.args : [];
    return given ? fallbackOf(value, evaluator.force(given), at) : value;
  }, read);
}

function isRead(value: Value): boolean {
  return value.kind === "variable" || (value.kind === "fallback" && isRead(value.first));
}

/** What a container of dependencies is asked for. */
function containerCall(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [first] = args;
  if (!first || args.length > 2) return null;
  if (method === "build") return built(evaluator, object, evaluator.force(first), at);
  const [name, ...more] = method === "resolve" ? literalsOf(evaluator.force(first)) : [];
  const held = name !== undefined && more.length === 0 ? injected(evaluator, object, name, at) : null;
  return held ?? asked(evaluator, object, method, args, at);
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
      case "Number":
      case "parseInt":
      case "parseFloat":
      case "Number.parseInt":
      case "Number.parseFloat":
        return arg(0);
      case "Object.create":
        return { kind: "object", entries: new Map(), rest: arg(0), at };
      case "Reflect.get":
        return indexValue(evaluator, arg(0), arg(1), at);
      case "JSON.parse":
        // What a model passes is the same before and after it is parsed.
        return isInput(arg(0)) || arg(0).kind === "stored"
          ? arg(0)
          : (written(evaluator, arg(0)) ?? moduleRead(evaluator, arg(0), at));
      case "fetch":
        return fetchedSecret(evaluator, arg(0), arg(1), at);
      case "Promise":
        return resolvedWith(evaluator, { kind: "external", package: pkg, path, at }, args, at);
      case "Promise.race":
      case "Promise.any":
        return arg(0).kind === "array" ? elementOf(evaluator, arg(0), at) : null;
      case "Promise.all":
      case "Promise.allSettled":
        return arg(0);
      case "Object.assign":
        return assigned(evaluator, args, at);
      case "Object.keys":
      case "Object.values":
      case "Object.entries":
        return listOf(evaluator, arg(0), name, at);
      case "Object.fromEntries":
        return fromEntries(evaluator, arg(0), at);
      default:
        return null;
    }
  }
  if (pkg === "util" && name === "format") return formatted(evaluator, args, at);
  if (deepMerges.test(`${pkg}#${name}`))
    return layered(
      args.map((_, i) => arg(i)),
      pkg === "defu",
      at,
    );
  if (parsesText(pkg, path)) return moduleRead(evaluator, arg(0), at);
  if (pkg === "config") return nodeConfig(evaluator, path.at(-1) ?? "", args[0] ? arg(0) : null, at);
  const signer = requestSigner(evaluator, pkg, path, args, at);
  if (signer) return signer;
  const identity = azureIdentity(pkg, path, args, at);
  if (identity) return evaluator.force(identity);
  if (pkg.startsWith("@openai/agents")) return guardrailAnswer(path, at);
  const checked = checkedEnvironment(evaluator, pkg, name, arg, at);
  if (checked) return checked;
  if (pkg === "env-var" && name.endsWith("from"))
    return { kind: "external", package: "env-var", path: ["default"], at };
  const library: Value = { kind: "external", package: pkg, path: path.slice(0, -1), at };
  if (isValidator(library)) return checkedBySchema(evaluator, library, path.at(-1) ?? "", args, at);
  const effect = effectConfig(pkg, path, arg, at);
  if (effect) return effect;
  if (isMemoiser(pkg, path)) return arg(0);
  // `defineConfig({…})` of any tool only types what it is given.
  if (/^define\w*Config$/.test(path.at(-1) ?? "") && arg(0).kind === "object") return arg(0);
  if (lodashGet.test(`${pkg}#${name}`)) return pathOf(evaluator, arg(0), arg(1), args[2] ? arg(2) : null, at);
  if (pkg === "hono/adapter" && name === "env") return handedEnvironment(at);
  return null;
}

/** `config.get("lessons.host")`, `config.util.toObject()` of node-config, with what it gives to or all of it. */
function nodeConfig(evaluator: Evaluator, method: string, given: Value | null, at: Place): Value | null {
  if (method === "toObject" || method === "loadFileConfigs")
    return given && method === "toObject" ? given : loadedConfig(evaluator, at);
  const keys = method === "get" && given ? literalsOf(given)[0]?.split(".") : undefined;
  const config = keys ? loadedConfig(evaluator, at) : null;
  return keys && config ? keys.reduce((value, key) => evaluator.member(value, key, at), config) : null;
}

const lodashGet = /^(lodash\.get#(default)?|(lodash|lodash-es)\/get#(default)?|(lodash|lodash-es)#(default\.)?get)$/;

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
