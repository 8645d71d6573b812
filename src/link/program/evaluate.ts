import { namesEnvironment } from "../../catalog/environment-names.ts";
import type { Binding, Expression, FunctionIR, ModuleIR, Property, TypeIR } from "../../model/ir.ts";
import type { Place, Span } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { callValue } from "./call.ts";
import { exportOf, valueOfImport } from "./exports.ts";
import { indexValue, memberOf } from "./member.ts";
import { fileRead } from "./models/files.ts";
import { joinCallers } from "./parameters.ts";
import { noPlatform, type PlatformBindings } from "./platform-bindings.ts";
import type { Program } from "./program.ts";
import { type Outcome, writesOf } from "./returns.ts";
import { pushedOnto } from "./rounds.ts";
import { maximumSize, sizeOf } from "./size.ts";
import { valueOfType } from "./typed-values.ts";
import {
  choiceOf,
  type Frame,
  type FrameNotes,
  type FunctionValue,
  moduleBody,
  type ObjectValue,
  type Option,
  place,
  type Thunk,
  unknownValue,
  type Value,
} from "./value.ts";

/** Frames nested deeper than this are not followed: what they give is unknown, with the bound as its reason. */
export const maximumDepth = 24;
/** Evaluations one question may cost before it is given up. */
const maximumSteps = 20_000;
/** Evaluations, followed calls and weighed tests that all questions about one repository may cost together. */
const maximumWork = 9_000_000;

/**
 * Answers "what can this expression be?" on demand, across functions and modules. Symbolic: environment variables,
 * inputs and calls that leave the repository stay what they are. Anything not modelled is `unknown` with a reason.
 */
export class Evaluator {
  readonly program: Program;
  /** Results outside any frame; an entry without a value is being worked on. */
  readonly #memo = new Map<Expression, Value | null>();
  readonly #frames = new Map<Expression, Frame[]>();
  #steps = 0;
  /** The environment whose configuration names a host, if it is that of one only. */
  /** Set once the whole program is known: code can show that a variable of its own names the environment. */
  namesEnvironment: typeof namesEnvironment = namesEnvironment;
  environmentOfHost: (host: string) => string | null = () => null;
  /** What a platform hands over open, by its configuration. */
  platform: PlatformBindings = noPlatform;
  /** Evaluations of all questions so far, for whoever asks many and wants to stop in time. */
  spent = 0;
  #asking = 0;
  #work = 0;
  readonly #maximumWork: number;

  constructor(program: Program, work = maximumWork) {
    this.program = program;
    this.#maximumWork = work;
  }

  /** Whether the work on the whole repository was cut short: whatever is asked from then on is not known. */
  get isSpent(): boolean {
    return this.#work > this.#maximumWork;
  }

  /** Counts what this much work costs, in evaluations. */
  work(cost: number): void {
    this.#work += cost;
  }

  force(thunk: Thunk): Value {
    return thunk.value ?? this.evaluate(thunk.expression, thunk.module, thunk.frame);
  }

