import type { Atom } from "../program/conditions.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { inputName } from "./dependence.ts";

/** A parameter of the model's input. */
export interface Subject {
  readonly parameter: string;
  readonly under: readonly string[];
}

/** Whether a comparison that holds says that the parameter is given. */
export function isPresence(evaluator: Evaluator, { operator, left, right }: Atom, subject: Subject): boolean {
  const a = evaluator.force(left);
  if (operator === "true") return isGiven(a, subject) || asksForKey(evaluator, a, subject);
  const b = right ? evaluator.force(right) : null;
  if (!b || (operator !== "equal" && operator !== "unequal")) return false;
  const other = isGiven(a, subject) ? b : isGiven(b, subject) ? a : null;
  if (!other) return false;
  return operator === "equal" ? other.kind === "literal" && !isNothing(other) : isNothing(other);
}

/** What is known where a comparison that holds says that the parameter is not given. */
export interface Absent {
  /** It may be there and be an empty text, zero or false. */
  readonly orFalsy?: true;
  /** It may be there and be of another type than a text. */
  readonly orNoText?: true;
}

/** Whether a comparison that holds says that the parameter is not given, and what else it leaves open; null if it does not. */
export function absenceIn(evaluator: Evaluator, { operator, left, right }: Atom, subject: Subject): Absent | null {
  const a = evaluator.force(left);
  if (operator === "false") {
    if (isGiven(a, subject)) return { orFalsy: true };
    return asksForKey(evaluator, a, subject) ? {} : null;
  }
  const b = right ? evaluator.force(right) : null;
  if (!b) return null;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (operator === "equal" && isGiven(one, subject) && isNothing(other)) return {};
    if (!isTypeOf(one, subject)) continue;
    const [type] = literalsOf(other);
    if (operator === "equal" && type === "undefined") return {};
    if (operator === "unequal" && type === "string") return { orNoText: true };
  }
  // `Object.keys(input).includes("environment")`
  const [listed] = operator === "unequal" && a.kind === "applied" && isObjectMethod(a, "keys") ? a.args : [];
  return listed && isKeyOf(evaluator.force(listed), b, subject) ? {} : null;
}

/** The parameter, an object that it stands in, or the whole input. */
function isGiven(value: Value, { parameter, under }: Subject): boolean {
  const name = inputName(value, under);
  return name !== null && (name === "" || name === parameter || parameter.startsWith(`${name}.`));
}

/** `"environment" in input`, `Object.hasOwn(input, "environment")`, `input.hasOwnProperty("environment")`. */
function asksForKey(evaluator: Evaluator, value: Value, subject: Subject): boolean {
  const asked = keyAsked(evaluator, value);
  return asked !== null && isKeyOf(asked.object, asked.key, subject);
}

/** The object and the key that a test asks whether it has. */
export function keyAsked(evaluator: Evaluator, value: Value): { readonly object: Value; readonly key: Value } | null {
  if (value.kind === "operation" && value.operator === "in") {
    const [key, object] = value.operands;
    return key && object ? { object, key } : null;
  }
  if (value.kind !== "applied") return null;
  const [first, second] = value.args.map((t) => evaluator.force(t));
  const { callee } = value;
  if (isObjectMethod(value, "hasOwn") && first && second) return { object: first, key: second };
  const isCall = callee.kind === "external" && callee.path.join(".") === "Object.prototype.hasOwnProperty.call";
  if (isCall && first && second) return { object: first, key: second };
  return callee.kind === "member" && callee.property === "hasOwnProperty" && first
    ? { object: callee.object, key: first }
    : null;
}

function isObjectMethod({ callee }: Extract<Value, { kind: "applied" }>, name: string): boolean {
  return callee.kind === "external" && callee.package === "" && callee.path.join(".") === `Object.${name}`;
}

function isKeyOf(object: Value, key: Value, { parameter, under }: Subject): boolean {
  const [text, ...more] = literalsOf(key);
  const prefix = inputName(object, under);
  if (text === undefined || more.length > 0 || prefix === null) return false;
  const name = prefix === "" ? text : `${prefix}.${text}`;
  return name === parameter || parameter.startsWith(`${name}.`);
}

function isTypeOf(value: Value, subject: Subject): boolean {
  const [operand] = value.kind === "operation" && value.operator === "typeof" ? value.operands : [];
  return operand !== undefined && isGiven(operand, subject);
}

/** `undefined` or `null`. */
export function isNothing(value: Value): boolean {
  return value.kind === "literal" && !value.sealed && (value.value === undefined || value.value === null);
}
