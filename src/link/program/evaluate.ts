import { namesEnvironment } from "../../catalog/environment-names.ts";
import { classOfTarget } from "../../model/environment.ts";
import type { Binding, Expression, ModuleIR } from "../../model/ir.ts";
import type { Place, Span } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { HostEnvironment } from "../hosts.ts";
import { bindingValue } from "./bindings.ts";
import { callValue } from "./call.ts";
import { elementOf, elementsOf, objectLiteral, without } from "./composites.ts";
import { type DeclaredCalls, nothingDeclared } from "./declared-calls.ts";
import { valueOfImport } from "./exports.ts";
import { indexValue } from "./index-value.ts";
import { superMember } from "./instances.ts";
import { memberOf } from "./member.ts";
import { fileRead } from "./models/files.ts";
import { parameterValue } from "./parameters.ts";
import { noPlatform, type PlatformBindings } from "./platform-bindings.ts";
import type { Program } from "./program.ts";
import { maximumSize, sizeOf } from "./size.ts";
import {
  choiceOf,
  environmentAt,
  type Frame,
  type FrameNotes,
  type FunctionValue,
  fallbackOf,
  moduleBody,
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
  /** Set once the whole program is known: code can show that a variable of its own names the environment. */
  namesEnvironment: typeof namesEnvironment = namesEnvironment;
  /** The environment that a host belongs to: by the settings, or because the configuration of no other names it. */
  environmentOfHost: (host: string) => HostEnvironment | null = () => null;
  /** Whether the configuration of each environment gives a variable the name of that environment. */
  saysEnvironment: (variable: string) => boolean = () => false;
  /** The word for an environment that a text is, as far as its letters or the settings tell; null for all others. */
  environmentWord: (text: string) => string | null = (text) => (classOfTarget(text) === "other" ? null : text);
  /** What the settings say of functions. */
  declared: DeclaredCalls = nothingDeclared;
  /** What a platform hands over open, by its configuration. */
  platform: PlatformBindings = noPlatform;
  /** Evaluations of all questions so far, for whoever asks many and wants to stop in time. */
  spent = 0;
  #asking = 0;
  readonly #busy = new Set<object>();
  readonly #changed = new Map<Binding, Value>();
  readonly #made = new WeakMap<Thunk, Value>();
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

  /** Runs what may lead back to itself; whoever comes back to it meanwhile is given what is known without it. */
  guarded<T>(key: object, run: () => T, otherwise: T): T {
    if (this.#busy.has(key)) return otherwise;
    this.#busy.add(key);
    try {
      return run();
    } finally {
      this.#busy.delete(key);
    }
  }

  force(thunk: Thunk): Value {
    if (thunk.value) return thunk.value;
    if (!thunk.make) return this.evaluate(thunk.expression, thunk.module, thunk.frame);
    const known = this.#made.get(thunk);
    if (known) return known;
    const made = this.guarded(thunk, thunk.make, null);
    if (made) this.#made.set(thunk, made);
    return made ?? unknownValue(selfReference, place(thunk.module, thunk.expression.span));
  }

  evaluate(e: Expression, module: ModuleIR, frame: Frame | null): Value {
    const memo = frame ? this.#notesOf(frame).results : this.#memo;
    const known = memo.get(e);
    if (known) return known;
    const at = place(module, e.span);
    if (known === null) return unknownValue(selfReference, at);
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

  /** What declared names hold after all that is done to it, in a frame. */
  changedIn(frame: Frame | null): Map<Binding, Value> {
    if (!frame) return this.#changed;
    const notes = this.#notesOf(frame);
    notes.changed ??= new Map();
    return notes.changed;
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
    const notes: FrameNotes = { of: frame, by: this, results: new Map(), calls: null, changed: null };
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
        return bindingValue(this, module, e.binding, frame, at);
      case "global":
        return { kind: "external", package: "", path: [e.name], at };
      case "environment":
        return environmentAt(at);
      case "this":
        return selfOf(frame) ?? unknownValue("`this` is not known here", at);
      case "super":
        return selfOf(frame) ?? unknownValue("`super` is not known here", at);
      case "import":
        return valueOfImport(this, module, e.specifier, e.name, at);
      case "parameter":
        return parameterValue(this, module, e.function, e.index, frame, at);
      case "member":
        if (e.object.kind === "super") return superMember(this, module, frame, e.property, place(module, e.at));
        return memberOf(this, go(e.object), e.property, place(module, e.at));
      case "index":
        return indexValue(this, go(e.object), go(e.index), at);
      case "rest":
        return without(go(e.object), e.without);
      case "element":
        return elementInRound(this, frame, module, e.span) ?? elementOf(this, go(e.of), at);
      case "call":
        return callValue(this, go(e.callee), e.args.map(lazy), "call", place(module, e.span), frame, e);
      case "new":
        return callValue(this, go(e.callee), e.args.map(lazy), "new", place(module, e.span), frame);
      case "tagged": {
        const tag = go(e.tag);
        if (tag.kind === "external" && plainTags.test(`${tag.package}#${tag.path.join(".")}`))
          return { kind: "template", parts: taggedParts(e).map(go), at };
        return { kind: "applied", form: "tagged", callee: tag, args: [lazy(e), ...e.values.map(lazy)], at };
      }
      case "object":
        return objectLiteral(this, e.properties, module, frame, at);
      case "array":
        return { kind: "array", ...elementsOf(this, e.elements, module, frame), at };
      case "conditional":
        return this.#choice(lazy(e.test), e.then, e.else, at);
      case "logical":
        if (e.operator === "&&") return this.#choice(lazy(e.left), e.right, e.left, at);
        return fallbackOf(go(e.left), go(e.right), at);
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
}

/** Tags that leave a text what it is, but for its margins. */
const plainTags =
  /^(#String\.raw|(dedent|outdent|ts-dedent|endent)#.*|common-tags#(oneLine|stripIndents?|source|html|safeHtml))$/;

function taggedParts({ strings, values, span }: Extract<Expression, { kind: "tagged" }>): readonly Expression[] {
  return strings.flatMap((value, i): Expression[] => {
    const next = values[i];
    return [...(value === "" ? [] : [{ kind: "literal" as const, value, span }]), ...(next ? [next] : [])];
  });
}

const selfReference = "its definition refers to itself";

/** Whether following a value led back to where it began, so that this way adds nothing to it. */
export function isSelfReference(value: Value): boolean {
  return value.kind === "unknown" && value.reason === selfReference;
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
  if (value.kind !== "template") return [];
  // A text put together of constants is one.
  return value.parts
    .reduce<readonly string[]>(
      (heads, part) => {
        const tails = part.kind === "literal" && part.value === "" && !part.sealed ? [""] : literalsOf(part);
        return heads.length * tails.length > maximumTexts ? [] : heads.flatMap((h) => tails.map((t) => h + t));
      },
      [""],
    )
    .filter((text) => text !== "");
}

/** More texts than this are not told apart. */
const maximumTexts = 32;

/** A text that was sealed for its address and is no secret is a text like any other. */
function textOf({ value, sealed }: Extract<Value, { kind: "literal" }>): readonly string[] {
  if (sealed && sealed.nature !== "plain") return [];
  if (typeof value === "number") return [String(value)];
  const text = typeof value === "string" && value !== "" ? value : sealed ? sealed.text : value;
  return typeof text === "string" ? [text] : [];
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