  evaluate(e: Expression, module: ModuleIR, frame: Frame | null): Value {
    const memo = frame ? this.#notesOf(frame).results : this.#memo;
    const known = memo.get(e);
    if (known) return known;
    const at = place(module, e.span);
    if (known === null) return unknownValue("its definition refers to itself", at);
    if (this.#asking === 0) this.#steps = 0;
    this.spent++;
    this.#work++;
    if (this.isSpent) return unknownValue("the repository takes more steps to analyse than are spent on one", at);
    if (++this.#steps > maximumSteps) return unknownValue("the analysis gave up after too many steps", at);
    memo.set(e, null);
    this.#asking++;
    try {
      const found = this.#evaluate(e, module, frame, at);
      const value =
        sizeOf(found) > maximumSize ? unknownValue("it is put together of more parts than are followed", at) : found;
      memo.set(e, value);
      return value;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      memo.delete(e);
      return unknownValue("it is nested too deeply", at);
    } finally {
      this.#asking--;
      if (memo.get(e) === null) memo.delete(e);
    }
  }

  member(value: Value, property: string, at: Place): Value {
    return memberOf(this, value, property, at);
  }

  call(callee: Value, args: readonly Thunk[], at: Place): Value {
    return callValue(this, callee, args, "call", at, null);
  }

  /** The activation of a function by one call, shared by all who follow that call from the same place. */
  frameOf(site: Expression | null, caller: Frame | null, make: () => Frame, fn: FunctionValue): Frame {
    if (!site) return make();
    const sites = caller ? this.#callsOf(caller) : this.#frames;
    const frames = remember(sites, site, (): Frame[] => []);
    const known = frames.find((f) => f.fn === fn.fn && f.parent === fn.frame && f.self === fn.self);
    if (known) return known;
    const frame = make();
    frames.push(frame);
    return frame;
  }

  thunk(expression: Expression, module: ModuleIR, frame: Frame | null): Thunk {
    return { expression, module, frame };
  }

  #callsOf(frame: Frame): Map<Expression, Frame[]> {
    const notes = this.#notesOf(frame);
    notes.calls ??= new Map();
    return notes.calls;
  }

  #notesOf(frame: Frame): FrameNotes {
    if (frame.notes?.of === frame && frame.notes.by === this) return frame.notes;
    const notes: FrameNotes = { of: frame, by: this, results: new Map(), calls: null };
    frame.notes = notes;
    return notes;
  }

  #evaluate(e: Expression, module: ModuleIR, frame: Frame | null, at: Place): Value {
    const go = (x: Expression): Value => this.evaluate(x, module, frame);
    const lazy = (x: Expression): Thunk => ({ expression: x, module, frame });
    switch (e.kind) {
      case "literal":
        return e.sealed
          ? { kind: "literal", value: e.value, sealed: e.sealed, at }
          : { kind: "literal", value: e.value, at };
      case "undefined":
        return { kind: "literal", value: undefined, at };
      case "template":
        return { kind: "template", parts: e.parts.map(go), at };
      case "name":
        return this.#binding(module, e.binding, frame, at);
      case "global":
        return { kind: "external", package: "", path: [e.name], at };
      case "environment":
        return { kind: "environment", defaults: new Map(), at };
      case "this":
        return selfOf(frame) ?? unknownValue("`this` is not known here", at);
      case "super":
        return selfOf(frame) ?? unknownValue("`super` is not known here", at);
      case "import":
        return valueOfImport(this, module, e.specifier, e.name, at);
      case "parameter":
        return this.#parameter(module, e.function, e.index, frame, at);
      case "member":
        return memberOf(this, go(e.object), e.property, place(module, e.at));
      case "index":
        return indexValue(this, go(e.object), go(e.index), at);
      case "rest":
        return this.#without(go(e.object), e.without, at);
      case "element":
        return elementInRound(this, frame, module, e.span) ?? elementOf(this, go(e.of), at);
      case "call":
        return callValue(this, go(e.callee), e.args.map(lazy), "call", place(module, e.span), frame, e);
      case "new":
        return callValue(this, go(e.callee), e.args.map(lazy), "new", place(module, e.span), frame);
      case "tagged":
        return { kind: "applied", form: "tagged", callee: go(e.tag), args: [lazy(e), ...e.values.map(lazy)], at };
      case "object":
        return this.#object(e.properties, module, frame, at);
      case "array":
        return { kind: "array", ...this.#elements(e.elements, module, frame), at };
      case "conditional":
        return this.#choice(lazy(e.test), e.then, e.else, at);
      case "logical":
        if (e.operator === "&&") return this.#choice(lazy(e.left), e.right, e.left, at);
        return { kind: "fallback", first: go(e.left), second: go(e.right), at };
      case "binary":
        if (e.operator === "+") return { kind: "template", parts: [go(e.left), go(e.right)], at };
        return { kind: "operation", operator: e.operator, operands: [go(e.left), go(e.right)], at };
      case "unary":
        return { kind: "operation", operator: e.operator, operands: [go(e.operand)], at };
      case "await":
        return go(e.operand);
      case "assign":
        return go(e.value);
      case "sequence": {
        const last = e.items.at(-1);
        return last ? go(last) : unknownValue("an empty sequence", at);
      }
      case "spread":
        return elementOf(this, go(e.operand), at);
      case "function": {
        const fn = module.functions[e.function];
        return fn
          ? { kind: "function", module, fn, frame, self: selfOf(frame), at }
          : unknownValue("a function that was not read", at);
      }
      case "class": {
        const cls = module.classes[e.class];
        return cls ? { kind: "class", module, cls, frame, at } : unknownValue("a class that was not read", at);
      }
      case "opaque":
        if ((e.syntax === "require" || e.syntax === "import") && e.children[0]) {
          return fileRead(this, go(e.children[0]), module.path, at) ?? unknownValue("the module is computed", at);
        }
        return unknownValue(`${e.syntax} is not followed`, at);
    }
  }

