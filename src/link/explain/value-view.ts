import type { ValueView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import type { Option, Test, Thunk, Value } from "../program/value.ts";
import { namesAround } from "./names-around.ts";
import { describeSealed, shownText } from "./shown-text.ts";
import type { Wording } from "./wording.ts";
import { written } from "./written.ts";

/** A value is shown with this many alternatives or parts at each level, and so many levels. */
const mostParts = 8;
const deepest = 5;
const deepestPhrase = 7;

/** A value in words, `names` being those under which it is known: they may say that it is not for showing. */
export function valueView(wording: Wording, value: Value, names: readonly string[]): ValueView {
  return new Describer(wording, names).view(value, null, 0);
}

class Describer {
  readonly #wording: Wording;
  readonly #names: readonly string[];

  constructor(wording: Wording, names: readonly string[]) {
    this.#wording = wording;
    this.#names = names;
  }

  view(value: Value, when: string | null, depth: number): ValueView {
    const all = depth >= deepest ? [] : distinctParts(this.#partsOf(value, depth));
    const [only] = all;
    // Several callers that pass the same thing are no alternatives.
    if ((value.kind === "choice" || value.kind === "fallback") && only && all.length === 1)
      return { ...only, when: when ?? only.when };
    const left = all.length - mostParts;
    const more: ValueView = { says: `${left} more`, at: locate(value.at, "value"), when: null, parts: [] };
    return {
      says: this.#says(value, all.length),
      at: locate(value.at, "value"),
      when,
      parts: left > 0 ? [...all.slice(0, mostParts), more] : all,
    };
  }

  #partsOf(value: Value, depth: number): readonly ValueView[] {
    const plain = (v: Value): ValueView => this.view(v, null, depth + 1);
    switch (value.kind) {
      case "choice":
        return this.#alternatives(value.options, depth);
      case "fallback":
        return inOrder(value).map(plain);
      case "template":
        return value.parts.filter((p) => p.kind !== "literal").map(plain);
      case "operation":
        return value.operands.filter((o) => o.kind !== "literal").map(plain);
      case "select":
        return [plain(value.key), ...this.#entries(value, depth)];
      case "variable":
        return typeof value.name === "string" ? [] : [plain(value.name)];
      case "stored":
        return value.name.kind === "literal" ? [] : [plain(value.name)];
      default:
        return [];
    }
  }

  /** Alternatives with the tests that tell them apart; what comes with requests and rows is told by one example. */
  #alternatives(options: readonly Option[], depth: number): readonly ValueView[] {
    const common = sharedTests(options);
    const outside = options.filter((o) => comesFromOutside(o.value));
    const shown = options.filter((o) => outside.length < 3 || !outside.includes(o) || o === outside[0]);
    return shown.map((o) => {
      const tests = o.when.map(testText).filter((t) => !common.has(t));
      const view = this.view(o.value, tests.length === 0 ? null : tests.join(" and "), depth + 1);
      const isExample = outside.length >= 3 && o === outside[0];
      return isExample
        ? { ...view, says: `${view.says}, and ${outside.length - 1} like it from outside the repository` }
        : view;
    });
  }

  /** What can be picked, under each key. */
  #entries(value: Extract<Value, { kind: "select" }>, depth: number): readonly ValueView[] {
    const { evaluator } = this.#wording;
    return [...value.from.entries].map(([key, thunk]) => {
      const entry = value.taken.reduce((v, p) => evaluator.member(v, p, value.at), evaluator.force(thunk));
      const view = this.view(entry, null, depth + 1);
      return { ...view, says: `${key}: ${view.says}` };
    });
  }

  #says(value: Value, parts: number): string {
    switch (value.kind) {
      case "choice":
        return `one of ${parts}`;
      case "fallback":
        return "the first of these that is set";
      case "template":
        return parts === 0 ? "a text that is put together" : "a text with these parts in it";
      case "select": {
        const taken = value.taken.map((p) => `.${p}`).join("");
        return `${taken === "" ? "the entry" : `${taken} of the entry`} of {${listOf(value.from.entries.keys())}} under this key`;
      }
      case "object":
        return `an object${value.entries.size === 0 ? "" : ` with ${listOf(value.entries.keys())}`}${value.rest ? " and more" : ""}`;
      case "array":
        return `a list of ${value.elements.length}${value.open ? " or more" : ""}`;
      case "literal":
        return this.#literal(value);
      default:
        return phrase(value, this.#wording);
    }
  }

  #literal(value: Extract<Value, { kind: "literal" }>): string {
    if (value.sealed) return describeSealed(value.sealed);
    if (value.value === undefined) return "nothing (undefined)";
    if (typeof value.value !== "string") return String(value.value);
    if (value.value === "") return "an empty text";
    const shown = shownText(value.value, this.#names);
    const isHidden =
      shown === null || shownText(shown, namesAround(this.#wording.evaluator.program, value.at)) === null;
    return isHidden ? "a text written in the code (not shown)" : `the text "${shown}"`;
  }
}

/** A value whose parts are not told one by one, as a phrase that can stand in another. */
export function phrase(value: Value, wording: Wording, depth = 0): string {
  if (depth > deepestPhrase) return "something";
  const inner = (v: Value): string => phrase(v, wording, depth + 1);
  switch (value.kind) {
    case "variable":
      return typeof value.name === "string"
        ? `the environment variable ${value.name}`
        : "an environment variable whose name is computed";
    case "environment":
      return "the environment of the process";
    case "function":
      return value.fn.name === "" ? "a function without a name" : `the function ${value.fn.name}`;
    case "class":
      return `the class ${value.cls.name}`;
    case "instance":
      return `an instance of ${value.of.cls.name || "a class"}`;
    case "namespace":
      return `the module ${value.module.path}`;
    case "external":
      return externalName(value.package, value.path);
    case "applied":
      return appliedPhrase(value, inner);
    case "member":
      return `${value.property === "[]" ? "an element" : `.${value.property}`} of ${inner(value.object)}`;
    case "input":
      return inputPhrase(value, wording);
    case "operation":
      return "computed";
    case "stored":
      return `a secret of ${value.store}${value.name.kind === "literal" ? "" : ", by a name that is computed"}`;
    case "unknown":
      return `not known: ${value.reason}`;
    case "choice":
      return alternatives(value.options.map((o) => inner(o.value)));
    case "fallback":
      return alternatives([inner(value.first), inner(value.second)]);
    case "select":
      return `an entry of {${listOf(value.from.entries.keys())}}`;
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "template":
      return "a text that is put together";
    case "literal":
      return value.value === undefined || value.value === null ? "nothing" : "a value written in the code";
  }
}

function alternatives(phrases: readonly string[]): string {
  const distinct = [...new Set(phrases)];
  const shown = distinct.slice(0, 3).join(" or ");
  return distinct.length > 3 ? `${shown} or one of ${distinct.length - 3} more` : shown;
}

function appliedPhrase(value: Extract<Value, { kind: "applied" }>, inner: (v: Value) => string): string {
  const { callee, form } = value;
  const name = callee.kind === "external" ? externalName(callee.package, callee.path) : inner(callee);
  if (value.assumed) return `something of the declared type ${name}, which is passed in`;
  return form === "new" ? `a new ${name}` : `what ${name} gives`;
}

function inputPhrase({ fn, index, tool }: Extract<Value, { kind: "input" }>, { toolOf }: Wording): string {
  const handled = tool ?? (index === 0 ? toolOf(fn) : null);
  if (handled !== null) return `what the model passes to ${handled}`;
  const name = fn.parameters[index]?.name;
  const parameter = name ? `the parameter ${name}` : `parameter ${index + 1}`;
  return `${parameter} of ${fn.name || "a function without a name"}, for which no call in the repository passes a value`;
}

/** `Pinecone of @pinecone-database/pinecone`, `fetch`. */
export function externalName(packageName: string, path: readonly string[]): string {
  const names = path.filter((part) => part !== "default").join(".");
  if (packageName === "") return names || "something global";
  return names === "" ? `the package ${packageName}` : `${names} of ${packageName}`;
}

/** `a ?? b ?? c` is one list of what answers for what. */
function inOrder(value: Value): readonly Value[] {
  return value.kind === "fallback" ? [...inOrder(value.first), ...inOrder(value.second)] : [value];
}

/** Parts that read alike are told once, wherever they come from. */
function distinctParts(parts: readonly ValueView[]): readonly ValueView[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const key = text(part);
    return !seen.has(key) && seen.add(key);
  });

  function text({ says, when, parts: inner }: ValueView): string {
    return `${says} ${when ?? ""} (${inner.map(text).join("; ")})`;
  }
}

/** What a request, a row of a database or a response holds. */
function comesFromOutside({ kind }: Value): boolean {
  return kind === "member" || kind === "input" || kind === "applied";
}

/** Tests that every alternative has passed tell none from another. */
function sharedTests(options: readonly Option[]): ReadonlySet<string> {
  const [first, ...rest] = options.map((o) => o.when.map(testText));
  return new Set((first ?? []).filter((t) => rest.every((other) => other.includes(t))));
}

function testText({ thunk, holds, equals }: Test): string {
  if (equals) return `${writtenAt(equals)} is ${holds ? "" : "not "}${writtenAt(thunk)}`;
  return `${writtenAt(thunk)} is ${holds ? "true" : "false"}`;
}

function writtenAt({ expression, module }: Thunk): string {
  return written(expression, module);
}

function listOf(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, 6).join(", ");
  return all.length > 6 ? `${shown} and ${all.length - 6} more` : shown;
}
