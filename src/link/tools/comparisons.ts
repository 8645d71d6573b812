import { isEnvironmentWord } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import type { Atom, Way } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Thunk } from "../program/value.ts";
import { opensSomething } from "./dependence.ts";
import { type Side, sideOf } from "./sides.ts";

/** What is compared on one way past a test, as far as it is about environments. */
export interface Reading {
  readonly credential: Place | null;
  readonly target: Place | null;
  /** `isTag`: it stands where a credential has its tag. */
  readonly process: { readonly at: Place; readonly isTag: boolean } | null;
  readonly model: Place | null;
  readonly variables: readonly string[];
  /** Whether equal to each other, and not each to something else. */
  readonly together: boolean;
  /** What stands for the target in the comparison with the credential. */
  readonly targets: readonly Thunk[];
  /** The comparisons that are about environments. */
  readonly atoms: readonly Atom[];
}

/** One side of a comparison with the expression it is. */
interface End {
  readonly side: Side;
  readonly thunk: Thunk;
}

export function readingOf(evaluator: Evaluator, way: Way, under: readonly string[]): Reading {
  const pairs: (readonly [End, End])[] = [];
  const atoms: Atom[] = [];
  for (const atom of way.atoms) {
    const pair = atom.operator === "equal" || atom.operator === "member" ? endsOf(evaluator, atom, under) : null;
    if (!pair?.some(isAboutEnvironments)) continue;
    pairs.push(pair);
    atoms.push(atom);
  }
  const ends = pairs.flat();
  const first = (role: Side["role"]): Side | undefined => ends.find((e) => e.side.role === role)?.side;
  const own = first("process");
  const group = connected(pairs);
  return {
    credential: first("credential")?.at ?? null,
    target: first("target")?.at ?? null,
    process: own ? { at: own.at, isTag: own.isTag ?? false } : null,
    model: first("model")?.at ?? null,
    variables: ends.flatMap((e) => (e.side.role === "credential" ? (e.side.variables ?? []) : [])),
    together: group.length > 0,
    targets: group.flatMap((e) => (e.side.role === "target" ? [e.thunk] : [])),
    atoms,
  };
}

/** Everything that is compared on a way, whatever it stands for and however it comes out. */
export function sidesIn(evaluator: Evaluator, way: Way, under: readonly string[]): readonly Side[] {
  return way.atoms.flatMap((atom) =>
    atom.right ? [atom.left, atom.right].map((t) => sideOf(evaluator, t, under)) : [],
  );
}

function endsOf(evaluator: Evaluator, atom: Atom, under: readonly string[]): readonly [End, End] | null {
  if (!atom.right) return null;
  const left: End = { side: sideOf(evaluator, atom.left, under), thunk: atom.left };
  const right: End = { side: sideOf(evaluator, atom.right, under), thunk: atom.right };
  return [listed(evaluator, left, right), listed(evaluator, right, left)];
}

/** `hosts[key.environment].includes(target.host)`: an address beside what is listed for the credential is the target's. */
function listed(evaluator: Evaluator, end: End, other: End): End {
  if (end.side.lists)
    return opensSomething(evaluator, evaluator.force(other.thunk))
      ? end
      : { ...end, side: { role: "other", at: end.side.at } };
  const isTarget =
    other.side.lists && end.side.role !== "credential" && opensSomething(evaluator, evaluator.force(end.thunk));
  return isTarget ? { ...end, side: { role: "target", at: end.side.at } } : end;
}

/** Beside a constant that is no environment, the scope of a token is what it may do, and not where. */
function isAboutEnvironments(end: End, index: number, pair: readonly [End, End] | readonly End[]): boolean {
  const other = pair[1 - index];
  if (end.side.role !== "credential" && end.side.role !== "target") return false;
  return other?.side.role !== "constant" || other.side.name === undefined || isEnvironmentWord(other.side.name);
}

/** The ends that are equal to each other through one or more comparisons, if a credential and a target are among them. */
function connected(pairs: readonly (readonly [End, End])[]): readonly End[] {
  const groups: { keys: Set<string>; ends: End[] }[] = [];
  for (const pair of pairs) {
    const keys = pair.map(keyOf);
    const touching = groups.filter((g) => keys.some((k) => g.keys.has(k)));
    const merged = {
      keys: new Set([...keys, ...touching.flatMap((g) => [...g.keys])]),
      ends: [...touching.flatMap((g) => g.ends), ...pair],
    };
    groups.splice(0, groups.length, ...groups.filter((g) => !touching.includes(g)), merged);
  }
  const roles = (g: { readonly ends: readonly End[] }): ReadonlySet<string> => new Set(g.ends.map((e) => e.side.role));
  return groups.find((g) => roles(g).has("credential") && roles(g).has("target"))?.ends ?? [];
}

function keyOf({ side }: End): string {
  return `${side.role} ${side.name ?? ""}`;
}
