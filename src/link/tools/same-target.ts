import { classOfTarget } from "../../model/environment.ts";
import { samePlace } from "../../model/location.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { within } from "../program/rounds.ts";
import type { Thunk, Value } from "../program/value.ts";
import { eachPart, inputName } from "./dependence.ts";
import { type Leaf, leavesOf, wordsIn } from "./leaves.ts";
import type { Premise } from "./premise.ts";
import { isNothing } from "./presence.ts";
import { eachWritten } from "./provenance.ts";
import { wordOf } from "./target-hosts.ts";

/** Whether what a check compares belongs to the target that the call will really use. */
export type Sameness = "same" | "another" | "untold";

/**
 * Whether an expression that is compared is about the target of a choice: it is made of that target, or of the same entry
 * of the same table, or says the target's environment for each value that the parameter can have.
 */
export function samenessOf(evaluator: Evaluator, compared: Thunk, premise: Premise): Sameness {
  const isOfTarget = (value: Value): boolean => {
    let found = false;
    eachPart(evaluator, value, (part) => {
      found ||= isSameTarget(part, premise.target, premise.under);
      return !found;
    });
    return found;
  };
  if (eachWritten(evaluator, compared, isOfTarget)) return "same";
  return byEachWord(evaluator, evaluator.force(compared), premise);
}

/** The target itself, or another property of the same entry; of a target with a fallback, what it is before that. */
function isSameTarget(part: Value, target: Value, under: readonly string[]): boolean {
  if (part === target) return true;
  // A check of what is not there refuses, so it has been there where the call is made.
  if (target.kind === "fallback") return isSameTarget(part, target.first, under);
  const [only, ...more] = target.kind === "choice" ? target.options.filter((o) => !isNothing(o.value)) : [];
  if (only && more.length === 0) return isSameTarget(part, only.value, under);
  if (part.kind !== "select" || target.kind !== "select") return false;
  return samePlace(part.from.at, target.from.at) && isSameKey(part.key, target.key, under);
}

function isSameKey(first: Value, second: Value, under: readonly string[], depth = 0): boolean {
  const [a, b] = [onlyOne(first), onlyOne(second)];
  if (a === b) return true;
  if (depth > 6) return false;
  const again = (x: Value, y: Value): boolean => isSameKey(x, y, under, depth + 1);
  const [one, two] = [inputName(a, under), inputName(b, under)];
  if (one !== null || two !== null) return one === two;
  if (a.kind === "literal" && b.kind === "literal") return a.value === b.value && !a.sealed && !b.sealed;
  if (a.kind === "member" && b.kind === "member") return a.property === b.property && again(a.object, b.object);
  if (a.kind === "fallback" && b.kind === "fallback") return again(a.first, b.first) && again(a.second, b.second);
  if (a.kind === "template" && b.kind === "template")
    return (
      a.parts.length === b.parts.length && a.parts.every((x, i) => b.parts[i] !== undefined && again(x, b.parts[i]))
    );
  return a.kind === "applied" && b.kind === "applied" && a.args.length === 0 && b.args.length === 0
    ? again(a.callee, b.callee)
    : false;
}

/** The one thing that it can be at all, whatever is asked before. */
function onlyOne(value: Value): Value {
  const [one, ...more] = value.kind === "choice" ? value.options : [];
  return one && more.length === 0 ? one.value : value;
}

/** The environment that is compared beside that of the target, for each value of the parameter. */
function byEachWord(evaluator: Evaluator, compared: Value, premise: Premise): Sameness {
  const { parameter, parameters, target } = premise;
  const declared = parameters.find((p) => p.name === parameter)?.values ?? null;
  const words = declared ?? wordsIn(evaluator, [compared, target], premise);
  if (words.length === 0 || words.length > maximumWords) return "untold";
  let answer: Sameness = "same";
  for (const word of words) {
    const one = besideEachOther(
      leavesOf(evaluator, compared, premise, word),
      leavesOf(evaluator, target, premise, word),
      (leaf) => environmentOf(evaluator, leaf, word, premise),
    );
    if (one === "another") return "another";
    if (one === "untold") answer = "untold";
  }
  return answer;
}

/** More values of a parameter are not tried one by one. */
const maximumWords = 24;

function besideEachOther(
  compared: readonly Leaf[],
  targets: readonly Leaf[],
  environmentOf: (target: Leaf) => string | null,
): Sameness {
  const said = compared.map(({ value }) => (isNothing(value) ? "" : (literalsOf(value)[0] ?? null)));
  const [only] = said;
  // What says nothing is the environment of no credential, so the call is refused.
  if (said.length > 0 && said.every((s) => s === "")) return "same";
  const own = targets.map(environmentOf);
  if (said.length === 0 || own.length === 0 || said.includes(null) || own.includes(null)) return "untold";
  if (own.every((o) => said.every((s) => isSameEnvironment(o, s)))) return "same";
  // Of several on both sides each may go with the right one.
  return only !== undefined && said.every((s) => s === only) ? "another" : "untold";
}

function isSameEnvironment(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  return a === b || (classOfTarget(a) !== "other" && classOfTarget(a) === classOfTarget(b));
}

/** The environment of a target by its own host, by where it stands, or by the word that it is put together with. */
function environmentOf(
  evaluator: Evaluator,
  { value }: Leaf,
  word: string,
  { chosen, target }: Premise,
): string | null {
  const own = wordOf(evaluator, value);
  if (own !== null) return own;
  const told = chosen.targets.find(({ at }) => at.path === value.at.path && within(at.span, value.at.span));
  if (told) return told.environment;
  return (target.kind === "template" || target.kind === "variable") && classOfTarget(word) !== "other" ? word : null;
}
