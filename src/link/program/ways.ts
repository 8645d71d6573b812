import type { Place } from "../../model/location.ts";
import { place, type Thunk } from "./value.ts";

/** One comparison that is true when a test has the outcome in question. */
export interface Atom {
  readonly operator: "equal" | "unequal" | "member" | "true" | "false";
  readonly left: Thunk;
  readonly right: Thunk | null;
  readonly at: Place;
}

/** All that holds together on one of the ways in which a test comes out as wanted. */
export interface Way {
  readonly atoms: readonly Atom[];
  /** Comes about in a `catch`, that is when the check itself failed. */
  readonly caught: boolean;
  /** A promise stands for the answer, which is true whatever the check says. */
  readonly unawaited?: boolean;
}

/** More ways than these are not told apart. */
export const maximumWays = 16;

/** A test that is not looked into any further. */
export function atomWay(test: Thunk, holds: boolean): Way {
  return {
    atoms: [
      { operator: holds ? "true" : "false", left: test, right: null, at: place(test.module, test.expression.span) },
    ],
    caught: false,
  };
}

/** The ways in which both hold. */
export function cross(left: readonly Way[], right: readonly Way[]): readonly Way[] {
  if (left.length === 1 && left[0]?.atoms.length === 0 && !left[0].caught) return right;
  if (right.length === 1 && right[0]?.atoms.length === 0 && !right[0].caught) return left;
  const ways: Way[] = [];
  for (const l of left) {
    for (const r of right) {
      if (ways.length >= maximumWays) return bounded([...ways, nothing]);
      const way: Way = { atoms: together(l.atoms, r.atoms), caught: l.caught || r.caught };
      ways.push(l.unawaited || r.unawaited ? { ...way, unawaited: true } : way);
    }
  }
  return ways;
}

/** The way on which nothing is compared. */
export const nothing: Way = { atoms: [], caught: false };

/** Beyond this many comparisons on one way the rest adds nothing that decides. */
const maximumAtoms = 24;

function together(left: readonly Atom[], right: readonly Atom[]): readonly Atom[] {
  const fresh = right.filter(
    (r) =>
      !left.some(
        (l) => l.left.expression === r.left.expression && l.left.frame === r.left.frame && l.operator === r.operator,
      ),
  );
  return fresh.length === 0 ? left : [...left, ...fresh].slice(0, maximumAtoms);
}

/** More ways than these are not told apart: one on which nothing is compared stands for the rest. */
export function bounded(ways: readonly Way[]): readonly Way[] {
  return ways.length <= maximumWays ? ways : [...ways.slice(0, maximumWays), { atoms: [], caught: false }];
}
