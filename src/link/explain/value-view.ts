import type { ValueView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import type { Option, Test, Thunk, Value } from "../program/value.ts";
import { namesAround } from "./names-around.ts";
import { phrase, someOf } from "./phrase.ts";
import { describeSealed, shownText } from "./shown-text.ts";
import type { Wording } from "./wording.ts";
import { written } from "./written.ts";

/** A value is shown with this many alternatives or parts at each level, so many levels, and so many parts in all. */
const mostParts = 8;
const deepest = 4;
const mostInAll = 200;

/** A value in words, `names` being those under which it is known: they may say that it is not for showing. */
export function valueView(wording: Wording, value: Value, names: readonly string[]): ValueView {
  return new Describer(wording, names).view(value, { when: null, depth: 0, passed: new Set() });
}

/** Where in the whole a part stands. */
interface Where {
  readonly when: string | null;
  readonly depth: number;
  /** Tests that lead to what it is a part of, and need not be told again. */
  readonly passed: ReadonlySet<string>;
}

class Describer {
  readonly #wording: Wording;
  readonly #names: readonly string[];
  #left = mostInAll;

  constructor(wording: Wording, names: readonly string[]) {
    this.#wording = wording;
    this.#names = names;
  }

  view(value: Value, where: Where): ValueView {
    const isCut = --this.#left < 0 || where.depth >= deepest;
    const all = isCut ? [] : distinctParts(this.#partsOf(value, where));
    const { when } = where;
    const [only] = all;
    // Several callers that pass the same thing are no alternatives.
    if ((value.kind === "choice" || value.kind === "fallback") && only && all.length === 1)
      return { ...only, when: when ?? only.when };
    const at = locate(value.at, "value");
    const left = all.length - mostParts;
    const more: ValueView = { says: `${left} more`, at, when: null, parts: [] };
    return {
      says: isCut ? phrase(value, this.#wording) : this.#says(value, all.length),
      at,
      when,
      parts: left > 0 ? [...all.slice(0, mostParts), more] : all,
    };
  }

  #partsOf(value: Value, where: Where): readonly ValueView[] {
    const below = { ...where, when: null, depth: where.depth + 1 };
    const plain = (v: Value): ValueView => this.view(v, below);
    switch (value.kind) {
      case "choice":
        return this.#alternatives(value.options, below);
      case "fallback":
        return inOrder(value).map(plain);
      case "template":
        return value.parts.filter((p) => p.kind !== "literal").map(plain);
      case "operation":
        return value.operands.filter((o) => o.kind !== "literal").map(plain);
      case "select":
        return [plain(value.key), ...this.#entries(value, below)];
      case "variable":
        return typeof value.name === "string" ? [] : [plain(value.name)];
      case "stored":
        return value.name.kind === "literal" ? [] : [plain(value.name)];
      default:
        return [];
    }
  }

  /** Alternatives with the tests that tell them apart; what comes with requests and rows is told by one example. */
  #alternatives(options: readonly Option[], below: Where): readonly ValueView[] {
    const common = sharedTests(options);
    const outside = options.filter((o) => comesFromOutside(o.value));
    const isMany = outside.length > 2;
    const shown = options.filter((o) => !isMany || !outside.includes(o) || o === outside[0]);
    return shown.map((o) => {
      const all = o.when.map(testText);
      const telling = all.filter((t) => !common.has(t) && !below.passed.has(t));
      const when = telling.length === 0 ? null : telling.join(" and ");
      const view = this.view(o.value, { ...below, when, passed: new Set([...below.passed, ...all]) });
      const says = `${view.says}, and ${outside.length - 1} like it from outside the repository`;
      return isMany && o === outside[0] ? { ...view, says } : view;
    });
  }

  /** What can be picked, under each key. */
  #entries(value: Extract<Value, { kind: "select" }>, below: Where): readonly ValueView[] {
    const { evaluator } = this.#wording;
    return [...value.from.entries].map(([key, thunk]) => {
      const entry = value.taken.reduce((v, p) => evaluator.member(v, p, value.at), evaluator.force(thunk));
      const view = this.view(entry, below);
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
      case "operation":
        return parts === 0 ? "computed" : "computed from these";
      case "select": {
        const taken = value.taken.map((p) => `.${p}`).join("");
        return `${taken === "" ? "the entry" : `${taken} of the entry`} of {${someOf(value.from.entries.keys())}} under this key`;
      }
      case "object":
        return `an object${value.entries.size === 0 ? "" : ` with ${someOf(value.entries.keys())}`}${value.rest ? " and more" : ""}`;
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
    if (typeof value.value === "boolean" || value.value === null) return String(value.value);
    if (value.value === "") return "an empty text";
    const what = typeof value.value === "number" ? "number" : "text";
    const shown = shownText(String(value.value), this.#names);
    if (shown === null || shownText(shown, namesAround(this.#wording.evaluator.program, value.at)) === null)
      return `a ${what} written in the code (not shown)`;
    return what === "number" ? shown : `the text "${shown}"`;
  }
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
