import type { Expression, ModuleIR } from "../../model/ir.ts";
import { enter } from "./call.ts";
import { maximumDepth, waysOfTests } from "./conditions.ts";
import { withPast } from "./endings.ts";
import { type Evaluator, frameOf } from "./evaluate.ts";
import { functionsOf } from "./functions.ts";
import { returnsOf } from "./returns.ts";
import { type Frame, moduleBody, place, type Thunk, type Value } from "./value.ts";
import { bounded, cross, nothing, type Way } from "./ways.ts";

/** What is asked of an answer: that it is this word, or that it is not. */
interface Question {
  readonly word: string;
  readonly same: boolean;
  readonly depth: number;
}

/**
 * `check(…).verdict === "allow"`: the ways through the functions of the repository that answer so. A body that ends
 * without an answer says no word. Null if the answer of one of them is not known.
 */
export function answerWays(
  evaluator: Evaluator,
  { expression: e, module, frame }: Thunk,
  path: readonly string[],
  question: Question,
  awaited = false,
  steps = 0,
): readonly Way[] | null {
  if (steps > 8) return null;
  const again = (expression: Expression, inner = path, f = frame, waits = awaited): readonly Way[] | null =>
    answerWays(evaluator, { expression, module, frame: f }, inner, question, waits, steps + 1);
  switch (e.kind) {
    case "await":
      return again(e.operand, path, frame, true);
    case "member":
      return again(e.object, [e.property, ...path]);
    case "name": {
      const binding = module.bindings[e.binding];
      if (!binding?.value || binding.writes.length > 0 || binding.kind === "import") return null;
      return again(binding.value, path, frameOf(frame, module, binding.owner));
    }
    case "call": {
      const functions = functionsOf(evaluator.evaluate(e.callee, module, frame), evaluator);
      if (functions.length === 0 || (frame?.depth ?? 0) > maximumDepth) return null;
      const args: readonly Thunk[] = e.args.map((expression) => ({ expression, module, frame }));
      const ways: Way[] = [];
      for (const fn of functions) {
        const inner = evaluator.frameOf(e, frame, () => enter(fn, args, (frame?.depth ?? 0) + 1), fn);
        for (const outcome of returnsOf(fn.fn.body, fn.module, inner)) {
          const said = saidBy(evaluator, outcome.expression, fn.module, inner, path, question);
          if (!said) return null;
          const own = cross(waysOfTests(evaluator, outcome.when, question.depth + 1), said);
          const all = withPast(evaluator, own, outcome.past, fn.module, inner, question.depth + 1);
          ways.push(...all.map((w) => (outcome.caught ? { ...w, caught: true } : w)));
        }
      }
      const isPromise = !awaited && functions.some((fn) => fn.fn.async);
      return bounded(isPromise ? ways.map((w) => ({ ...w, unawaited: true })) : ways);
    }
    default:
      return null;
  }
}

/** The ways in which one answer is the word that is asked for, or is not; null if it is not known what it says. */
function saidBy(
  evaluator: Evaluator,
  given: Expression | null,
  module: ModuleIR,
  frame: Frame | null,
  path: readonly string[],
  { word, same, depth }: Question,
): readonly Way[] | null {
  const at = place(module, given?.span ?? moduleBody.span);
  const whole: Value = given ? evaluator.evaluate(given, module, frame) : { kind: "literal", value: undefined, at };
  const value = path.reduce<Value>((v, property) => evaluator.member(v, property, at), whole);
  if (value.kind === "choice") return decisions(evaluator, value, word, same, depth);
  if (!isWord(value)) return null;
  return (value.kind === "literal" && value.value === word) === same ? [nothing] : [];
}

/** Ways in which a value that is one of several words, each under its own tests, is (or is not) a certain word. */
export function decisions(
  evaluator: Evaluator,
  value: Value,
  word: string,
  same: boolean,
  depth: number,
): readonly Way[] | null {
  if (value.kind !== "choice" || !value.options.every((o) => isWord(o.value) && o.when.length > 0)) return null;
  const ways: Way[] = [];
  for (const o of value.options) {
    if ((o.value.kind === "literal" && o.value.value === word) === same)
      ways.push(...waysOfTests(evaluator, o.when, depth));
  }
  return bounded(ways);
}

/** A decision that has no such field, or is an object with more to say, is none of the words. */
function isWord(value: Value): boolean {
  if (value.kind === "literal") return typeof value.value === "string" || value.value === undefined;
  return value.kind === "object" || (value.kind === "member" && value.object.kind === "literal");
}
