import type { Atom } from "../program/conditions.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import { weaknessOf } from "../program/guards.ts";
import { listElements } from "../program/listed.ts";
import type { Thunk, Value } from "../program/value.ts";
import { readGuard } from "./gates.ts";

/**
 * Whether a request goes to a host of a list that is written down, and nowhere else: every way to it compares the host of
 * the address with constants, and a redirect is not followed to another.
 */
export function isHeldToHosts(
  evaluator: Evaluator,
  visit: Visit,
  under: readonly string[],
  isAddress: (value: Value) => boolean,
): boolean {
  const isHost = (thunk: Thunk): boolean => {
    const value = evaluator.force(thunk);
    return value.kind === "member" && hostParts.has(value.property) && isAddress(value.object);
  };
  const names = ({ operator, left, right }: Atom): boolean => {
    if (right === null) return false;
    if (operator === "equal") {
      const other = isHost(left) ? right : isHost(right) ? left : null;
      return other !== null && literalsOf(evaluator.force(other)).length > 0;
    }
    return operator === "member" && isHost(right) && areConstant(evaluator, evaluator.force(left));
  };
  return (
    refusesRedirects(evaluator, visit) &&
    visit.guards.some((guard) => {
      if (guard.isOfEach || weaknessOf(guard) !== null) return false;
      const { ways } = readGuard(evaluator, guard, under);
      return ways.length > 0 && ways.every(({ atoms, caught }) => !caught && atoms.some(names));
    })
  );
}

const hostParts: ReadonlySet<string> = new Set(["host", "hostname", "origin"]);

function areConstant(evaluator: Evaluator, list: Value): boolean {
  const elements = listElements(evaluator, list);
  return elements?.every((t) => literalsOf(evaluator.force(t)).length > 0) ?? false;
}

function refusesRedirects(evaluator: Evaluator, { args }: Visit): boolean {
  return args.slice(1).some((thunk) => {
    const options = evaluator.force(thunk);
    const redirect = evaluator.member(options, "redirect", options.at);
    const words = literalsOf(redirect);
    return (
      options.kind === "object" && words.length > 0 && words.every((word) => word === "error" || word === "manual")
    );
  });
}
