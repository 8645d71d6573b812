import { type Evaluator, literalsOf } from "./evaluate.ts";
import type { SelectValue, Test, Value } from "./value.ts";

/** One of the things that a value can be, with the tests that lead to it where they are written out. */
export interface Possibility {
  readonly value: Value;
  readonly when: readonly Test[];
  /** Whether code of the repository surely makes it that: no test, default or unknown key decides. */
  readonly sure: boolean;
}

/**
 * What a value can be: the ways of a condition, what stands in for what is missing, and the entries of a table that a key
 * picks, all of them where the key is not known.
 */
export function possibilitiesOf(evaluator: Evaluator, value: Value, depth = 0): readonly Possibility[] {
  const own: Possibility = { value, when: [], sure: true };
  if (depth > deepest) return [own];
  const inside = (one: Value, around: Pick<Possibility, "when" | "sure">): readonly Possibility[] =>
    possibilitiesOf(evaluator, one, depth + 1).map((found) => ({
      value: found.value,
      when: [...around.when, ...found.when],
      sure: around.sure && found.sure,
    }));
  switch (value.kind) {
    case "choice":
      return value.options.flatMap(({ value: one, when }) => inside(one, { when, sure: when.length === 0 }));
    case "fallback":
      return [value.first, value.second].flatMap((one) => inside(one, { when: [], sure: false }));
    case "select":
      return keysOf(evaluator, value, depth).flatMap(({ key, ...around }) => {
        const entry = value.from.entries.get(key);
        if (!entry) return [];
        const taken = value.taken.reduce((v, name) => evaluator.member(v, name, v.at), evaluator.force(entry));
        return inside(taken, around);
      });
    default:
      return [own];
  }
}

const deepest = 6;

function keysOf(
  evaluator: Evaluator,
  { key, from }: SelectValue,
  depth: number,
): readonly ({ readonly key: string } & Pick<Possibility, "when" | "sure">)[] {
  const known = possibilitiesOf(evaluator, key, depth + 1).map((one) => ({ ...one, texts: literalsOf(one.value) }));
  if (known.some(({ texts }) => texts.length === 0))
    return [...from.entries.keys()].map((one) => ({ key: one, when: [], sure: false }));
  return known.flatMap(({ texts, when, sure }) => texts.map((text) => ({ key: text, when, sure })));
}
