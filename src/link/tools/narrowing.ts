import type { Atom, Way } from "../program/conditions.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Guard } from "../program/flow.ts";
import { weaknessOf } from "../program/guards.ts";
import type { Thunk, Value } from "../program/value.ts";
import { inputName } from "./dependence.ts";
import { readGuard } from "./gates.ts";
import { isSameParameter } from "./provenance.ts";
import type { Choice } from "./selections.ts";

/** The targets that can still be chosen after tests of the choice itself, such as `if (env === "production") throw …`. */
export function reachable(
  evaluator: Evaluator,
  { parameter, targets }: Choice,
  guards: readonly Guard[],
  under: readonly string[],
): Choice["targets"] {
  const excludes = (way: Way, environment: string): boolean =>
    way.atoms.some((atom) => rulesOut(evaluator, atom, parameter, environment, under));
  return targets.filter(({ environment }) =>
    guards.every((guard) => {
      // Of a list that may be empty nothing was tested.
      if (weaknessOf(guard) !== null || guard.isOfEach) return true;
      const { ways } = readGuard(evaluator, guard, under);
      return ways.length === 0 || ways.some((way) => !excludes(way, environment));
    }),
  );
}

/** Whether a comparison that holds says that the parameter is not this word. */
function rulesOut(
  evaluator: Evaluator,
  { operator, left, right }: Atom,
  parameter: string,
  environment: string,
  under: readonly string[],
): boolean {
  if (!right || operator === "true" || operator === "false") return false;
  const isChoice = (thunk: Thunk): boolean => {
    const name = inputName(evaluator.force(thunk), under);
    return name !== null && name !== "" && isSameParameter(name, parameter);
  };
  const other = isChoice(left) ? right : isChoice(right) ? left : null;
  const words = other ? wordsOf(evaluator, evaluator.force(other)) : [];
  if (words.length === 0) return false;
  return operator === "unequal" ? words.includes(environment) : !words.includes(environment);
}

/** A constant, or every word of a list that is all known. */
function wordsOf(evaluator: Evaluator, value: Value): readonly string[] {
  if (value.kind !== "array") return literalsOf(value);
  const all = value.elements.map((t) => literalsOf(evaluator.force(t)));
  return !value.open && all.every((words) => words.length > 0) ? all.flat() : [];
}
