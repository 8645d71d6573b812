import type { Expression } from "../../model/ir.ts";
import type { Atom, Way } from "../program/conditions.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { operationsOf } from "../stores/operations.ts";
import { eachPart } from "./dependence.ts";

/** Words for what a rule says of a tool. */
const decisions =
  /^(allow(ed)?|permit(ted)?|approved?|den(y|ied)|refuse[d]?|reject(ed)?|block(ed)?|forbid(den)?|disabled|enabled)$/i;

/** What a rule says of a tool that is looked up by the tool's name, where a test compares it with a word for a decision. */
export interface RuleLookUp {
  /** What is compared. */
  readonly asked: Thunk;
  /** Why it does not hold; null if only a rule that allows lets the call through. */
  readonly weakness: string | null;
}

/**
 * The look-up of a rule that a test is about: `if (rule?.effect !== "allow") throw …`, where the rule comes from a store, by
 * the name of the tool. A state of something else that happens to be kept by that name is compared with other words.
 */
export function ruleLookUpOf(evaluator: Evaluator, ways: readonly Way[], tool: string): RuleLookUp | null {
  const found = ways.flatMap(({ atoms }) => atoms.filter((atom) => isAboutRule(evaluator, atom, tool)));
  const [first] = found;
  if (!first) return null;
  const open = ways.some((way) => isOpen(way, found));
  return { asked: first.left, weakness: open ? "a tool that no rule names passes it" : null };
}

function isAboutRule(evaluator: Evaluator, { operator, left, right }: Atom, tool: string): boolean {
  if ((operator !== "equal" && operator !== "unequal") || !right) return false;
  const isDecision = literalsOf(evaluator.force(right)).some((word) => decisions.test(word));
  return isDecision && isLookedUp(evaluator, evaluator.force(left), tool);
}

function isLookedUp(evaluator: Evaluator, value: Value, tool: string): boolean {
  let isFound = false;
  eachPart(evaluator, value, (part) => {
    if (part.kind === "applied" && part.form === "call" && names(evaluator, part.args, tool))
      isFound ||= operationsOf(evaluator, part.callee, part.args).some(({ effect }) => effect === "read");
    return !isFound;
  });
  return isFound;
}

function names(evaluator: Evaluator, args: readonly Thunk[], tool: string): boolean {
  let isNamed = false;
  for (const arg of args) {
    eachPart(evaluator, evaluator.force(arg), (part) => {
      isNamed ||= part.kind === "literal" && part.value === tool;
      return !isNamed;
    });
  }
  return isNamed;
}

/** A way on which the rule may not be there at all: it is only not the one that refuses, and nothing else is asked of it. */
function isOpen({ atoms }: Way, found: readonly Atom[]): boolean {
  const asked = atoms.filter((atom) => found.includes(atom));
  if (asked.some(({ operator }) => operator === "equal")) return false;
  return (
    asked.length === 0 || (asked.length === atoms.length && asked.every(({ left }) => isOptional(left.expression)))
  );
}

/** `rule?.effect`: no rule is taken for one that says nothing. */
function isOptional(e: Expression): boolean {
  if (e.kind === "await") return isOptional(e.operand);
  return e.kind === "member" && (e.optional || isOptional(e.object));
}
