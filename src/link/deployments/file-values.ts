import type { BindingEntry, BindingsFact, BindingValue, Spread } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";

type Bindings = Located<BindingsFact>;

/** Values and maps that stand in another file of the repository, under a key of it, put where they are referred to. */
export function withFileValues(fact: Bindings, all: readonly Bindings[]): Bindings {
  const spread = (fact.spreads ?? []).map((one) => ({ ...one, entries: entriesOf(one, fact.path, all) }));
  const isOpen = spread.some(({ entries }) => entries === null);
  // Of what goes for every environment it is not said that each of them runs there.
  const isWhole = fact.isWhole === true && !isOpen && fact.environment !== null;
  const hasOwn = fact.entries.some(({ value }) => isInFile(value));
  if (spread.length === 0 && !hasOwn && isWhole === (fact.isWhole === true)) return fact;
  const taken = (over: boolean): readonly BindingEntry[] =>
    spread.filter(({ isOver }) => (isOver === true) === over).flatMap(({ entries }) => entries ?? []);
  const own = fact.entries.map((entry) => filledIn(entry, all));
  const entries = [...new Map([...taken(false), ...own, ...taken(true)].map((entry) => [entry.name, entry])).values()];
  const { isWhole: _, spreads: __, ...rest } = fact;
  return { ...rest, entries, ...(isWhole ? { isWhole } : {}) };
}

function filledIn(entry: BindingEntry, all: readonly Bindings[]): BindingEntry {
  const { value } = entry;
  if (!isInFile(value)) return entry;
  const [path = "", key] = value.name.split("#");
  const found = all.filter((one) => one.path === path).flatMap((one) => one.entries.filter(({ name }) => name === key));
  const [only] = found;
  if (only && found.length === 1) return { ...entry, value: only.value, span: only.span, path };
  return { ...entry, value: { kind: "expression", text: `a value of ${path}`, mentions: [] } };
}

/** The entries of the map that a spread means; null if it was not read. */
function entriesOf({ path, key, span }: Spread, by: string, all: readonly Bindings[]): readonly BindingEntry[] | null {
  const found = all
    .filter((one) => one.path === path)
    .flatMap(({ entries }) => entries.flatMap((entry) => entryUnder(entry, key)));
  if (found.length === 0) return null;
  return found.map(({ under: _, ...entry }) => ({ ...entry, path, via: [...(entry.via ?? []), { path: by, span }] }));
}

function entryUnder(entry: BindingEntry, key: string | null): readonly BindingEntry[] {
  if (key === null) return entry.under === undefined && /^\w+$/.test(entry.name) ? [entry] : [];
  if (entry.under === key) return [entry];
  const inner = entry.name.startsWith(`${key}.`) ? entry.name.slice(key.length + 1) : "";
  return /^\w+$/.test(inner) ? [{ ...entry, name: inner }] : [];
}

function isInFile(value: BindingValue): value is Extract<BindingValue, { kind: "reference" }> {
  return value.kind === "reference" && value.store === "repository-file";
}
