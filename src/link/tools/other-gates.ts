import { answerProperties, askers, askingMethods } from "../../catalog/askers.ts";
import { matches } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import type { Atom, Way } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Guard } from "../program/flow.ts";
import { pastNothing } from "../program/guards.ts";
import type { Thunk, Value } from "../program/value.ts";
import { eachPart } from "./dependence.ts";
import { type LinkedGate, questionOf, readGuard, unrecorded } from "./gates.ts";
import { isCheck, isListOfRights, isMode } from "./rights.ts";

/**
 * The gate that a guard is if it compares no environments: a person is asked, or a role, a permission or a list of what
 * is allowed decides. Null for all the tests that code is full of.
 */
export function otherGateOf(evaluator: Evaluator, guard: Guard, under: readonly string[]): LinkedGate | null {
  const { ways } = readGuard(evaluator, guard, under);
  const asking = ways.filter((w) => w.atoms.some((a) => asksPerson(evaluator, a)));
  const base = {
    ...unrecorded(guard, { reads: false, compares: false }),
    readsCredential: null,
    comparesTarget: null,
    pinned: null,
    variables: [],
  };
  if (asking.length > 0) {
    const weakness = asking.length < ways.length ? "one way past it asks nobody" : null;
    return { ...base, kind: "approval", weakness: guard.weakness ?? weakness };
  }
  const name = checkName(guard, ways);
  if (name === null) return null;
  // What a check of rights does on the ways past it is its own affair.
  const given = guard.weakness === pastNothing ? null : guard.weakness;
  return { ...base, name, kind: "other", weakness: given ?? weaknessOf(ways) };
}

function weaknessOf(ways: readonly Way[]): string | null {
  const list = ways.flatMap((w) => w.atoms).find((a) => a.operator === "member" || a.operator === "unequal");
  const isUnset = ({ operator, left }: Atom): boolean => operator === "false" && sameText(left, list?.left);
  if (list && ways.some((w) => w.atoms.length === 1 && w.atoms.every(isUnset)))
    return `it is off unless ${lastName(list.left)} is given`;
  if (ways.some((w) => w.unawaited)) return "its answer is not awaited";
  if (ways.some((w) => w.caught)) return "it allows the call when the check itself fails";
  if (ways.every((w) => w.atoms.length === 0)) return "it always allows";
  return ways.some((w) => w.atoms.length === 0) ? pastNothing : null;
}

/** Whether a comparison is about what a person answered. */
function asksPerson(evaluator: Evaluator, { left, right }: Atom): boolean {
  return [left, ...(right ? [right] : [])].some((thunk) => {
    let asks = false;
    eachPart(evaluator, evaluator.force(thunk), (part) => {
      asks ||= isAnswer(part);
      return !asks;
    });
    return asks;
  });
}

function isAnswer(part: Value): boolean {
  if (part.kind === "member") return answerProperties.has(part.property);
  if (part.kind !== "applied") return false;
  const { callee } = part;
  if (callee.kind === "external")
    return (
      askers.some((a) => matches(a, callee.package, callee.path)) ||
      (callee.package !== "" && askingMethods.has(callee.path.at(-1) ?? ""))
    );
  return callee.kind === "member" && askingMethods.has(callee.property);
}

/** Whether two expressions are one name: the list that is given, and the list that is looked through. */
function sameText(a: Thunk, b: Thunk | undefined): boolean {
  return b !== undefined && lastName(a) !== "" && lastName(a) === lastName(b);
}

/** What a check of rights is called: the function that is asked or that refuses, the list that is looked through, the mode. */
function checkName(guard: Guard, ways: readonly Way[]): string | null {
  const asked = questionOf(guard.test);
  const own = asked ? calleeName(asked) : "";
  const within = guard.via.length > 0 ? (guard.test.frame?.fn.name ?? "") : "";
  const named = [...guard.through, own, within].find(isCheck);
  if (named !== undefined) return named;
  for (const { atoms } of ways) {
    for (const { operator, left } of atoms) {
      const name = lastName(left);
      const isList = (operator === "member" || operator === "unequal") && isListOfRights(name);
      const isSwitch = (operator === "true" || operator === "false") && isMode(name);
      if (isList || isSwitch) return name;
    }
  }
  return null;
}

function calleeName({ expression: e }: Thunk): string {
  if (e.kind !== "call") return "";
  return e.callee.kind === "member"
    ? e.callee.property
    : e.callee.kind === "name" || e.callee.kind === "global"
      ? e.callee.name
      : "";
}

/** The last name of an expression, through names that stand for a member or an import. */
function lastName({ expression, module }: Thunk): string {
  let e: Expression | null = expression;
  for (let depth = 0; e && depth < 4; depth++) {
    if (e.kind === "member") return e.property;
    if (e.kind === "global") return e.name;
    if (e.kind === "name") return e.name;
    if (e.kind === "await") e = e.operand;
    else if (e.kind === "parameter") return module.functions[e.function]?.parameters[e.index]?.name ?? "";
    else return "";
  }
  return "";
}
