import { answering, failing, replacing } from "../../catalog/test-words.ts";
import type { Statement } from "../../model/ir.ts";
import type { Fake } from "../../model/test-case.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/functions.ts";
import type { FunctionValue, Value } from "../program/value.ts";
import { partsOf } from "../program/walk.ts";
import { makingOf, type SpyMaking } from "./callees.ts";
import { writtenOf } from "./expectations.ts";
import { activation } from "./tested-calls.ts";

export type Answer = Pick<Fake, "answer" | "throws" | "repeats">;

const untold: Answer = { answer: undefined, throws: false, repeats: true };

/** What a function of a test, or a spy, answers; null for what is neither. */
export function answerOf(evaluator: Evaluator, value: Value): Answer | null {
  const making = makingOf(evaluator, value);
  const last = making.told.at(-1);
  if (last) return toldAnswer(evaluator, last);
  const [fn] = making.functions;
  if (fn) return answerOfFunction(evaluator, fn);
  return value.kind === "applied" ? untold : null;
}

/** What `mockResolvedValue(…)` and its like say. */
export function toldAnswer(evaluator: Evaluator, told: SpyMaking["told"][number]): Answer {
  return { ...saidBy(evaluator, told), repeats: !told.method.endsWith("Once") };
}

function saidBy(evaluator: Evaluator, { method, args }: SpyMaking["told"][number]): Answer {
  if (failing.has(method)) return { ...untold, throws: true };
  const [first] = args;
  if (!first) return untold;
  const value = evaluator.force(first);
  if (replacing.has(method)) {
    const [fn] = functionsOf(value);
    return fn ? answerOfFunction(evaluator, fn) : untold;
  }
  return answering.has(method) && value.kind === "literal" ? { ...untold, answer: writtenOf(value) } : untold;
}

/** A function that does nothing but return one literal, or throw. */
function answerOfFunction(evaluator: Evaluator, fn: FunctionValue): Answer {
  const ends = endsOf(fn.fn.body, fn);
  const [only, ...more] = ends;
  if (!only || more.length > 0)
    return ends.every((end) => end.kind === "throw") ? { ...untold, throws: ends.length > 0 } : untold;
  if (only.kind === "throw") return { ...untold, throws: true };
  if (only.value === null) return untold;
  const value = evaluator.evaluate(only.value, fn.module, activation(fn, null));
  return value.kind === "literal" ? { ...untold, answer: writtenOf(value) } : untold;
}

function endsOf(
  body: readonly Statement[],
  fn: FunctionValue,
): readonly Extract<Statement, { kind: "return" | "throw" }>[] {
  return body.flatMap((s) =>
    s.kind === "return" || s.kind === "throw"
      ? [s]
      : partsOf(s, fn.module).blocks.flatMap((block) => endsOf(block, fn)),
  );
}
