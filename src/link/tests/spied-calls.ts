import { type Place, samePlace } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { follow, type Visit } from "../program/flow.ts";
import { weaknessOf } from "../program/guards.ts";
import type { FunctionValue, Thunk, Value } from "../program/value.ts";

const mostVisits = 1_000;

class Exhausted extends Error {}

/**
 * The checks that stand before every call of a spy in a test: where none of those calls is made, they may have refused.
 * None where the spy was not followed to a call, such as one that replaces a global.
 */
export function checksBefore({ evaluator }: LinkContext, test: FunctionValue, spy: Thunk): readonly Place[] {
  const made = evaluator.force(spy);
  if (made.kind !== "applied") return [];
  let before: readonly Place[] | null = null;
  let visits = 0;
  const visit = ({ callee, guards }: Visit): void => {
    if (visits++ > mostVisits) throw new Exhausted();
    if (!calls(callee, made)) return;
    const places = guards.filter((guard) => weaknessOf(guard) === null).map(({ at }) => at);
    before = before === null ? places : before.filter((at) => places.some((other) => samePlace(at, other)));
  };
  try {
    if (!follow(evaluator, test, null, visit)) return [];
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    return [];
  }
  return before ?? [];
}

function calls(callee: Value, made: Value): boolean {
  const options = callee.kind === "choice" ? callee.options.map(({ value }) => value) : [callee];
  return options.some((value) => value.kind === "applied" && samePlace(value.at, made.at));
}
