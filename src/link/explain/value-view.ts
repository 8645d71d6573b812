import type { ValueView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Option, Test, Thunk, Value } from "../program/value.ts";
import { namesAround } from "./names-around.ts";
import { describeSealed, shownText } from "./shown-text.ts";
import { written } from "./written.ts";

/** A value is shown with this many alternatives or parts at each level, and so many levels. */
const mostParts = 8;
const deepest = 5;

/** A value in words, `names` being those under which it is known: they may say that it is not for showing. */
export function valueView(evaluator: Evaluator, value: Value, names: readonly string[]): ValueView {
  return new Describer(evaluator, names).view(value, null, 0);
}

class Describer {
  readonly #evaluator: Evaluator;
  readonly #names: readonly string[];

  constructor(evaluator: Evaluator, names: readonly string[]) {
    this.#evaluator = evaluator;
    this.#names = names;
  }

  view(value: Value, when: string | null, depth: number): ValueView {
    const whole = this.#partsOf(value, depth);
    const shown = depth >= deepest ? [] : whole.slice(0, mostParts);
    const left = whole.length - shown.length;
    const more: ValueView[] =
      left > 0 && depth < deepest
        ? [{ says: `${left} more`, at: locate(value.at, "value"), when: null, parts: [] }]
        : [];
    return {
      says: this.#says(value, whole.length),
      at: locate(value.at, "value"),
      when,
      parts: [...shown.map((part) => part()), ...more],
    };
  }

  #partsOf(value: Value, depth: number): readonly (() => ValueView)[] {
    const plain = (v: Value) => () => this.view(v, null, depth + 1);
    switch (value.kind) {
      case "choice":
        return distinctOptions(value.options).map((o) => () => this.view(o.value, testsText(o.when), depth + 1));
      case "fallback":
        return [value.first, value.second].map(plain);
      case "template":
        return value.parts.filter((p) => p.kind !== "literal").map(plain);
      case "operation":
        return value.operands.filter((o) => o.kind !== "literal").map(plain);
      case "select":
        return [plain(value.key)];
      case "variable":
        return typeof value.name === "string" ? [] : [plain(value.name)];
      case "stored":
        return value.name.kind === "literal" ? [] : [plain(value.name)];
      default:
        return [];
    }
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
        return phrase(value);
    }
  }

  #literal(value: Extract<Value, { kind: "literal" }>): string {
    if (value.sealed) return describeSealed(value.sealed);
    if (value.value === undefined) return "nothing (undefined)";
    if (typeof value.value !== "string") return String(value.value);
    if (value.value === "") return "an empty text";
    const shown = shownText(value.value, this.#names);
    const isHidden = shown === null || shownText(shown, namesAround(this.#evaluator.program, value.at)) === null;
    return isHidden ? "a text written in the code (not shown)" : `the text "${shown}"`;
  }
}

/** A value whose parts are not told one by one, as a phrase that can stand in another. */
export function phrase(value: Value, depth = 0): string {
  if (depth > 4) return "something";
  const inner = (v: Value): string => phrase(v, depth + 1);
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
      return inputPhrase(value);
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
      return "a value written in the code";
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

function inputPhrase({ fn, index, tool }: Extract<Value, { kind: "input" }>): string {
  const name = fn.parameters[index]?.name;
  const parameter = name ? `the parameter ${name}` : `parameter ${index + 1}`;
  if (tool !== undefined) return `what the model passes to ${tool}`;
  return `${parameter} of ${fn.name || "a function without a name"}, for which no call in the repository passes a value`;
}

/** `Pinecone of @pinecone-database/pinecone`, `fetch`. */
export function externalName(packageName: string, path: readonly string[]): string {
  const names = path.filter((part) => part !== "default").join(".");
  if (packageName === "") return names || "something global";
  return names === "" ? `the package ${packageName}` : `${names} of ${packageName}`;
}

/** Many callers pass the same thing, and some of them nothing. */
function distinctOptions(options: readonly Option[]): readonly Option[] {
  const seen = new Set<string>();
  return options.filter(({ value, when }) => {
    const isConstant = value.kind === "literal" && !value.sealed;
    const key = isConstant ? `${String(value.value)} ${testsText(when)}` : null;
    return key === null || (!seen.has(key) && seen.add(key));
  });
}

/** The tests that lead to one of several values. */
export function testsText(tests: readonly Test[]): string | null {
  if (tests.length === 0) return null;
  return tests.map(testText).join(" and ");
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
