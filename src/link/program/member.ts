import { environmentHolders } from "../../catalog/environment-readers.ts";
import { matches } from "../../catalog/match.ts";
import type { Place } from "../../model/location.ts";
import { injected } from "./containers.ts";
import type { Evaluator } from "./evaluate.ts";
import { exportOf, isWholeModule } from "./exports.ts";
import { keptGlobally, writtenDefault } from "./globals.ts";
import { instanceMember, staticMember } from "./instances.ts";
import { loadedConfig } from "./models/config-files.ts";
import { hungUp } from "./models/frameworks.ts";
import { infrastructureMember } from "./models/infrastructure.ts";
import { proxied } from "./models/proxies.ts";
import { heldName } from "./models/tools.ts";
import { partOfSchema } from "./models/validators.ts";
import { clientOf } from "./platform-bindings.ts";
import {
  type AppliedValue,
  type ClassValue,
  chainOf,
  choiceOf,
  fallbackOf,
  handedEnvironment,
  type Option,
  type Value,
} from "./value.ts";

/** What `object.property` can be. */
export function memberOf(evaluator: Evaluator, object: Value, property: string, at: Place): Value {
  switch (object.kind) {
    case "environment": {
      const client = object.platform ? clientOf(evaluator.platform.named(at.path, property), at) : null;
      if (client) return client;
      const read: Value = { kind: "variable", name: property, at };
      const written = writtenDefault(evaluator, property);
      const found = written ? fallbackOf(read, written, at) : read;
      return object.made.get(property)?.(found) ?? found;
    }
    case "object": {
      const entry = object.entries.get(property);
      if (entry) return bindSelf(evaluator.force(entry), object);
      if (property === "default" && isWholeModule(object)) return object;
      // `toString` of a URL whose parts were written is called on the whole, parts included.
      if (object.rest?.kind === "applied" && isBuiltin(property)) return { kind: "member", object, property, at };
      if (object.rest) return memberOf(evaluator, object.rest, property, at);
      return isBuiltin(property) ? { kind: "member", object, property, at } : { kind: "literal", value: undefined, at };
    }
    case "array": {
      const index = Number(property);
      const element = Number.isInteger(index) ? object.elements[index] : undefined;
      if (element && !object.open) return evaluator.force(element);
      return { kind: "member", object, property, at };
    }
    case "namespace":
      // A module is what `import()` promises.
      if (promiseMethods.has(property) && !object.module.exports.some((e) => e.kind === "value" && e.name === property))
        return { kind: "member", object, property, at };
      return exportOf(evaluator, object.module, property, at);
    case "external":
      if (object.package === "config" && object.path.join() === "default" && !/^(get|has|util)$/.test(property)) {
        const config = loadedConfig(evaluator, at);
        if (config) return memberOf(evaluator, config, property, at);
      }
      return (
        keptGlobally(evaluator, object, property, at) ??
        infrastructureMember(object, property, at) ?? { ...object, path: [...object.path, property], at }
      );
    case "class":
      return staticMember(evaluator, object, property, at);
    case "instance":
      return instanceMember(evaluator, object, property, at);
    case "choice":
      return distribute(object.options, (value) => memberOf(evaluator, value, property, at), at);
    case "fallback":
      return fallbackOf(
        memberOf(evaluator, object.first, property, at),
        memberOf(evaluator, object.second, property, at),
        at,
      );
    case "stored":
      return object;
    case "select":
      return { ...object, taken: [...object.taken, property] };
    case "literal":
      // Reading a property of nothing throws, so this alternative is never what comes out.
      if (object.value === undefined || object.value === null) return { kind: "literal", value: undefined, at };
      return { kind: "member", object, property, at };
    case "unknown":
      return isVariableName(property) ? { kind: "variable", name: property, at } : object;
    case "applied":
      return (
        infrastructureMember(object, property, at) ??
        proxied(evaluator, object, property, at) ??
        partOfSchema(evaluator, object, property) ??
        environmentOf(object, property, at) ??
        (property === "name" ? heldName(evaluator, object) : null) ??
        hungUp(evaluator, object, property, at) ?? { kind: "member", object, property, at }
      );
    case "input":
    case "member":
      return (
        (object.kind === "member" && object.property === "cradle"
          ? injected(evaluator, object.object, property, at)
          : null) ??
        boundByPlatform(evaluator, object, property, at) ??
        hungUp(evaluator, object, property, at) ?? { kind: "member", object, property, at }
      );
    default:
      return { kind: "member", object, property, at };
  }
}

/** `getCloudflareContext().env`: the environment, as adapters for Workers hand it over. */
function environmentOf({ callee }: AppliedValue, property: string, at: Place): Value | null {
  if (property !== "env" || callee.kind !== "external") return null;
  return environmentHolders.some((holder) => matches(holder, callee)) ? handedEnvironment(at) : null;
}

/**
 * `env.API_KEY` of an object that a platform passes in (Workers, Hono, a request context) is an environment variable:
 * nothing else in this language has properties in capitals, except constants, which are found where they are defined.
 * What the platform's configuration binds under the name is an open client instead, whatever its letters.
 */
function boundByPlatform(evaluator: Evaluator, object: Value, property: string, at: Place): Value | null {
  if (!isPassedIn(object) || !(isVariableName(property) || isEnvironment(object))) return null;
  const client = clientOf(evaluator.platform.named(at.path, property), at);
  if (client) return client;
  return isVariableName(property) ? { kind: "variable", name: property, at } : null;
}

/** Whether this is what a platform passes in as the environment, as far as its name and origin tell. */
export function isPassedEnvironment(object: Value): boolean {
  return isPassedIn(object) && isEnvironment(object);
}

function isPassedIn(object: Value): boolean {
  const [root, made] = chainOf(object);
  if (root?.kind === "input") return root.tool === undefined;
  // A context object of a framework, known by its declared type alone.
  const isTyped = made?.kind === "applied" && made.form === "new" && made.args.length === 0;
  return root?.kind === "external" && root.package !== "" && isTyped && object.kind === "member";
}

function isEnvironment(object: Value): boolean {
  if (object.kind === "member") return object.property === "env";
  return object.kind === "input" && object.fn.parameters[object.index]?.name === "env";
}

function isVariableName(property: string): boolean {
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(property) && property.length > 2;
}

/** Applies to each alternative and keeps the tests that lead to it. */
export function distribute(options: readonly Option[], apply: (value: Value) => Value, at: Place): Value {
  return choiceOf(
    options.map((o) => ({ value: apply(o.value), when: o.when })),
    at,
  );
}

/** A function stored in an object is called with that object as `this`. */
export function bindSelf(value: Value, self: Value): Value {
  return value.kind === "function" && value.fn.form !== "arrow" && value.self === null ? { ...value, self } : value;
}

export function baseOf(evaluator: Evaluator, cls: ClassValue): Value | null {
  return cls.cls.extends ? evaluator.evaluate(cls.cls.extends, cls.module, cls.frame) : null;
}

/** Methods every object or list has: their absence among the entries says nothing. */
function isBuiltin(property: string): boolean {
  return builtins.has(property);
}

/** Whatever may be promised has them. */
const promiseMethods = new Set(["then", "catch", "finally"]);

const builtins = new Set([...promiseMethods, "toString", "href", "hasOwnProperty", "valueOf", "constructor", "[]"]);