  #choice(test: Thunk, then: Expression, otherwise: Expression, at: Place): Value {
    const { module, frame } = test;
    const options: readonly Option[] = [
      { value: this.evaluate(then, module, frame), when: [{ thunk: test, holds: true }] },
      { value: this.evaluate(otherwise, module, frame), when: [{ thunk: test, holds: false }] },
    ];
    return choiceOf(options, at);
  }

  #binding(module: ModuleIR, id: number, frame: Frame | null, at: Place): Value {
    const binding = module.bindings[id];
    if (!binding) return unknownValue("a name that was not read", at);
    const home = frameOf(frame, module, binding.owner);
    if (binding.kind === "catch") return unknownValue("it is a caught error", at);
    const initial = binding.value ? this.evaluate(binding.value, module, home) : null;
    if (binding.writes.length === 0)
      return this.#withMemberWrites(binding, initial ?? unknownValue("it is never given a value", at), module, home);
    return this.#assigned(binding, initial, module, home, at);
  }

  /** The last assignment whose tests hold decides, so alternatives stand latest first and the initial value last. */
  #assigned(binding: Binding, initial: Value | null, module: ModuleIR, frame: Frame | null, at: Place): Value {
    const owner = binding.owner === null ? null : (module.functions[binding.owner] ?? null);
    const found = writesOf(binding.id, owner ? owner.body : module.body, module, frame);
    // A write inside a nested function may or may not have happened (a memoised getter): no test tells.
    const elsewhere = binding.writes.filter(
      (w) => !found.some((f) => f.expression !== null && isWriteOf(w, f.expression)),
    );
    const open: Option[] = elsewhere.map((w) => ({ value: this.evaluate(w, module, null), when: [] }));
    const before: readonly Option[] = initial && !isEmpty(initial) ? [{ value: initial, when: [] }] : [];
    let options: readonly Option[] = before;
    for (const write of found) {
      if (!write.expression) continue;
      const value = this.evaluate(write.expression, module, frame);
      const joined = joinedWrite(options, value, write, at);
      options =
        joined && write.when.length === 0
          ? [{ value: joined, when: [] }]
          : [{ value: joined ?? value, when: write.when }, ...options];
    }
    options = [...options.filter((o) => !before.includes(o)), ...open, ...options.filter((o) => before.includes(o))];
    return options.length === 1 && options[0] ? options[0].value : choiceOf(options, at);
  }

  #withMemberWrites(binding: Binding, value: Value, module: ModuleIR, frame: Frame | null): Value {
    if (value.kind === "array") {
      const more = pushedOnto(this, binding, module, frame);
      return more.length === 0 ? value : { ...value, elements: [...value.elements, ...more] };
    }
    const whole = isUrl(value) && binding.memberWrites.length > 0 ? urlObject(value) : value;
    if (binding.memberWrites.length === 0 || whole.kind !== "object") return value;
    const entries = new Map(whole.entries);
    let rest = whole.rest;
    for (const { key, value: written } of binding.memberWrites) {
      if (key === null) {
        const read = this.#computedWrite(written, module);
        for (const [name, before] of entries) entries.set(name, { ...before, value: read(name, this.force(before)) });
        rest ??= unknownValue("entries are added under computed keys", value.at);
      } else {
        const before = entries.get(key);
        const after: Thunk = { expression: written, module, frame };
        entries.set(
          key,
          before
            ? {
                ...after,
                value: choiceOf(
                  [
                    { value: this.force(after), when: [] },
                    { value: this.force(before), when: [] },
                  ],
                  value.at,
                ),
              }
            : after,
        );
      }
    }
    return { ...whole, entries, rest };
  }

  /**
   * `vars[key] = process.env[key]` for every key: each entry is the variable of its own name. Anything else that is
   * written under a computed key may or may not replace what an entry held.
   */
  #computedWrite(written: Expression, module: ModuleIR): (name: string, before: Value) => Value {
    const isRead = written.kind === "index" && written.object.kind === "environment";
    return (name, before) => {
      const at = place(module, written.span);
      if (isRead) return { kind: "fallback", first: { kind: "variable", name, at }, second: before, at };
      return choiceOf(
        [
          { value: before, when: [] },
          { value: unknownValue("it may be replaced under a computed key", at), when: [] },
        ],
        at,
      );
    };
  }

  #parameter(module: ModuleIR, fnId: number, index: number, frame: Frame | null, at: Place): Value {
    const fn = module.functions[fnId];
    if (!fn) return unknownValue("a function that was not read", at);
    const home = frameOf(frame, module, fnId);
    const parameter = fn.parameters[index];
    if (!home || home.args === null) return joinCallers(this, module, fn, index, at);
    if (parameter?.rest) return { kind: "array", elements: home.args.slice(index), open: false, at };
    const thunk = home.args[index];
    const given = thunk ? this.force(thunk) : null;
    const missing = given === null || (given.kind === "literal" && given.value === undefined);
    if (!missing) return (parameter?.type && declaredInput(this, module, parameter.type, given)) || given;
    if (parameter?.default) return this.evaluate(parameter.default, module, home);
    return { kind: "literal", value: undefined, at };
  }

  #object(properties: readonly Property[], module: ModuleIR, frame: Frame | null, at: Place): Value {
    const entries = new Map<string, Thunk>();
    let rest: Value | null = null;
    for (const p of properties) {
      if (p.kind === "value") entries.set(p.key, { expression: p.value, module, frame });
      else if (p.kind === "getter") entries.set(p.key, this.#getter(p.value, module, frame));
      else if (p.kind === "computed") {
        const keys = literalsOf(this.evaluate(p.key, module, frame));
        if (keys.length === 0) rest = unknownValue("a key is computed", place(module, p.span));
        for (const key of keys) entries.set(key, { expression: p.value, module, frame });
      } else {
        const spread = this.evaluate(p.value, module, frame);
        rest = mergeSpread(this, entries, spread) ?? rest;
      }
    }
    return { kind: "object", entries, rest, at };
  }

  #getter(value: Expression, module: ModuleIR, frame: Frame | null): Thunk {
    const fn = this.evaluate(value, module, frame);
    return {
      expression: value,
      module,
      frame,
      value: callValue(this, fn, [], "call", place(module, value.span), frame),
    };
  }

  #elements(items: readonly Expression[], module: ModuleIR, frame: Frame | null): { elements: Thunk[]; open: boolean } {
    const elements: Thunk[] = [];
    let open = false;
    for (const item of items) {
      if (item.kind !== "spread") {
        elements.push({ expression: item, module, frame });
        continue;
      }
      const inner = this.evaluate(item.operand, module, frame);
      if (inner.kind === "array") {
        elements.push(...inner.elements);
        open ||= inner.open;
      } else if (inner.kind === "choice" && inner.options.every((o) => o.value.kind === "array" || isEmpty(o.value))) {
        for (const option of inner.options) if (option.value.kind === "array") elements.push(...option.value.elements);
      } else open = true;
    }
    return { elements, open };
  }

  #without(value: Value, names: readonly string[], at: Place): Value {
    if (value.kind !== "object")
      return value.kind === "environment" ? value : unknownValue("the rest of something that is not known", at);
    const entries = new Map([...value.entries].filter(([key]) => !names.includes(key)));
    return { ...value, entries };
  }
}

