import { type Evaluator, literalsOf } from "./evaluate.ts";
import type { Test, Value } from "./value.ts";

/** One of the things that a value can be, with the tests that lead to it where they are written out. */
export interface Possibility {
  readonly value: Value;
  readonly when: readonly Test[];
}

/**
 * What a value can be: the ways of a condition, what stands in for what is missing, and the entries of a table that a key
 * picks, all of them where the key is not known.
 */
export function possibilitiesOf(evaluator: Evaluator, value: Value, depth = 0): readonly Possibility[] {
  if (depth > deepest) return [{ value, when: [] }];
  const inside = (one: Value, when: readonly Test[] = []): readonly Possibility[] =>
    possibilitiesOf(evaluator, one, depth + 1).map((found) => ({ ...found, when: [...when, ...found.when] }));
  switch (value.kind) {
    case "choice":
      return value.options.flatMap((option) => inside(option.value, option.when));
    case "fallback":
      return [...inside(value.first), ...inside(value.second)];
    case "select":
      return keysOf(evaluator, value.key, [...value.from.entries.keys()], depth).flatMap(({ key, when }) => {
        const entry = value.from.entries.get(key);
        if (!entry) return [];
        const taken = value.taken.reduce((v, name) => evaluator.member(v, name, v.at), evaluator.force(entry));
        return inside(taken, when);
      });
    default:
      return [{ value, when: [] }];
  }
}

const deepest = 6;

function keysOf(
  evaluator: Evaluator,
  key: Value,
  all: readonly string[],
  depth: number,
): readonly { readonly key: string; readonly when: readonly Test[] }[] {
  const known = possibilitiesOf(evaluator, key, depth + 1).map(({ value, when }) => ({
    texts: literalsOf(value),
    when,
  }));
  if (known.some(({ texts }) => texts.length === 0)) return all.map((one) => ({ key: one, when: [] }));
  return known.flatMap(({ texts, when }) => texts.map((text) => ({ key: text, when })));
}
