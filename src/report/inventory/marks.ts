import type { ValueComparison } from "../../model/bound-value.ts";
import type { Comparison } from "../../model/identity.ts";

/** How two values of one thing relate. */
export type Relation = Comparison | ValueComparison;

/**
 * How far the repository shows a value: itself, one that the platform may replace, the name it is kept under elsewhere,
 * that it is on the machine of the process, or not at all.
 */
export type Standing = "known" | "tentative" | "named" | "local" | "unknown";

interface Letter<V> {
  /** Values that stand for the parts of one thing; equal ones are in one part. */
  readonly parts: V[];
  readonly standings: Standing[];
}

/**
 * A short sign for each value of a row: equal letters are one thing and equal numbers one part of it. A small letter is
 * not certain: it is known by its name alone, or may be replaced. `lo` is on the machine itself, `?` is not known.
 */
export function marksOf<V>(
  values: readonly V[],
  standingOf: (value: V) => Standing,
  compare: (a: V, b: V) => Relation,
): string[] {
  const letters: Letter<V>[] = [];
  const places = values.map((value) => {
    const standing = standingOf(value);
    if (standing === "unknown" || standing === "local") return standing;
    const place = placeAmong(letters, value, compare);
    place.letter.standings.push(standing);
    return place;
  });
  const signs = new Map(letters.map((letter, index) => [letter, signOf(letter, index, letters, compare)]));
  return places.map((place) => {
    if (place === "unknown") return "?";
    if (place === "local") return "lo";
    const number = place.letter.parts.length > 1 ? String(place.part + 1) : "";
    return `${signs.get(place.letter)}${number}`;
  });
}

function signOf<V>(
  letter: Letter<V>,
  index: number,
  letters: readonly Letter<V>[],
  compare: (a: V, b: V) => Relation,
): string {
  const isOpen =
    letter.standings.includes("tentative") ||
    (letter.standings.includes("named") &&
      letters.some((other) => other !== letter && mayBeOne(letter, other, compare)));
  return isOpen ? alphabetic(index).toLowerCase() : alphabetic(index);
}

const equal: ReadonlySet<Relation> = new Set(["same", "same-public"]);
const partly: ReadonlySet<Relation> = new Set([
  "same-with-sub-scope",
  "other-container",
  "same-password",
  "relabelled",
]);
const open: ReadonlySet<Relation> = new Set(["unresolved", "may-be-same"]);

function placeAmong<V>(letters: Letter<V>[], value: V, compare: (a: V, b: V) => Relation) {
  for (const letter of letters) {
    const relations = letter.parts.map((part) => compare(part, value));
    const part = relations.findIndex((relation) => equal.has(relation));
    if (part >= 0) return { letter, part };
    if (relations.some((relation) => partly.has(relation))) return { letter, part: letter.parts.push(value) - 1 };
  }
  const letter = { parts: [value], standings: [] };
  letters.push(letter);
  return { letter, part: 0 };
}

function mayBeOne<V>(a: Letter<V>, b: Letter<V>, compare: (a: V, b: V) => Relation): boolean {
  return a.parts.some((one) => b.parts.some((other) => open.has(compare(one, other))));
}

/** A to Z, then AA, AB, … */
function alphabetic(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : alphabetic(Math.floor(index / 26) - 1) + last;
}
