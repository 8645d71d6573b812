import type { Place } from "../../model/location.ts";
import type { Concrete } from "./concretise.ts";

/** More alternatives than this are not told apart. */
const maximumAlternatives = 12;

/** `first ?? second`: what stands in where the first is not set. */
export function orElse(first: Concrete, second: () => readonly Concrete[]): readonly Concrete[] {
  if (first.kind === "nothing" || (first.kind === "text" && first.text === "")) {
    return second().map((c) => noted(via(c, first.at, ...first.via), first.assumption));
  }
  if (first.kind === "unresolved") {
    const [instead] = second();
    return [{ ...first, instead: instead ?? null }];
  }
  return [first];
}

/** Texts put together, one for each combination of what their parts can be. */
export function concatenations(parts: readonly (readonly Concrete[])[], at: Place): readonly Concrete[] {
  let rows: readonly (readonly Concrete[])[] = [[]];
  for (const alternatives of parts) {
    rows = rows.flatMap((row) => alternatives.map((c) => [...row, c]));
    if (rows.length > maximumAlternatives * maximumAlternatives) return [tooMany(at)];
  }
  return bounded(
    rows.map((row) => concatenation(row, at)),
    at,
  );
}

function concatenation(row: readonly Concrete[], at: Place): Concrete {
  const filled = row.filter((c) => !(c.kind === "text" && c.text === ""));
  const [only] = filled;
  if (filled.length === 1 && only) return only;
  const places = row.flatMap((c) =>
    c.kind === "text" && c.via.length === 0 && samePath(c.at, at) ? [] : [c.at, ...c.via],
  );
  const assumption =
    row
      .map((c) => c.assumption)
      .filter((a) => a !== null)
      .join("; ") || null;
  if (row.every((c) => c.kind === "text" && c.text !== null)) {
    const text = row.map((c) => (c.kind === "text" ? c.text : "")).join("");
    return {
      kind: "text",
      text,
      sealed: null,
      at: places[0] ?? at,
      via: places.length > 0 ? [at, ...places.slice(1)] : [],
      assumption,
    };
  }
  const pattern = row.map(patternOf).join("");
  const open = row.find((c) => c.kind === "unresolved");
  const reason = open?.kind === "unresolved" ? open.reason : "a part of it is kept outside the repository";
  return { kind: "unresolved", reason, pattern, instead: null, at, via: places, assumption };
}

/** The fixed part of a text, with `*` for what is not known of it. */
function patternOf(c: Concrete): string {
  if (c.kind === "text" && c.text !== null) return c.text;
  return (c.kind === "unresolved" ? c.pattern : null) ?? "*";
}

/** Without those that say the same; those beyond the bound are one more that is not known. */
export function bounded(list: readonly Concrete[], at: Place): readonly Concrete[] {
  const kept: Concrete[] = [];
  for (const c of list) if (!kept.some((k) => sameConcrete(k, c))) kept.push(c);
  return kept.length <= maximumAlternatives ? kept : [...kept.slice(0, maximumAlternatives - 1), tooMany(at)];
}

function tooMany(at: Place): Concrete {
  return unresolved("it has more alternatives than are told apart", at);
}

function sameConcrete(a: Concrete, b: Concrete): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "text" && b.kind === "text")
    return a.text !== null ? a.text === b.text : a.sealed?.digest === b.sealed?.digest && b.text === null;
  if (a.kind === "reference" && b.kind === "reference") return a.bound.reference === b.bound.reference;
  if (a.kind === "unresolved" && b.kind === "unresolved") return a.reason === b.reason && a.pattern === b.pattern;
  return a.kind === "nothing";
}

function samePath(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.startLine === b.span.startLine;
}

/** What the repository does not tell, and why. */
export function unresolved(reason: string, at: Place): Extract<Concrete, { kind: "unresolved" }> {
  return { kind: "unresolved", reason, pattern: null, instead: null, at, via: [], assumption: null };
}

/** One of several that may hold, where nothing tells which. */
export function unsure(c: Concrete, reason: string): Concrete {
  return {
    kind: "unresolved",
    reason,
    pattern: c.kind === "text" ? c.text : null,
    instead: c,
    at: c.at,
    via: c.via,
    assumption: c.assumption,
  };
}

/** The same, with further places that lead to it. */
export function via(c: Concrete, ...places: readonly Place[]): Concrete {
  return { ...c, via: [...c.via, ...places] };
}

/** The same, where it holds on an assumption. */
export function noted(c: Concrete, assumption: string | null): Concrete {
  return assumption === null
    ? c
    : { ...c, assumption: c.assumption === null ? assumption : `${assumption}; ${c.assumption}` };
}
