import { samePlace } from "../../model/location.ts";
import type { Atom, Way } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { constantTruth, hasKey } from "../program/functions.ts";
import { type Guard, weaknessOf } from "../program/guards.ts";
import { isValidator } from "../program/models/validators.ts";
import { mayBeReplaced } from "../program/table-changes.ts";
import { chainOf, type SelectValue, type Value } from "../program/value.ts";
import { inputName } from "./dependence.ts";
import type { Premise } from "./premise.ts";
import { absenceIn, isNothing, keyAsked } from "./presence.ts";

/** Whether a test that every call passes here is never passed by one that makes this choice. */
export function isNeverPassed(
  evaluator: Evaluator,
  guard: Guard,
  ways: readonly Way[],
  premise: Premise | null,
): boolean {
  // What stands on some ways only says nothing of the others, nor what stands in a loop that may not run.
  if (weaknessOf(guard) !== null || guard.isOfEach) return false;
  return ways.every((way) => isRuledOut(evaluator, way, premise));
}

/** Whether a way past a test is none for a call that makes this choice: something that holds on it does not then. */
export function isRuledOut(evaluator: Evaluator, way: Way, premise: Premise | null): boolean {
  return way.atoms.some(
    (atom) =>
      isNever(evaluator, atom) ||
      (premise !== null && (isMissing(evaluator, atom, premise) || isWithoutTarget(evaluator, atom, premise))),
  );
}

/** A comparison of what is known, that comes out the other way. */
function isNever(evaluator: Evaluator, { operator, left, right }: Atom): boolean {
  if ([left, ...(right ? [right] : [])].some((thunk) => mayBeReplaced(evaluator, thunk))) return false;
  const a = evaluator.force(left);
  if (operator === "true" || operator === "false") {
    const truth = truthOf(evaluator, a);
    return truth !== null && truth !== (operator === "true");
  }
  const b = right ? evaluator.force(right) : null;
  if (!b) return false;
  // `rule === undefined` of a rule that is there.
  const isOfNothing = (isNothing(a) && isThing(b)) || (isNothing(b) && isThing(a));
  return operator === "equal" && isOfNothing;
}

/** Whether a value is true in whatever way it comes about; null if that cannot be told. */
function truthOf(evaluator: Evaluator, value: Value): boolean | null {
  const asked = keyAsked(evaluator, value);
  const known = asked ? hasKey(asked.object, asked.key) : constantTruth(value);
  if (known !== null) return known;
  switch (value.kind) {
    case "literal":
      return value.sealed ? true : Boolean(value.value);
    case "choice": {
      const [first, ...others] = value.options.map((o) => truthOf(evaluator, o.value));
      return first !== undefined && others.every((o) => o === first) ? first : null;
    }
    case "fallback":
      return truthOf(evaluator, value.first) === true ? true : null;
    default:
      return isThing(value) ? true : null;
  }
}

/** Something that is there whatever happens. */
function isThing(value: Value): boolean {
  switch (value.kind) {
    case "object":
    case "array":
    case "function":
    case "class":
    case "instance":
    case "namespace":
      return true;
    case "literal":
      return !isNothing(value);
    case "applied":
      return value.form === "new" || isSchema(value);
    default:
      return false;
  }
}

/** What a library of schemas makes is a schema, but for what it has checked. */
function isSchema(value: Value): boolean {
  return (
    isValidator(value) &&
    !chainOf(value).some((v) => v.kind === "member" && /parse|decode|cast|valid/i.test(v.property))
  );
}

/** It says that the parameter is not given, which the schema insists on, or without which nothing is called. */
function isMissing(evaluator: Evaluator, atom: Atom, premise: Premise): boolean {
  const absent = absenceIn(evaluator, atom, premise);
  if (!absent) return false;
  if (absent.orNoText && !premise.isValidated) return false;
  if (premise.needsParameter) return true;
  const declared = premise.parameters.find((p) => p.name === premise.parameter);
  if (!premise.isValidated || !declared || isOptional(declared.name, premise)) return false;
  return !absent.orFalsy || (declared.values ?? [""]).every((v) => v !== "");
}

/** Of `target.environment` also where `target` may be left out. */
function isOptional(name: string, { parameters }: Premise): boolean {
  return parameters.some((p) => p.optional && (p.name === name || name.startsWith(`${p.name}.`)));
}

/** It says that the table from which the target is taken has none for what the model passes. */
function isWithoutTarget(evaluator: Evaluator, { operator, left, right }: Atom, premise: Premise): boolean {
  const { target } = premise;
  if (!premise.needsParameter || target.kind !== "select" || inputName(target.key, premise.under) !== premise.parameter)
    return false;
  const a = evaluator.force(left);
  if (operator === "false") {
    const asked = keyAsked(evaluator, a);
    if (asked) return isTable(asked.object, target) && inputName(asked.key, premise.under) === premise.parameter;
    return leadsTo(a, target, premise);
  }
  const b = right ? evaluator.force(right) : null;
  return (
    operator === "equal" &&
    b !== null &&
    ((isNothing(b) && leadsTo(a, target, premise)) || (isNothing(a) && leadsTo(b, target, premise)))
  );
}

/** Whether the target is a property of this entry, or the entry itself. */
function leadsTo(value: Value, target: SelectValue, { parameter, under }: Premise): boolean {
  return (
    value.kind === "select" &&
    samePlace(value.from.at, target.from.at) &&
    inputName(value.key, under) === parameter &&
    value.taken.every((property, i) => target.taken[i] === property)
  );
}

function isTable(value: Value, { from }: SelectValue): boolean {
  return value.kind === "object" && value.rest === null && samePlace(value.at, from.at);
}
