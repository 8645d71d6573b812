import type { Expression } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import type { StopSwitch } from "../../model/stop-switch.ts";
import type { Way } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Guard } from "../program/flow.ts";
import { weaknessOf } from "../program/guards.ts";
import type { Program } from "../program/program.ts";
import { readGuard } from "../tools/gates.ts";
import { type StopRead, stopReadsIn } from "./reads.ts";

/** A stop as it stands before one call, before those of all calls are joined. */
export type StandingStop = Omit<
  StopSwitch,
  "before" | "past" | "beforeCalls" | "inSteps" | "writtenBy" | "isReadAtStart"
>;

/** The stop that a guard is; null for all the other tests. */
export function stopOf(evaluator: Evaluator, guard: Guard): StandingStop | null {
  if (guard.isOfEach) return null;
  const { ways } = readGuard(evaluator, guard, []);
  const asked = ways.map((way) => readIn(evaluator, way));
  const first = asked.find((read) => read !== null);
  if (!first) return null;
  const { otherwise, ...read } = first.read;
  const caught = ways.find((way, i) => way.caught && asked[i] === null);
  const isPast = ways.some((way, i) => asked[i] === null && !way.caught);
  const byDefault = otherwise && first.runsWhen === otherwise.value ? otherwise : null;
  return {
    ...read,
    testedAt: guard.via[0] ?? guard.at,
    goesOnWhen: first.runsWhen,
    callGoesOnWhen: guard.via.length === 0 ? outcomeOfCall(guard.test.expression, guard.holds) : null,
    failsOpen: byDefault
      ? { how: "default", at: byDefault.at }
      : caught
        ? { how: "caught", at: caught.atoms[0]?.at ?? guard.at }
        : null,
    weakness: weaknessOf(guard) ?? (isPast ? "one way past it does not read it" : unawaited(ways)),
  };
}

/** What a call answers where a test of it comes out so: `!(await isHalted())`. */
function outcomeOfCall(test: Expression, holds: boolean): boolean | null {
  if (test.kind === "await") return outcomeOfCall(test.operand, holds);
  if (test.kind === "unary" && test.operator === "!") return outcomeOfCall(test.operand, !holds);
  return test.kind === "call" ? holds : null;
}

function unawaited(ways: readonly Way[]): string | null {
  return ways.some((way) => way.unawaited) ? "its answer is not awaited" : null;
}

interface Asked {
  readonly read: StopRead;
  /** What the reading is where the way is taken; null if that is not a plain yes or no. */
  readonly runsWhen: boolean | null;
}

function readIn(evaluator: Evaluator, { atoms }: Way): Asked | null {
  for (const { operator, left, right } of atoms) {
    for (const thunk of [left, ...(right ? [right] : [])]) {
      const value = evaluator.force(thunk);
      const [read] = stopReadsIn(evaluator, value);
      // What is made of the reading may turn it around.
      const isPlain = right === null && value.kind === "applied" && (operator === "true" || operator === "false");
      if (read) return { read, runsWhen: isPlain ? operator === "true" : null };
    }
  }
  return null;
}

/** Whether a place stands outside all functions of its module: what is read there is read once. */
export function isAtTop(program: Program, { path, span }: Place): boolean {
  const module = program.modules.get(path);
  if (!module) return false;
  return !module.functions.some(
    ({ span: own }) =>
      (own.startLine < span.startLine || (own.startLine === span.startLine && own.startColumn <= span.startColumn)) &&
      (own.endLine > span.endLine || (own.endLine === span.endLine && own.endColumn >= span.endColumn)),
  );
}
