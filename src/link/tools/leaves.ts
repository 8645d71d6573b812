import { type Evaluator, isEmpty, literalsOf } from "../program/evaluate.ts";
import { sameConstant } from "../program/functions.ts";
import type { Test, Value } from "../program/value.ts";
import { eachPart, inputName } from "./dependence.ts";
import { isNothing } from "./presence.ts";

/** What a value comes to where a parameter is a certain word. */
export interface Leaf {
  readonly value: Value;
}

interface Given {
  readonly parameter: string;
  readonly under: readonly string[];
}

const maximumLeaves = 8;
const maximumDepth = 10;

/** All that a value can be where the parameter is this word: one where nothing else decides; none where that cannot be told. */
export function leavesOf(evaluator: Evaluator, value: Value, given: Given, word: string): readonly Leaf[] {
  return new Trial(evaluator, given, word).leaves(value, 0) ?? [];
}

/** The words that tables and tests tell apart by a parameter, and one that they do not know. */
export function wordsIn(
  evaluator: Evaluator,
  values: readonly Value[],
  { parameter, under }: Given,
): readonly string[] {
  const found = new Set<string>();
  const isIt = (v: Value | undefined): boolean => v !== undefined && inputName(v, under) === parameter;
  for (const value of values) {
    eachPart(evaluator, value, (v) => {
      if (v.kind === "select" && isIt(v.key)) for (const key of v.from.entries.keys()) found.add(key);
      for (const test of v.kind === "choice" ? v.options.flatMap((o) => o.when) : []) {
        const [left, right] = comparedIn(evaluator, test);
        for (const word of [
          ...(isIt(left) && right ? literalsOf(right) : []),
          ...(isIt(right) && left ? literalsOf(left) : []),
        ])
          found.add(word);
      }
      return true;
    });
  }
  return found.size === 0 ? [] : [...found, "another word"];
}

function comparedIn(evaluator: Evaluator, { thunk, equals }: Test): readonly Value[] {
  const value = evaluator.force(thunk);
  if (equals) return [evaluator.force(equals), value];
  return value.kind === "operation" ? value.operands : [];
}

/** One value of a parameter, put in its place. */
class Trial {
  readonly #evaluator: Evaluator;
  readonly #given: Given;
  readonly #word: string;

  constructor(evaluator: Evaluator, given: Given, word: string) {
    this.#evaluator = evaluator;
    this.#given = given;
    this.#word = word;
  }

  leaves(value: Value, depth: number): readonly Leaf[] | null {
    if (depth > maximumDepth) return null;
    if (this.#isParameter(value)) return [{ value: { kind: "literal", value: this.#word, at: value.at } }];
    switch (value.kind) {
      case "select":
        return this.#entries(value, depth);
      case "choice": {
        const found: Leaf[] = [];
        for (const { value: option, when } of value.options) {
          const holds = this.#all(when, depth);
          if (holds === false) continue;
          const own = this.leaves(option, depth + 1);
          if (own === null || found.length + own.length > maximumLeaves) return null;
          found.push(...own);
          if (holds) return found;
        }
        return found;
      }
      case "fallback": {
        const first = this.leaves(value.first, depth + 1);
        const second = first?.some((l) => isEmpty(l.value)) ? this.leaves(value.second, depth + 1) : [];
        return first && second && [...first.filter((l) => !isEmpty(l.value)), ...second];
      }
      default:
        return [{ value }];
    }
  }

  #entries(value: Extract<Value, { kind: "select" }>, depth: number): readonly Leaf[] | null {
    const keys = this.leaves(value.key, depth + 1)?.map((l) => literalsOf(l.value)[0]);
    if (!keys || keys.length === 0 || keys.includes(undefined)) return null;
    const found: Leaf[] = [];
    for (const key of keys) {
      const thunk = value.from.entries.get(key ?? "");
      if (!thunk) {
        if (value.from.rest) return null;
        found.push({ value: { kind: "literal", value: undefined, at: value.at } });
        continue;
      }
      const entry = value.taken.reduce((v, p) => this.#evaluator.member(v, p, value.at), this.#evaluator.force(thunk));
      const own = this.leaves(entry, depth + 1);
      if (!own) return null;
      found.push(...own);
    }
    return found;
  }

  #all(tests: readonly Test[], depth: number): boolean | null {
    const each = tests.map((t) => this.#holds(t, depth));
    return each.includes(false) ? false : each.includes(null) ? null : true;
  }

  #holds({ thunk, equals, holds }: Test, depth: number): boolean | null {
    const value = this.#evaluator.force(thunk);
    const truth = equals ? this.#equal(this.#evaluator.force(equals), value, depth) : this.#truth(value, depth);
    return truth === null ? null : truth === holds;
  }

  #truth(value: Value, depth: number): boolean | null {
    if (depth > maximumDepth) return null;
    const [left, right] = value.kind === "operation" ? value.operands : [];
    if (value.kind === "operation" && left && !right && value.operator === "!") {
      const inner = this.#truth(left, depth + 1);
      return inner === null ? null : !inner;
    }
    if (value.kind === "operation" && left && right && /^[!=]==?$/.test(value.operator)) {
      const same = this.#equal(left, right, depth);
      return same === null ? null : same !== value.operator.startsWith("!");
    }
    if (value.kind === "operation") return null;
    if (value.kind === "fallback") {
      const first = this.#truth(value.first, depth + 1);
      const second = this.#truth(value.second, depth + 1);
      return first === true || second === true ? true : first === null || second === null ? null : false;
    }
    const leaves = this.leaves(value, depth + 1) ?? [];
    const answers = new Set(leaves.map((l) => this.#leafTruth(l.value)));
    const [only] = answers;
    return answers.size === 1 && only !== undefined ? only : null;
  }

  #leafTruth(value: Value): boolean | null {
    if (value.kind === "literal") return value.sealed ? true : Boolean(value.value);
    if (value.kind === "operation") return this.#truth(value, maximumDepth);
    return value.kind === "object" || value.kind === "function" || value.kind === "instance" ? true : null;
  }

  #equal(a: Value, b: Value, depth: number): boolean | null {
    const [one, ...more] = this.leaves(a, depth + 1) ?? [];
    const [two, ...others] = this.leaves(b, depth + 1) ?? [];
    if (!one || !two || more.length + others.length > 0) return null;
    if (isNothing(one.value) !== isNothing(two.value) && (one.value.kind === "object" || two.value.kind === "object"))
      return false;
    return sameConstant(one.value, two.value);
  }

  #isParameter(value: Value): boolean {
    return inputName(value, this.#given.under) === this.#given.parameter;
  }
}
