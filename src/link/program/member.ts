import { environmentHolders } from "../../catalog/environment-readers.ts";
import { matches } from "../../catalog/match.ts";
import type { ClassMember } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { callValue } from "./call.ts";
import { injected } from "./containers.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { exportOf } from "./exports.ts";
import { clientOf } from "./platform-bindings.ts";
import {
  type ClassValue,
  chainOf,
  choiceOf,
  type Frame,
  type InstanceValue,
  type ObjectValue,
  type Option,
  type Thunk,
  unknownValue,
  type Value,
} from "./value.ts";

/** What `object.property` can be. */
export function memberOf(evaluator: Evaluator, object: Value, property: string, at: Place): Value {
  switch (object.kind) {
    case "environment": {
      const client = object.platform ? clientOf(evaluator.platform.named(at.path, property), at) : null;
      if (client) return client;
      const fallback = object.defaults.get(property);
      const read: Value = { kind: "variable", name: property, at };
      return fallback ? { kind: "fallback", first: read, second: evaluator.force(fallback), at } : read;
    }
    case "object": {
      const entry = object.entries.get(property);
      if (entry) return bindSelf(evaluator.force(entry), object);
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
      return exportOf(evaluator, object.module, property, at);
    case "external":
      return { ...object, path: [...object.path, property], at };
    case "class":
      return staticMember(evaluator, object, property, at);
    case "instance":
      return instanceMember(evaluator, object, property, at);
    case "choice":
      return distribute(object.options, (value) => memberOf(evaluator, value, property, at), at);
    case "fallback":
      return {
        kind: "fallback",
        first: memberOf(evaluator, object.first, property, at),
        second: memberOf(evaluator, object.second, property, at),
        at,
      };
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
    case "input":
    case "member":
      return (
        (object.kind === "member" && object.property === "cradle"
          ? injected(evaluator, object.object, property, at)
          : null) ??
        boundByPlatform(evaluator, object, property, at) ?? { kind: "member", object, property, at }
      );
    default:
      return { kind: "member", object, property, at };
  }
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

function isPassedIn(object: Value): boolean {
  const chain = chainOf(object);
  const [root, made] = chain;
  if (root?.kind === "input") return root.tool === undefined;
  if (root?.kind !== "external" || root.package === "" || made?.kind !== "applied" || object.kind !== "member")
    return false;
  // A context object of a framework, known by its declared type alone.
  if (made.form === "new") return made.args.length === 0;
  return object.property === "env" && environmentHolders.some((holder) => matches(holder, root));
}

function isEnvironment(object: Value): boolean {
  if (object.kind === "member") return object.property === "env";
  return object.kind === "input" && object.fn.parameters[object.index]?.name === "env";
}

function isVariableName(property: string): boolean {
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(property) && property.length > 2;
}

/** What `object[index]` can be. */
export function indexValue(evaluator: Evaluator, object: Value, index: Value, at: Place): Value {
  if (index.kind === "literal" && index.value !== undefined && !index.sealed)
    return memberOf(evaluator, object, String(index.value), at);
  switch (object.kind) {
    case "environment": {
      const names = literalsOf(index);
      if (names.length === 0) return { kind: "variable", name: index, at };
      if (index.kind === "choice")
        return distribute(index.options, (key) => indexValue(evaluator, object, key, at), at);
      return { kind: "variable", name: index, at };
    }
    case "object":
      return { kind: "select", from: object, taken: [], key: index, at };
    case "namespace":
      return { kind: "select", from: objectOf(object, at), taken: [], key: index, at };
    case "choice":
      return distribute(object.options, (value) => indexValue(evaluator, value, index, at), at);
    case "fallback":
      return indexValue(evaluator, object.second, index, at);
    case "array":
      return choiceOf(
        object.elements.map((t) => ({ value: evaluator.force(t), when: [] })),
        at,
      );
    case "select":
      return unknownValue("an entry of an entry is picked at run time", at);
    case "unknown":
      return object;
    default:
      return { kind: "member", object, property: "[]", at };
  }
}

/** A module's exports as an object, so that one of them can be picked. */
export function objectOf(namespace: Extract<Value, { kind: "namespace" }>, at: Place): ObjectValue {
  const entries = new Map<string, Thunk>();
  for (const item of namespace.module.exports) {
    if (item.kind !== "value") continue;
    entries.set(item.name, { expression: item.value, module: namespace.module, frame: null });
  }
  return { kind: "object", entries, rest: null, at };
}

/** Applies to each alternative and keeps the tests that lead to it. */
export function distribute(options: readonly Option[], apply: (value: Value) => Value, at: Place): Value {
  return choiceOf(
    options.map((o) => ({ value: apply(o.value), when: o.when })),
    at,
  );
}

/** A function stored in an object is called with that object as `this`. */
function bindSelf(value: Value, self: Value): Value {
  return value.kind === "function" && value.fn.form !== "arrow" && value.self === null ? { ...value, self } : value;
}

function staticMember(evaluator: Evaluator, object: ClassValue, property: string, at: Place): Value {
  const declared = object.cls.members.find((m) => m.static && m.name === property);
  const member = declared ? withNamedWrites(object, declared) : undefined;
  if (!member) {
    const base = baseOf(evaluator, object);
    return base
      ? memberOf(evaluator, base, property, at)
      : unknownValue(`the class ${object.cls.name} has no static ${property}`, at);
  }
  return memberValue(evaluator, object, member, object, object.frame, at);
}

/** A singleton is often kept by `Store.instance = new Store()`, which names the class where others write `this`. */
function withNamedWrites(owner: ClassValue, member: ClassMember): ClassMember {
  const binding = owner.module.bindings.find((b) => b.value?.kind === "class" && b.value.class === owner.cls.id);
  const writes = binding?.memberWrites.filter((w) => w.key === member.name).map((w) => w.value) ?? [];
  return writes.length === 0 ? member : { ...member, writes: [...member.writes, ...writes] };
}

function instanceMember(evaluator: Evaluator, self: InstanceValue, property: string, at: Place): Value {
  let cls: Value | null = self.of;
  let args = self.args;
  for (let depth = 0; cls?.kind === "class" && depth < 12; depth++) {
    const owner: ClassValue = cls;
    const member = owner.cls.members.find((m) => !m.static && m.name === property && m.kind !== "constructor");
    const frame = constructorFrame(evaluator, owner, args, self);
    if (member && (member.value !== null || member.writes.length > 0))
      return memberValue(evaluator, owner, member, self, frame, at);
    args = superArguments(owner, frame) ?? args;
    cls = baseOf(evaluator, owner);
  }
  // A property of a base class that the repository does not hold, or one that is declared and never set.
  return {
    kind: "member",
    object:
      cls && cls.kind !== "class" ? { kind: "applied", form: "new", callee: cls, args: args ?? [], at: self.at } : self,
    property,
    at,
  };
}

function memberValue(
  evaluator: Evaluator,
  owner: ClassValue,
  member: ClassMember,
  self: Value,
  frame: Frame | null,
  at: Place,
): Value {
  const initial = member.value ? evaluator.evaluate(member.value, owner.module, frame ?? owner.frame) : null;
  if (member.kind === "method" && initial?.kind === "function") return { ...initial, self };
  if (member.kind === "getter" && initial?.kind === "function")
    return callValue(evaluator, { ...initial, self }, [], "call", at, frame);
  const options: Option[] = member.writes.map((w) => ({
    value: evaluator.evaluate(w, owner.module, frame ?? owner.frame),
    when: [],
  }));
  if (initial && !(initial.kind === "literal" && (initial.value === undefined || initial.value === null)))
    options.push({ value: initial, when: [] });
  const [only] = options;
  if (options.length === 1 && only) return only.value.kind === "function" ? bindSelf(only.value, self) : only.value;
  return options.length === 0
    ? unknownValue(`${owner.cls.name}.${member.name} is never given a value`, at)
    : choiceOf(options, at);
}

/** The activation of the constructor that made this instance, in which field initialisers are evaluated. */
export function constructorFrame(
  evaluator: Evaluator,
  owner: ClassValue,
  args: readonly Thunk[] | null,
  self: Value,
): Frame | null {
  const maker = owner.cls.members.find((m) => m.kind === "constructor");
  const value = maker?.value?.kind === "function" ? owner.module.functions[maker.value.function] : undefined;
  const depth = (owner.frame?.depth ?? 0) + 1;
  const key = { owner: owner.cls, self };
  const known = frames.get(evaluator)?.find((f) => f.key.owner === key.owner && f.key.self === key.self);
  if (known) return known.frame;
  const fn = value ?? initialiser(owner);
  const frame: Frame = { module: owner.module, fn, args, self, parent: owner.frame, depth };
  const list = frames.get(evaluator) ?? [];
  list.push({ key, frame });
  if (list.length > 64) list.shift();
  frames.set(evaluator, list);
  return frame;
}

// One frame an instance, so that what was evaluated for one field is found again for the next.
const frames = new WeakMap<
  Evaluator,
  { readonly key: { readonly owner: unknown; readonly self: unknown }; readonly frame: Frame }[]
>();

/** Stands in for the constructor of a class that declares none. */
function initialiser(owner: ClassValue) {
  return {
    id: -1 - owner.cls.id,
    name: owner.cls.name,
    form: "constructor",
    parameters: [],
    body: [],
    async: false,
    generator: false,
    parent: null,
    class: owner.cls.id,
    span: owner.cls.span,
  } as const;
}

function superArguments(owner: ClassValue, frame: Frame | null): readonly Thunk[] | null {
  if (!frame || frame.fn.id < 0) return null;
  for (const s of frame.fn.body) {
    if (s.kind === "expression" && s.value.kind === "call" && s.value.callee.kind === "super") {
      return s.value.args.map((expression) => ({ expression, module: owner.module, frame }));
    }
  }
  return null;
}

export function baseOf(evaluator: Evaluator, cls: ClassValue): Value | null {
  return cls.cls.extends ? evaluator.evaluate(cls.cls.extends, cls.module, cls.frame) : null;
}

/** Methods every object or list has: their absence among the entries says nothing. */
function isBuiltin(property: string): boolean {
  return builtins.has(property);
}

const builtins = new Set(["toString", "href", "hasOwnProperty", "valueOf", "constructor", "[]"]);
