import type { BindingId, Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { ModelLoop } from "../../model/run-bounds.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { place } from "../program/value.ts";
import { eachExpression, eachExpressionIn } from "../program/walk.ts";
import { answeredIn, answerNames, decidedByAnswer, mayBound, type Region } from "./answers.ts";
import { exitsOf } from "./exits.ts";

type Ending = Pick<ModelLoop, "ends" | "exits" | "why">;

/** A callee of such a name may end the rounds by itself. */
const stopping =
  /budget|limit|quota|deadline|abort|cancel|guard|throttl|interrupt|assert|charge|exceed|track|approv|confirm|ask|prompt|question|input|wait|sleep|delay/i;

/**
 * What ends the rounds of a region. It errs towards `unclear`: only where each test that ends a round is decided by what
 * the model answered, and each round waits for nothing else, is it the model that decides.
 */
export function endingOf(evaluator: Evaluator, region: Region): Ending {
  const { module, body, head } = region;
  const exits = exitsOf(body, module);
  // What counts in the head of a loop is no test: `for (let step = 0; ; step++)`.
  const conditions = head.filter((e) => !isTrue(e) && e.kind !== "assign");
  const tests = [...conditions, ...exits.flatMap((exit) => exit.tests)];
  const at = (list: readonly Expression[]): readonly Place[] => list.map((e) => place(module, e.span));
  const answers = answerNames(region);
  const bounds = tests.filter((test) => mayBound(test, answers));
  if (bounds.length > 0) return { ends: "bounded", exits: at(bounds), why: "" };
  const unclear = (why: string): Ending => ({ ends: "unclear", exits: at(tests), why });
  if (region.owner?.generator) return unclear("whoever consumes what it yields may stop");
  const answered = answeredIn(region);
  const other = waitsForOther(region, answered);
  if (other !== null) return unclear(other);
  if (exits.some(({ kind, tests: own, caught }) => own.length === 0 && kind !== "continue" && !caught)) {
    const goesOn = region.again !== undefined || exits.some(({ kind }) => kind === "continue");
    if (!goesOn) return unclear("it ends after a round unless something throws");
  }
  if (!tests.every((test) => decidedByAnswer(evaluator, region, answered, test)))
    return unclear("a test that ends it is about something else than the model's answer");
  return tests.length === 0 && exits.length === 0
    ? { ends: "never", exits: [], why: "" }
    : { ends: "model-decides", exits: at(tests), why: "" };
}

export function isTrue(e: Expression): boolean {
  return e.kind === "literal" && (e.value === true || e.value === 1);
}

/** What each round waits for or calls that may end or delay it and is not made of the model's answer; null if there is nothing. */
function waitsForOther({ module, body, call }: Region, answered: ReadonlySet<BindingId>): string | null {
  const isAnswer = (e: Expression): boolean => {
    let found = false;
    eachExpression(e, (x) => {
      found ||= x === call || (x.kind === "name" && answered.has(x.binding));
    });
    return found;
  };
  let why: string | null = null;
  eachExpressionIn(body, module, (e) => {
    if (e.kind === "await" && !isAnswer(e.operand)) why ??= "each round waits for something else than the model";
    if (e.kind === "opaque" && e.syntax.startsWith("yield")) why ??= "whoever consumes what it yields may stop";
    if (isCount(e)) why ??= "it counts something, and what comes of that was not followed";
    const name = e.kind === "call" ? calleeName(e) : "";
    if (e !== call && stopping.test(name)) why ??= `${name} may end it`;
  });
  return why;
}

/** `rounds++`, `used.set(name, before + 1)`: a bound may hang on it somewhere else. */
function isCount(e: Expression): boolean {
  if (e.kind === "assign") return e.operator === "other" || (e.operator === "+=" && isNumber(e.value));
  return e.kind === "binary" && /^[+-]$/.test(e.operator) && (isNumber(e.left) || isNumber(e.right));
}

function isNumber(e: Expression): boolean {
  return e.kind === "literal" && typeof e.value === "number";
}

function calleeName({ callee }: Extract<Expression, { kind: "call" }>): string {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "name" || callee.kind === "global" ? callee.name : "";
}
