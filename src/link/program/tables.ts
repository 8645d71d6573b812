import { remember } from "../../model/remember.ts";
import type { Evaluator } from "./evaluate.ts";
import type { SelectValue } from "./value.ts";

/** A table inside a table that is written in the same place; deeper than this one of them holds itself. */
const mostNested = 3;

/** Nobody takes more properties of an entry one after another. */
const mostTaken = 8;

/**
 * Runs what asks the same of every entry of a table. `cache[key] = cache[key] ?? make()` makes an entry of the table an
 * entry of it again, each time a new value: whoever comes back to a table adds nothing to what is found in it already.
 *
 * @param question The function that asks, as others may meanwhile ask something else of the same table.
 */
export function throughEntries<T>(
  evaluator: Evaluator,
  question: object,
  { from, taken }: SelectValue,
  run: () => T,
  otherwise: T,
): T {
  const asking = remember(
    remember(open, evaluator, () => new Map<object, Map<string, number>>()),
    question,
    () => new Map<string, number>(),
  );
  const { path, span } = from.at;
  const key = `${path}:${span.startLine}:${span.startColumn} ${taken.join(".")}`;
  const nested = asking.get(key) ?? 0;
  if (nested >= mostNested || taken.length > mostTaken) return otherwise;
  asking.set(key, nested + 1);
  try {
    return run();
  } finally {
    asking.set(key, nested);
  }
}

const open = new WeakMap<Evaluator, Map<object, Map<string, number>>>();
