import { remember } from "../../model/remember.ts";
import type { Evaluator } from "./evaluate.ts";
import type { SelectValue } from "./value.ts";

// What is being looked up, by the place of the look-up.
const running = new WeakMap<Evaluator, Set<string>>();

/**
 * What is found by looking into a table, once: in `known.get(key) ?? make()` that `known.set(key, …)` keeps, each entry
 * looks into the table again, and without end. An entry that is another gives nothing that the other does not.
 */
export function lookInto<T>(evaluator: Evaluator, { at }: SelectValue, find: () => readonly T[]): readonly T[] {
  const places = remember(running, evaluator, () => new Set<string>());
  const { startLine, startColumn, endLine, endColumn } = at.span;
  const key = [at.path, startLine, startColumn, endLine, endColumn].join(":");
  if (places.has(key)) return [];
  places.add(key);
  try {
    return find();
  } finally {
    places.delete(key);
  }
}
