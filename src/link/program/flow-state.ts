import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Attempt, Guard } from "./guards.ts";
import type { Frame, Thunk, Value } from "./value.ts";

/** One call on the way, with everything that has been checked before it. */
export interface Visit {
  readonly site: Extract<Expression, { kind: "call" | "new" | "tagged" }>;
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  readonly callee: Value;
  readonly args: readonly Thunk[];
  readonly at: Place;
  /** Calls from the start to here, outermost first. */
  readonly path: readonly Place[];
  readonly guards: readonly Guard[];
  /** Stands in a `catch` block. */
  readonly caught: boolean;
  /** The `try` whose `catch` or `finally` it runs in. */
  readonly handles: Handling | null;
}

/** The part of a `try` that runs when its body was left. */
export interface Handling {
  readonly attempt: Attempt;
  readonly form: "catch" | "finally";
}

/** Where the walk is: in which activation, by which calls, inside which `try`. */
export interface Here {
  readonly module: ModuleIR;
  readonly frame: Frame | null;
  readonly path: readonly Place[];
  readonly caught: boolean;
  readonly handles: Handling | null;
  readonly attempts: readonly Attempt[];
  readonly depth: number;
}

/** What is told to whoever follows the code. */
export interface Watch {
  readonly visit: (v: Visit) => void;
  /** Two values are compared here; for a `switch` the expression is its subject. */
  readonly compared?: (comparison: Expression, frame: Frame | null) => void;
}

/** One walk, with what it may still cost. */
export interface State extends Watch {
  readonly evaluator: Evaluator;
  readonly active: Set<unknown>;
  count: number;
  readonly limit: number;
  exhausted: boolean;
}

const maximumVisits = 6_000;
/** Evaluations one walk may cost: code that interprets code has no end of alternatives. */
const maximumCost = 100_000;
/** A followed call in evaluations, for the work on the whole repository. */
const costOfVisit = 4;

export function startOf(evaluator: Evaluator, watch: Watch): State {
  return {
    ...watch,
    evaluator,
    active: new Set(),
    count: 0,
    exhausted: false,
    limit: evaluator.spent + maximumCost,
  };
}

/** Counts a call; false where the walk has cost what it may. */
export function mayGoOn(state: State): boolean {
  const { evaluator } = state;
  evaluator.work(costOfVisit);
  if (state.count++ <= maximumVisits && evaluator.spent <= state.limit && !evaluator.isSpent) return true;
  state.exhausted = true;
  return false;
}
