import { classOf } from "../../model/environment.ts";
import { noted, unresolved, unsure, via } from "./concrete.ts";
import { type Concrete, concretise, type EnvironmentView } from "./concretise.ts";
import type { Evaluator } from "./evaluate.ts";
import { holdsIn } from "./truth.ts";
import { type ChoiceValue, place, type SelectValue, type Value } from "./value.ts";

/** The alternatives whose tests hold in an environment, or may hold. */
export function chosen(
  evaluator: Evaluator,
  choice: ChoiceValue,
  view: EnvironmentView,
  depth: number,
): readonly Concrete[] {
  const results: Concrete[] = [];
  for (const option of choice.options) {
    const holds = option.when.length === 0 ? null : holdsIn(evaluator, option.when, view, depth);
    if (holds === false) continue;
    results.push(...concretise(evaluator, option.value, view, depth + 1));
    if (holds === true) return results;
  }
  return results.length > 0 ? results : [unresolved("no alternative applies", choice.at)];
}

/** The entry that an environment picks by its key; every entry where the key is not known. */
export function picked(
  evaluator: Evaluator,
  select: SelectValue,
  view: EnvironmentView,
  depth: number,
): readonly Concrete[] {
  const names = [...select.from.entries.keys()];
  const results: Concrete[] = [];
  for (const key of concretise(evaluator, select.key, view, depth + 1)) {
    const wanted = key.kind === "text" ? key.text : null;
    const entry = wanted === null ? null : entryFor(wanted, names);
    if (entry !== null) {
      const assumption = key.assumption;
      const own = select.from.entries.get(entry);
      const entryAt = own && own.module.path !== "" ? [place(own.module, own.expression.span)] : [];
      // Where the environment sets the key: that line is what picks the entry.
      const setAt = key.via.length > 0 ? [key.at] : [];
      results.push(
        ...entryValue(evaluator, select, entry, view, depth).map((c) =>
          noted(via(c, ...entryAt, select.at, ...setAt, ...key.via), assumption),
        ),
      );
    } else if (key.kind === "nothing") results.push({ kind: "nothing", at: select.at, via: [], assumption: null });
    else if (key.kind === "unresolved") {
      // Which entry is taken cannot be told: all of them are possible.
      for (const name of names)
        results.push(...entryValue(evaluator, select, name, view, depth).map((c) => unsure(c, key.reason)));
    } else results.push({ kind: "nothing", at: select.at, via: [], assumption: null });
  }
  return results;
}

/** The entries that an environment may pick, before anything is read of them; all of them where that cannot be told. */
export function pickEntries(evaluator: Evaluator, select: SelectValue, view: EnvironmentView | null): readonly Value[] {
  const names = [...select.from.entries.keys()];
  const keys = view ? concretise(evaluator, select.key, view) : [];
  const texts = keys.map((k) => (k.kind === "text" && k.text !== null ? entryFor(k.text, names) : null));
  const wanted = texts.length > 0 && texts.every((t) => t !== null) ? texts.filter((t) => t !== null) : names;
  return wanted.flatMap((name) => {
    const thunk = select.from.entries.get(name);
    return thunk
      ? [select.taken.reduce((v, property) => evaluator.member(v, property, select.at), evaluator.force(thunk))]
      : [];
  });
}

function entryValue(
  evaluator: Evaluator,
  select: SelectValue,
  name: string,
  view: EnvironmentView,
  depth: number,
): readonly Concrete[] {
  const thunk = select.from.entries.get(name);
  if (!thunk) return [];
  const entry = select.taken.reduce((v, property) => evaluator.member(v, property, select.at), evaluator.force(thunk));
  return concretise(evaluator, entry, view, depth + 1);
}

/** The key itself, or the only one of the same environment class (`prod` for `production`). */
function entryFor(wanted: string, names: readonly string[]): string | null {
  if (names.includes(wanted)) return wanted;
  const cls = classOf(wanted);
  const alike = cls === "other" ? [] : names.filter((n) => classOf(n) === cls);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