/** What code outside passes on is, where it arrives, what it is declared to be. */
function declaredInput(evaluator: Evaluator, module: ModuleIR, type: TypeIR, given: Value): Value | null {
  return given.kind === "input" && given.tool === undefined ? valueOfType(evaluator, module, type, given) : null;
}

/** What `+=`, `??=` and their like make of the value before; null where the new value stands alone. */
function joinedWrite(before: readonly Option[], value: Value, write: Outcome, at: Place): Value | null {
  if (write.operator === "other") return unknownValue("it is computed", at);
  if (write.operator === "+=" && write.repeated) return unknownValue("it is put together in a loop", at);
  if (before.length === 0) return null;
  const first = choiceOf(before, at);
  if (write.operator === "??=" || write.operator === "||=") return { kind: "fallback", first, second: value, at };
  if (write.operator !== "+=") return null;
  return { kind: "template", parts: [...(first.kind === "template" ? first.parts : [first]), value], at };
}

/** Whether a recorded write is this assignment: `x += v` is recorded as the sum. */
function isWriteOf(recorded: Expression, value: Expression): boolean {
  if (recorded.kind === "binary" && recorded.right === value) return true;
  return recorded === value || (recorded.kind === "opaque" && recorded.children.includes(value));
}

/** Adds what a spread brings; returns where entries beyond the known ones may come from. */
function mergeSpread(evaluator: Evaluator, entries: Map<string, Thunk>, spread: Value): Value | null {
  if (spread.kind === "select") {
    // `{ ...defaults, ...byEnvironment[name] }`: the entry that is picked answers first.
    for (const [key, thunk] of entries) {
      const first = memberOf(evaluator, spread, key, spread.at);
      entries.set(key, { ...thunk, value: { kind: "fallback", first, second: evaluator.force(thunk), at: spread.at } });
    }
    return spread;
  }
  if (spread.kind === "object") {
    for (const [key, thunk] of spread.entries) entries.set(key, thunk);
    return spread.rest;
  }
  if (spread.kind === "namespace") {
    for (const item of spread.module.exports) {
      if (item.kind !== "value") continue;
      entries.set(item.name, {
        expression: item.value,
        module: spread.module,
        frame: null,
        value: exportOf(evaluator, spread.module, item.name, spread.at),
      });
    }
    return null;
  }
  if (spread.kind === "choice") {
    let rest: Value | null = null;
    for (const option of spread.options) {
      if (option.value.kind === "object") {
        for (const [key, thunk] of option.value.entries) {
          const before = entries.get(key);
          const options: Option[] = [{ value: evaluator.force(thunk), when: option.when }];
          options.push({
            value: before ? evaluator.force(before) : { kind: "literal", value: undefined, at: option.value.at },
            when: [],
          });
          entries.set(key, { ...thunk, value: choiceOf(options, option.value.at) });
        }
        rest = option.value.rest ?? rest;
      } else if (!isEmpty(option.value)) rest = option.value;
    }
    return rest;
  }
  // What the environment sets comes before the defaults it is spread over.
  if (spread.kind === "environment") {
    for (const [key, thunk] of entries) {
      const first = evaluator.member(spread, key, spread.at);
      entries.set(key, { ...thunk, value: { kind: "fallback", first, second: evaluator.force(thunk), at: spread.at } });
    }
  }
  return isEmpty(spread) ? null : spread;
}

