import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { type Place, samePlace } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { DeclaredGate } from "../../model/settings.ts";
import type { Evaluator } from "./evaluate.ts";
import { type Frame, place, type Thunk } from "./value.ts";

/** One run of a `try` statement, or of a promise that has a `.catch`. */
export interface Attempt {
  readonly of: Statement | Expression;
}

/** A test that every path to the present point has passed, with the outcome it had. */
export interface Guard {
  readonly test: Thunk;
  readonly holds: boolean;
  /** For `case`: the subject compared with the test. */
  readonly equals?: Thunk;
  /** Where the test stands, and the calls that lead to it from where it takes effect. */
  readonly at: Place;
  readonly via: readonly Place[];
  /** Names of the functions that those calls enter. */
  readonly through: readonly string[];
  /** What runs when the test has the other outcome. */
  readonly refusal: {
    readonly body: readonly Statement[];
    readonly module: ModuleIR;
    readonly frame: Frame | null;
  } | null;
  /** The `try` bodies that it stands in: what its refusal throws comes to their `catch` and `finally`. */
  readonly attempts: readonly Attempt[];
  /** Why it does not hold all the same; null if it does. */
  readonly weakness: string | null;
  /** That it stands on some of the ways to the present point only. */
  readonly partial?: Partly;
  /** The call whose promise it is the outcome of, as long as nobody has waited for that. */
  readonly pending?: Place;
  /** The outcome of a promise that a plain function hands on: it holds if whoever called that waits. */
  readonly isHanded?: true;
  /** What the settings say of the call that it is: all that is known of what is compared in it. */
  readonly vouched?: DeclaredGate;
  /** It stands in a loop over a list that is not known: it holds for what an element decides, and for nothing else. */
  readonly isOfEach?: true;
}

/** What lets a call past a guard that does not stand on every way. */
export interface Partly {
  readonly why: string;
  /** The ways past it, each as what has been tested on it. */
  readonly past: readonly (readonly Guard[])[];
  /** It refuses by a `return`, as any turn in the road does: it is a check only where nothing comes past it. */
  readonly isQuiet: boolean;
}

/** Why a guard does not hold, for whoever knows nothing of the ways past it; null if it does. */
export function weaknessOf({ weakness, partial }: Guard): string | null {
  return weakness ?? partial?.why ?? null;
}

/** Whether somebody waits for what an expression gives: it stands under `await`, or is what its function returns. */
export type Awaited = boolean | "handed on";

/** The guard that a test is where it has this outcome. */
export function guardOf(
  test: Expression,
  holds: boolean,
  here: { readonly module: ModuleIR; readonly frame: Frame | null; readonly attempts?: readonly Attempt[] },
  refusal: readonly Statement[],
): Guard {
  return {
    test: { expression: test, module: here.module, frame: here.frame },
    holds,
    at: place(here.module, test.span),
    via: [],
    through: [],
    refusal: { body: refusal, module: here.module, frame: here.frame },
    attempts: here.attempts ?? [],
    weakness: null,
  };
}

/** The same guard with why it does not hold; the first reason stays. */
export function weakened(guard: Guard, weakness: string): Guard {
  return guard.weakness === null ? { ...guard, weakness } : guard;
}

/** Why a check does not hold that a function makes on some of its ways only. */
export const pastNothing = "one way past it compares nothing";

const notAwaited = "it is not awaited";

/** What a call without `await` has checked: it holds only if somebody waits for the promise later. */
export function pending(guard: Guard, call: Place): Guard {
  return guard.weakness === null ? { ...guard, weakness: notAwaited, pending: call } : guard;
}

/** The guard that a check in a called function is for its caller, who waits for the answer or not. */
export function reachedBy(guard: Guard, call: Place, name: string, isPromise: boolean, awaited: Awaited): Guard {
  const { isHanded, ...kept } = guard;
  const reached: Guard = { ...kept, via: [call, ...kept.via], through: [name, ...kept.through] };
  if (awaited === true || !(isPromise || isHanded)) return reached;
  return awaited === false ? pending(reached, call) : { ...reached, isHanded: true };
}

/** The guards after somebody waited for the promise that this call gave. */
export function awaitedAt(guards: readonly Guard[], call: Place): readonly Guard[] {
  return guards.map((guard) => {
    const { pending: open, ...kept } = guard;
    return open && samePlace(open, call) ? { ...kept, weakness: null } : guard;
  });
}

/** Those of the guards after a stretch of code that did not stand before it; mostly there are none. */
export function beyond(after: readonly Guard[], before: readonly Guard[]): readonly Guard[] {
  if (after.length <= before.length && after.every((g, i) => g === before[i])) return [];
  const known = new Set(before);
  return after.filter((g) => !known.has(g));
}

/** Guards that hold on every one of several ways here. */
export function common(evaluator: Evaluator, ways: readonly (readonly Guard[])[]): readonly Guard[] {
  const [first = [], ...rest] = ways;
  const start = sharedStart(ways);
  if (start === first.length || rest.length === 0) return first;
  const others = rest.map((way) => searched(evaluator, way));
  return [...first.slice(0, start), ...first.slice(start).filter((g) => others.every((isIn) => isIn(g)))];
}

