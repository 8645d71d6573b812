import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "./evaluate.ts";
import { type Frame, place, type Thunk } from "./value.ts";

/** A test that every path to the present point has passed, with the outcome it had. */
export interface Guard {
  readonly test: Thunk;
  readonly holds: boolean;
  /** For `case`: the subject compared with the test. */
  readonly equals?: Thunk;
  /** Where the test stands, and the calls that lead to it from where it takes effect. */
  readonly at: Place;
  readonly via: readonly Place[];
  /** What runs when the test has the other outcome. */
  readonly refusal: {
    readonly body: readonly Statement[];
    readonly module: ModuleIR;
    readonly frame: Frame | null;
  } | null;
  /** Why it does not hold all the same; null if it does. */
  readonly weakness: string | null;
}

/** The guard that a test is where it has this outcome. */
export function guardOf(
  test: Expression,
  holds: boolean,
  here: { readonly module: ModuleIR; readonly frame: Frame | null },
  refusal: readonly Statement[],
): Guard {
  return {
    test: { expression: test, module: here.module, frame: here.frame },
    holds,
    at: place(here.module, test.span),
    via: [],
    refusal: { body: refusal, module: here.module, frame: here.frame },
    weakness: null,
  };
}

/** The same guard with why it does not hold; the first reason stays. */
export function weakened(guard: Guard, weakness: string): Guard {
  return guard.weakness === null ? { ...guard, weakness } : guard;
}

/** Guards that hold on every one of several ways here. */
export function common(evaluator: Evaluator, ways: readonly (readonly Guard[])[]): readonly Guard[] {
  const [first, ...rest] = ways;
  return (first ?? []).filter((g) => rest.every((way) => way.some((other) => isSameCheck(evaluator, g, other))));
}

/** Whether two guards ask the same of the same things, so that a check called in each of two branches stands before both. */
function isSameCheck(evaluator: Evaluator, a: Guard, b: Guard): boolean {
  if (a === b) return true;
  if (a.test.expression !== b.test.expression || a.holds !== b.holds || a.weakness !== b.weakness) return false;
  const [one, two] = [a.test.frame, b.test.frame];
  if (a.equals || b.equals || !one?.args || !two?.args) return false;
  if (one.fn !== two.fn || one.self !== two.self || one.parent !== two.parent || one.args.length !== two.args.length)
    return false;
  return one.args.every((thunk, i) => {
    const other = two.args?.[i];
    return other !== undefined && evaluator.force(thunk) === evaluator.force(other);
  });
}

/** What holds after several ways meet; what held on some of them only is kept as a reason why it does not guard. */
export function joined(
  evaluator: Evaluator,
  ways: readonly (readonly Guard[])[],
  before: readonly Guard[],
): readonly Guard[] {
  const kept = common(evaluator, ways);
  const known = new Set([...kept, ...before]);
  const partial = ways.flatMap((way) =>
    way
      .filter((g) => !known.has(g) && g.via.length > 0 && !kept.some((k) => isSameCheck(evaluator, k, g)))
      .map((g) => weakened(g, "it stands in one branch only")),
  );
  return [...kept, ...partial];
}