/** `url.password = …` is written onto a URL: what is written answers for itself, everything else is still the URL. */
function urlObject(url: Value): ObjectValue {
  return { kind: "object", entries: new Map(), rest: url, at: url.at };
}

function isUrl(value: Value): boolean {
  return (
    value.kind === "applied" &&
    value.callee.kind === "external" &&
    value.callee.package === "" &&
    value.callee.path[0] === "URL"
  );
}

/** null, undefined, false and the like: nothing is spread, called or opened. */
export function isEmpty(value: Value): boolean {
  return (
    value.kind === "literal" &&
    !value.sealed &&
    (value.value === undefined || value.value === null || value.value === false || value.value === "")
  );
}

/** The strings a value can be, if that is a closed set. */
export function literalsOf(value: Value): readonly string[] {
  if (value.kind === "literal") return textOf(value);
  if (value.kind === "choice") {
    const all = value.options.map((o) => literalsOf(o.value));
    return all.every((list) => list.length > 0) ? [...new Set(all.flat())] : [];
  }
  return [];
}

/** A text that was sealed for its address and is no secret is a text like any other. */
function textOf({ value, sealed }: Extract<Value, { kind: "literal" }>): readonly string[] {
  if (sealed && sealed.nature !== "plain") return [];
  if (typeof value === "number") return [String(value)];
  const text = typeof value === "string" && value !== "" ? value : sealed ? sealed.text : value;
  return typeof text === "string" ? [text] : [];
}

