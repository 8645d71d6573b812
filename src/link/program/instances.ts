import type { ClassMember, FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { afterWrites } from "./bindings.ts";
import { callValue } from "./call.ts";
import { changedObject } from "./changed-objects.ts";
import { fieldChangesOf } from "./changes.ts";
import { type Evaluator, isEmpty, selfOf } from "./evaluate.ts";
import { frameOfWrite } from "./field-writes.ts";
import { baseOf, bindSelf, memberOf } from "./member.ts";
import { injectedBy } from "./providers.ts";
import { type Outcome, thisWritesOf } from "./returns.ts";
import {
  type ClassValue,
  choiceOf,
  type Frame,
  type InstanceValue,
  type Option,
  type Thunk,
  unknownValue,
  type Value,
} from "./value.ts";

/** What a static member of a class can be. */
export function staticMember(evaluator: Evaluator, object: ClassValue, property: string, at: Place): Value {
  const declared = object.cls.members.find((m) => m.static && m.name === property && m.kind !== "setter");
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

/** What a member of an instance can be; where `above` is given, as `super` sees it from that class. */
export function instanceMember(
  evaluator: Evaluator,
  self: InstanceValue,
  property: string,
  at: Place,
  above: { readonly module: ModuleIR; readonly cls: number } | null = null,
): Value {
  let cls: Value | null = self.of;
  let args = self.args;
  let isAbove = above === null;
  for (let depth = 0; cls?.kind === "class" && depth < maximumBases; depth++) {
    const owner: ClassValue = cls;
    const frame = constructorFrame(evaluator, owner, args, self.made ?? self);
    const found = isAbove ? ownMember(evaluator, owner, self, property, frame, at) : null;
    if (found) return found;
    isAbove ||= owner.module === above?.module && owner.cls.id === above.cls;
    args = superArguments(owner, frame) ?? args;
    cls = baseOf(evaluator, owner);
  }
  const written = self.later?.findLast((l) => l.kind === "write" && l.key === property);
  if (written?.kind === "write") return evaluator.force(written.value);
  // A property of a base class that the repository does not hold, or one that is declared and never set.
  return {
    kind: "member",
    object:
      cls && cls.kind !== "class" ? { kind: "applied", form: "new", callee: cls, args: args ?? [], at: self.at } : self,
    property,
    at,
  };
}

/** More classes above one another are not followed. */
const maximumBases = 12;

/** `super.property` in a method: the member of the class above the one the method stands in, with the same `this`. */
export function superMember(
  evaluator: Evaluator,
  module: ModuleIR,
  frame: Frame | null,
  property: string,
  at: Place,
): Value {
  const self = selfOf(frame);
  let cls: number | null = null;
  for (let f = frame; f && cls === null; f = f.parent) if (f.module === module) cls = f.fn.class;
  if (!self || cls === null) return unknownValue("`super` is not known here", at);
  if (self.kind === "instance") return instanceMember(evaluator, self, property, at, { module, cls });
  const own = module.classes[cls];
  const base = own ? baseOf(evaluator, { kind: "class", module, cls: own, frame: null, at }) : null;
  return base ? memberOf(evaluator, base, property, at) : unknownValue("`super` is not known here", at);
}

function ownMember(
  evaluator: Evaluator,
  owner: ClassValue,
  self: InstanceValue,
  property: string,
  frame: Frame | null,
  at: Place,
): Value | null {
  const member = owner.cls.members.find(
    (m) => !m.static && m.name === property && m.kind !== "constructor" && m.kind !== "setter",
  );
  if (member && (member.value !== null || member.writes.length > 0))
    return memberValue(evaluator, owner, member, self, frame, at);
  const injected = member ? injectedBy(evaluator, member.decorators, owner.module, at) : null;
  if (injected) return injected;
  const assigned = frame ? assignedWhole(evaluator, owner, frame, property, at) : null;
  return assigned && !isEmpty(assigned) ? assigned : null;
}

/** `Object.assign(this, options)` in a constructor. */
function assignedWhole(
  evaluator: Evaluator,
  owner: ClassValue,
  frame: Frame,
  property: string,
  at: Place,
): Value | null {
  for (const { kind, ...s } of frame.fn.body) {
    const call = kind === "expression" && "value" in s ? s.value : null;
    if (call?.kind !== "call" || call.callee.kind !== "member" || call.callee.property !== "assign") continue;
    const [target, ...given] = call.args;
    if (target?.kind !== "this") continue;
    for (const more of given.reverse()) {
      const value = evaluator.evaluate(more, owner.module, frame);
      if (value.kind === "object" && !value.entries.has(property) && !value.rest) continue;
      return memberOf(evaluator, value, property, at);
    }
  }
  return null;
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
  const options = fieldOptions(evaluator, owner, member, self, initial, frame, at).map((o) => ({
    ...o,
    value: withFieldChanges(evaluator, owner, member, o.value, frame),
  }));
  const [only] = options;
  if (options.length === 1 && only) return only.value.kind === "function" ? bindSelf(only.value, self) : only.value;
  return options.length === 0
    ? unknownValue(`${owner.cls.name}.${member.name} is never given a value`, at)
    : choiceOf(options, at);
}

/** What a field starts with, what the constructor makes of it, then what was done to this very instance. */
function fieldOptions(
  evaluator: Evaluator,
  owner: ClassValue,
  member: ClassMember,
  self: Value,
  initial: Value | null,
  frame: Frame | null,
  at: Place,
): readonly Option[] {
  const before: readonly Option[] = initial && !isNothing(initial) ? [{ value: initial, when: [] }] : [];
  const made = frame && frame.fn.id >= 0 ? thisWritesOf(member.name, frame.fn.body, owner.module, frame) : [];
  let options = afterWrites(evaluator, made, before, owner.module, frame, at, true);
  let isTouched = false;
  for (const later of (self.kind === "instance" ? self.later : undefined) ?? []) {
    if (later.kind === "write") {
      if (later.key !== member.name) continue;
      const own: Option = { value: evaluator.force(later.value), when: later.when };
      options = later.when.length === 0 ? [own] : [own, ...options];
    } else {
      const { fn, module } = later.frame;
      const writes = thisWritesOf(member.name, fn.body, module, later.frame);
      if (writes.length === 0) continue;
      const under = writes.map((w): Outcome => ({ ...w, when: [...later.when, ...w.when] }));
      options = afterWrites(evaluator, under, options, module, later.frame, at, true);
    }
    isTouched = true;
  }
  if (isTouched) return options;
  // What other methods write may or may not have happened.
  const elsewhere = member.writes
    .filter((w) => !made.some((m) => m.expression === w))
    .map(
      (w): Option => ({
        value: evaluator.evaluate(w, owner.module, frameOfWrite(evaluator, owner, member.name, w, self, frame)),
        when: [],
      }),
    );
  return [...options.filter((o) => !before.includes(o)), ...elsewhere, ...options.filter((o) => before.includes(o))];
}

/** What the class puts into an object that one of its fields holds. */
function withFieldChanges(
  evaluator: Evaluator,
  owner: ClassValue,
  member: ClassMember,
  value: Value,
  frame: Frame | null,
): Value {
  if (value.kind !== "object") return value;
  const changes = fieldChangesOf(owner.module, owner.cls.id, member.name);
  if (changes.length === 0) return value;
  return evaluator.guarded(member, () => changedObject(evaluator, null, changes, value, owner.module, frame), value);
}

function isNothing(value: Value): boolean {
  return value.kind === "literal" && !value.sealed && (value.value === undefined || value.value === null);
}

/** The setter of this name in a class or those above it. */
export function setterOf(evaluator: Evaluator, self: InstanceValue, name: string): Value | null {
  let cls: Value | null = self.of;
  for (let depth = 0; cls?.kind === "class" && depth < maximumBases; depth++) {
    const owner: ClassValue = cls;
    const setter = owner.cls.members.find((m) => !m.static && m.kind === "setter" && m.name === name);
    if (setter?.value) return evaluator.evaluate(setter.value, owner.module, owner.frame);
    cls = baseOf(evaluator, owner);
  }
  return null;
}

/** Whether a method assigns anything to `this`. */
export function changesThis(fn: FunctionIR, module: ModuleIR): boolean {
  const cls = fn.class === null ? undefined : module.classes[fn.class];
  return (
    cls?.members.some((m) => m.writes.length > 0 && thisWritesOf(m.name, fn.body, module, null).length > 0) ?? false
  );
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
