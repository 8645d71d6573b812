import { answerProperties, askers, askingMethods } from "../../catalog/askers.ts";
import { matches } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import type { Atom, Way } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Guard } from "../program/flow.ts";
import { pastNothing, weaknessOf as weaknessOfGuard } from "../program/guards.ts";
import type { Thunk, Value } from "../program/value.ts";
import { eachPart } from "./dependence.ts";
import { type LinkedGate, questionOf, readGuard, unrecorded } from "./gates.ts";
import { isCheck, isListOfRights, isMode } from "./rights.ts";
import { ruleLookUpOf } from "./rule-look-ups.ts";

/**
 * The gate that a guard is if it compares no environments: a person is asked, or a role, a permission, a list of what
 * is allowed or a rule for the tool decides. Null for all the tests that code is full of.
 */
export function otherGateOf(
  evaluator: Evaluator,
  guard: Guard,
  under: readonly string[],
  tool: string,
): LinkedGate | null {
  if (guard.partial?.isQuiet) return null;
  const { ways } = readGuard(evaluator, guard, under);
  const standing = weaknessOfGuard(guard);
  const asked = ways.map((w) => w.atoms.flatMap((a) => askerIn(evaluator, a) ?? [])[0]);
  const base = {
    ...unrecorded(guard, { reads: false, compares: false }),
    readsCredential: null,
    comparesTarget: null,
    pinned: null,
    variables: [],
  };
  const asker = asked.find((name) => name !== undefined);
  if (asker !== undefined) {
    const name = questionOf(guard.test) ? base.name : asker;
    const weakness = asked.includes(undefined) ? "one way past it asks nobody" : null;
    return { ...base, name, kind: "approval", weakness: standing ?? weakness };
  }
  const rule = ruleLookUpOf(evaluator, ways, tool);
  if (rule)
    return {
      ...base,
      name: lookUpName(rule.asked) ?? base.name,
      kind: "other",
      weakness: standing ?? failing(ways) ?? rule.weakness,
    };
  const name = checkName(guard, ways);
  if (name === null) return null;
  // What a check of rights does on the ways past it is its own affair.
  const given = standing === pastNothing ? null : standing;
  return { ...base, name, kind: "other", weakness: given ?? weaknessOf(evaluator, ways) };
}

function weaknessOf(evaluator: Evaluator, ways: readonly Way[]): string | null {
  const list = ways.flatMap((w) => w.atoms).find((a) => a.operator === "member" || a.operator === "unequal");
  const given = list ? evaluator.force(list.left) : null;
  const isUnset = ({ operator, left }: Atom): boolean => operator === "false" && evaluator.force(left) === given;
  if (list && ways.some((w) => w.atoms.length === 1 && w.atoms.every(isUnset)))
    return `it is off unless ${lastName(list.left)} is given`;
  const fails = failing(ways);
  if (fails !== null) return fails;
  if (ways.length > 0 && ways.every((w) => w.atoms.length === 0)) return "it always allows";
  return ways.some((w) => w.atoms.length === 0) ? pastNothing : null;
}

function failing(ways: readonly Way[]): string | null {
  if (ways.some((w) => w.unawaited)) return "its answer is not awaited";
  return ways.some((w) => w.caught) ? "it allows the call when the check itself fails" : null;
}

/** What puts the question, where a comparison is about what a person answered. */
function askerIn(evaluator: Evaluator, { left, right }: Atom): string | null {
  let name: string | null = null;
  for (const thunk of [left, ...(right ? [right] : [])]) {
    eachPart(evaluator, evaluator.force(thunk), (part) => {
      name ??= askerOf(part);
      return name === null;
    });
  }
  return name;
}

function askerOf(part: Value): string | null {
  if (part.kind === "member") return answerProperties.has(part.property) ? part.property : null;
  if (part.kind !== "applied") return null;
  const { callee } = part;
  if (callee.kind === "member") return askingMethods.has(callee.property) ? callee.property : null;
  if (callee.kind !== "external") return null;
  const name = callee.path.at(-1) ?? "";
  const isMethod = callee.package !== "" && askingMethods.has(name);
  return isMethod || askers.some((a) => matches(a, callee)) ? name : null;
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

/** The function that looks a rule up, also where something is done with the promise that it gives. */
function lookUpName(asked: Thunk): string | null {
  const question = questionOf(asked);
  if (question?.expression.kind !== "call") return null;
  const { callee } = question.expression;
  if (callee.kind === "member" && /^(catch|then|finally)$/.test(callee.property))
    return lookUpName({ ...question, expression: callee.object });
  return calleeName(question) || null;
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
