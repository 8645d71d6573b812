import { remember } from "./remember.ts";

/** The list in groups of one key each, in the order in which the keys are first seen. */
export function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) remember(groups, keyOf(one), () => []).push(one);
  return [...groups.values()];
}
