import type { Place } from "../../model/location.ts";
import { isNull, type TerraformValue, textOf, truthOf, unknown } from "./value.ts";

/** What an operator makes of values that are known. */
export function operate(operator: string, operands: readonly TerraformValue[], at: Place): TerraformValue {
  const [left, right] = operands;
  const result = left ? (right ? both(operator, left, right) : one(operator, left)) : null;
  return result === null ? unknown("it is computed from what is not known", at) : { kind: "scalar", value: result, at };
}

function one(operator: string, value: TerraformValue): number | boolean | null {
  if (operator === "!") {
    const holds = truthOf(value);
    return holds === null ? null : !holds;
  }
  const number = numberOf(value);
  return number === null ? null : -number;
}

function both(operator: string, left: TerraformValue, right: TerraformValue): number | boolean | null {
  if (operator === "==" || operator === "!=") {
    const same = sameValue(left, right);
    return same === null ? null : same === (operator === "==");
  }
  if (operator === "&&" || operator === "||") {
    const [a, b] = [truthOf(left), truthOf(right)];
    const decisive = operator === "||";
    if (a === decisive || b === decisive) return decisive;
    return a === null || b === null ? null : !decisive;
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  return a === null || b === null ? null : compute(operator, a, b);
}

function compute(operator: string, a: number, b: number): number | boolean | null {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? null : a / b;
    case "%":
      return b === 0 ? null : a % b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    default:
      return null;
  }
}

/** Whether two values are equal; null if that is not known. A secret is compared by its digest. */
export function sameValue(left: TerraformValue, right: TerraformValue): boolean | null {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== null && b !== null) return a === b;
  if (left.kind === "scalar" && right.kind === "scalar") {
    if (left.sealed && right.sealed) return left.sealed.digest === right.sealed.digest;
    return isNull(left) === isNull(right) && isNull(left);
  }
  const isPlain = (v: TerraformValue): boolean => v.kind === "list" || v.kind === "object";
  return isPlain(left) !== isPlain(right) && (isNull(left) || isNull(right)) ? false : null;
}

export function numberOf(value: TerraformValue): number | null {
  const text = textOf(value);
  if (text === null || text.trim() === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