function elementOf(evaluator: Evaluator, value: Value, at: Place): Value {
  if (value.kind === "array") {
    const options: Option[] = value.elements.map((t) => ({ value: evaluator.force(t), when: [] }));
    if (value.open) options.push({ value: unknownValue("a list that is not all known", at), when: [] });
    return options.length === 0 ? unknownValue("an element of an empty list", at) : choiceOf(options, at);
  }
  if (value.kind === "choice") {
    return choiceOf(
      value.options.map((o) => ({ value: elementOf(evaluator, o.value, at), when: o.when })),
      at,
    );
  }
  return { kind: "member", object: value, property: "[]", at };
}

/** The frame in which a binding of this function lives. */
export function frameOf(frame: Frame | null, module: ModuleIR, owner: number | null): Frame | null {
  const id = owner ?? moduleBody.id;
  for (let f = frame; f; f = f.parent) if (f.module === module && f.fn.id === id) return f;
  return null;
}

/** The one element that a loop runs over in the round that is being followed. */
function elementInRound(evaluator: Evaluator, frame: Frame | null, module: ModuleIR, span: Span): Value | null {
  for (let f = frame; f; f = f.parent) {
    if (f.round && f.module === module && sameSpan(f.round.over, span)) return evaluator.force(f.round.element);
  }
  return null;
}

function sameSpan(a: Span, b: Span): boolean {
  return (
    a.startLine === b.startLine &&
    a.startColumn === b.startColumn &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn
  );
}

/** `this` of the nearest enclosing activation that has one. */
export function selfOf(frame: Frame | null): Value | null {
  for (let f = frame; f; f = f.parent) if (f.self) return f.self;
  return null;
}

/** `this` in a method followed without a caller: some instance of its class. */
export function anyInstance(module: ModuleIR, fn: FunctionIR): Value | null {
  const cls = fn.class === null ? undefined : module.classes[fn.class];
  if (!cls) return null;
  const at = place(module, cls.span);
  return { kind: "instance", of: { kind: "class", module, cls, frame: null, at }, args: null, at };
}

export function isObject(value: Value): value is ObjectValue {
  return value.kind === "object";
}