/** How many guards all ways begin with: those that stood before they parted, which are most of them. */
function sharedStart([first = [], ...rest]: readonly (readonly Guard[])[]): number {
  const parted = first.findIndex((g, i) => rest.some((way) => way[i] !== g));
  return parted < 0 ? first.length : parted;
}

/** Tells of each guard whether a way has it, or one that asks the same. */
function searched(evaluator: Evaluator, way: readonly Guard[]): (g: Guard) => boolean {
  let byTest: Map<Expression, Guard[]> | null = null;
  return (g) => {
    if (byTest === null) {
      byTest = new Map();
      for (const own of way) remember(byTest, own.test.expression, (): Guard[] => []).push(own);
    }
    const alike = byTest.get(g.test.expression) ?? [];
    return alike.includes(g) || alike.some((other) => isSameCheck(evaluator, g, other));
  };
}

/** Whether two guards ask the same of the same things, so that a check called in each of two branches stands before both. */
function isSameCheck(evaluator: Evaluator, a: Guard, b: Guard): boolean {
  if (a === b) return true;
  if (a.test.expression !== b.test.expression || a.holds !== b.holds) return false;
  if (a.weakness !== b.weakness || a.partial !== b.partial) return false;
  const [one, two] = [a.test.frame, b.test.frame];
  if (a.equals || b.equals || !one?.args || !two?.args) return false;
  if (one.fn !== two.fn || one.self !== two.self || one.parent !== two.parent || one.args.length !== two.args.length)
    return false;
  return one.args.every((thunk, i) => {
    const other = two.args?.[i];
    return other !== undefined && evaluator.force(thunk) === evaluator.force(other);
  });
}

/**
 * What holds after several ways meet; what was checked on some of them only is kept with `why` it does not guard. Null
 * where none of them comes to its end.
 */
export function joined(
  evaluator: Evaluator,
  all: readonly (readonly Guard[] | null)[],
  before: readonly Guard[],
  why: () => string = () => "it stands in one branch only",
): readonly Guard[] | null {
  const ways = all.filter((way) => way !== null);
  const [only] = ways;
  if (ways.length < 2) return only ?? null;
  const kept = common(evaluator, ways);
  if (ways.every((way) => way.length === kept.length)) return kept;
  const start = sharedStart(ways);
  // Few guards are checks, so this is told before anything that takes longer.
  const checks = ways.flatMap((way) => way.slice(start).filter((g) => isCheck(g) && mayCompare(g.test)));
  if (checks.length === 0) return kept;
  const known = new Set([...kept, ...before]);
  const isKept = searched(evaluator, kept);
  const open = checks.filter((g) => !known.has(g) && !isKept(g));
  const enforced = open.filter(isEnforced).slice(0, maximumPartial);
  const quiet = open.filter((g) => !isEnforced(g)).slice(0, maximumQuiet);
  if (enforced.length + quiet.length === 0) return kept;
  const given = new Set(before);
  const each = ways.map((way) => ({
    isIn: searched(evaluator, way),
    tested: way.filter((g) => !given.has(g)),
  }));
  const reason = why();
  const partly =
    (isQuiet: boolean) =>
    (g: Guard): Guard => {
      const past = each.filter(({ isIn }) => !isIn(g)).map(({ tested }) => tested);
      const { partial = { why: reason, past: [], isQuiet } } = g;
      return { ...g, partial: { ...partial, past: [...partial.past, ...past] } };
    };
  return [...kept, ...enforced.map(partly(false)), ...quiet.map(partly(true))];
}

/** Whether the other outcome of a guard ends the function, by an error or by a `return`. */
function isCheck(guard: Guard): boolean {
  return isEnforced(guard) || returns(guard.refusal?.body ?? []);
}

/** More of those that refuse by a `return` are not looked at. */
const maximumQuiet = 4;

/** More checks than this that stand on some ways only are not told. */
const maximumPartial = 12;

/** Whether a guard is a check and not only a turn in the road: the other outcome is an error. */
function isEnforced({ via, refusal }: Guard): boolean {
  return via.length > 0 || endsInError(refusal?.body ?? []);
}

/** Whether a test asks or compares anything, as it is written: that something is there at all is no check of it. */
function mayCompare({ expression, module }: Thunk): boolean {
  const open: Expression[] = [expression];
  for (let steps = 0; steps < 24; steps++) {
    const e = open.pop();
    if (!e) return false;
    switch (e.kind) {
      case "call":
      case "binary":
        return true;
      case "name": {
        const binding = module.bindings[e.binding];
        if (binding?.value && binding.kind === "const") open.push(binding.value);
        break;
      }
      case "unary":
      case "await":
        open.push(e.operand);
        break;
      case "logical":
        open.push(e.left, e.right);
        break;
      case "member":
        open.push(e.object);
        break;
      default:
    }
  }
  return true;
}

function returns(body: readonly Statement[]): boolean {
  return body.at(-1)?.kind === "return";
}

/** Whether a block ends in an error, as far as its own last statement says. */
export function endsInError(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  return last?.kind === "throw" || (last?.kind === "block" && endsInError(last.body));
}
