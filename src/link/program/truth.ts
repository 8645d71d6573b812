import { classOf } from "../../model/environment.ts";
import { type Concrete, concretise, type EnvironmentView, maximumDepth } from "./concretise.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ObjectValue, Test, Value } from "./value.ts";

/** Whether a value is true in an environment; null if that cannot be told. */
export function truthOf(evaluator: Evaluator, value: Value, view: EnvironmentView, depth = 0): boolean | null {
  if (depth > maximumDepth) return null;
  if (value.kind === "operation") {
    const [left, right] = value.operands;
    if (value.operator === "!" && left) return negate(truthOf(evaluator, left, view, depth + 1));
    if (left && right && /^[!=]==?$/.test(value.operator)) {
      const same = equalIn(concretise(evaluator, left, view, depth + 1), concretise(evaluator, right, view, depth + 1));
      return value.operator.startsWith("!") ? negate(same) : same;
    }
    if (left && right?.kind === "object" && value.operator === "in")
      return hasKey(right, concretise(evaluator, left, view, depth + 1));
    return null;
  }
  if (value.kind === "fallback") {
    const first = truthOf(evaluator, value.first, view, depth + 1);
    return first === true ? true : first === null ? null : truthOf(evaluator, value.second, view, depth + 1);
  }
  if (value.kind === "applied" && value.callee.kind === "member" && value.args[0]) {
    const { object, property } = value.callee;
    const arg = concretise(evaluator, evaluator.force(value.args[0]), view, depth + 1);
    const list = property === "has" ? setOf(evaluator, object) : property === "includes" ? object : null;
    if (list?.kind === "array" && !list.open) {
      const each = list.elements.map((t) => equalIn(concretise(evaluator, evaluator.force(t), view, depth + 1), arg));
      return each.includes(true) ? true : each.every((x) => x === false) ? false : null;
    }
    if (object.kind === "object" && property === "hasOwnProperty") return hasKey(object, arg);
    if (/^(startsWith|endsWith|includes)$/.test(property)) {
      const [text] = concretise(evaluator, object, view, depth + 1);
      const [part] = arg;
      if (text?.kind !== "text" || part?.kind !== "text" || text.text === null || part.text === null) return null;
      return property === "startsWith"
        ? text.text.startsWith(part.text)
        : property === "endsWith"
          ? text.text.endsWith(part.text)
          : text.text.includes(part.text);
    }
  }
  if (
    value.kind === "applied" &&
    value.callee.kind === "external" &&
    value.callee.path[0] === "Boolean" &&
    value.args[0]
  ) {
    return truthOf(evaluator, evaluator.force(value.args[0]), view, depth + 1);
  }
  const answers = new Set(concretise(evaluator, value, view, depth + 1).map(truthOfConcrete));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : null;
}

/** Whether an object has the key that a text is. */
function hasKey({ entries, rest }: ObjectValue, keys: readonly Concrete[]): boolean | null {
  const answers = new Set(keys.map((k) => (k.kind === "text" && k.text !== null ? entries.has(k.text) : null)));
  const [only] = answers;
  return answers.size !== 1 || only === undefined || (only === false && rest !== null) ? null : only;
}

/** The list that `new Set([…])` is made of. */
function setOf(evaluator: Evaluator, value: Value): Value | null {
  const [list] = value.kind === "applied" && value.callee.kind === "external" ? value.args : [];
  return list && value.kind === "applied" && value.callee.kind === "external" && value.callee.path[0] === "Set"
    ? evaluator.force(list)
    : null;
}

function truthOfConcrete(c: Concrete): boolean | null {
  if (c.kind === "nothing") return false;
  if (c.kind === "text") return c.text === null ? true : !["", "false", "0"].includes(c.text);
  return c.kind === "unresolved" ? null : true;
}

/** Whether the tests that lead to an alternative hold in an environment; null if that cannot be told. */
export function holdsIn(
  evaluator: Evaluator,
  tests: readonly Test[],
  view: EnvironmentView,
  depth = 0,
): boolean | null {
  let answer: boolean | null = true;
  for (const test of tests) {
    const value = evaluator.force(test.thunk);
    const truth = test.equals
      ? equalIn(
          concretise(evaluator, evaluator.force(test.equals), view, depth + 1),
          concretise(evaluator, value, view, depth + 1),
        )
      : truthOf(evaluator, value, view, depth + 1);
    if (truth === null) answer = null;
    else if (truth !== test.holds) return false;
  }
  return answer;
}

/** Whether two values are equal in whatever way both can be; null if that cannot be told. */
export function equalIn(left: readonly Concrete[], right: readonly Concrete[]): boolean | null {
  const answers = new Set(left.flatMap((l) => right.map((r) => equal(l, r))));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : null;
}

function equal(a: Concrete, b: Concrete): boolean | null {
  if (a.kind === "unresolved" || b.kind === "unresolved" || a.kind === "reference" || b.kind === "reference")
    return null;
  if (a.kind === "nothing" || b.kind === "nothing") return a.kind === b.kind;
  if (a.kind !== "text" || b.kind !== "text") return null;
  if (a.text !== null && b.text !== null) {
    if (a.text === b.text) return true;
    // `APP_ENV` is taken to name the environment in the repository's own words, `prod` or `production`.
    const assumed = a.assumption !== null || b.assumption !== null;
    const cls = classOf(a.text);
    return assumed && cls !== "other" && cls === classOf(b.text);
  }
  return a.sealed && b.sealed ? a.sealed.digest === b.sealed.digest : null;
}

function negate(truth: boolean | null): boolean | null {
  return truth === null ? null : !truth;
}
