import type { ModuleIR } from "../../model/ir.ts";
import { enter } from "./call.ts";
import { maximumDepth, waysOfTests } from "./conditions.ts";
import type { Evaluator } from "./evaluate.ts";
import { functionsOf } from "./functions.ts";
import { type Outcome, type Past, returnsOf } from "./returns.ts";
import type { Frame } from "./value.ts";
import { cross, maximumWays, nothing, type Way } from "./ways.ts";

/** Checks inside checks deeper than this are not looked into. */
const maximumSteps = 4;

/**
 * Ways with what was compared by the checks that would have thrown before: whoever comes that far has passed them. What
 * adds no comparison, or is not certain to be obeyed, is left out, since each way counts.
 */
export function withPast(
  evaluator: Evaluator,
  ways: readonly Way[],
  past: readonly Past[] | undefined,
  module: ModuleIR,
  frame: Frame | null,
  depth: number,
  steps = 0,
): readonly Way[] {
  let all = ways;
  for (const one of past ?? []) {
    const more = pastWays(evaluator, one, module, frame, depth, steps);
    if (more.length === 0 || more.length * all.length > maximumWays) continue;
    if (more.some((w) => w.caught || w.unawaited) || !more.some(compares)) continue;
    all = cross(all, more);
  }
  return all;
}

function compares({ atoms }: Way): boolean {
  return atoms.some((a) => a.operator === "equal" || a.operator === "member");
}

/** The ways in which a check came to its end. */
function pastWays(
  evaluator: Evaluator,
  past: Past,
  module: ModuleIR,
  frame: Frame | null,
  depth: number,
  steps: number,
): readonly Way[] {
  if (depth > maximumDepth || steps > maximumSteps) return [nothing];
  if ("test" in past) return waysOfTests(evaluator, [past.test], depth);
  if ("either" in past)
    return past.either.flatMap((one) => throughAll(evaluator, one, module, frame, depth + 1, steps + 1));
  const { call, isAwaited } = past;
  const [fn, ...more] = functionsOf(evaluator.evaluate(call.callee, module, frame), evaluator);
  // Nobody obeys the error of a promise that is not waited for.
  if (!fn || more.length > 0 || (fn.fn.async && !isAwaited) || (frame?.depth ?? 0) > maximumDepth) return [nothing];
  const args = call.args.map((expression) => ({ expression, module, frame }));
  const inner = evaluator.frameOf(call, frame, () => enter(fn, args, (frame?.depth ?? 0) + 1), fn);
  const outcomes = returnsOf(fn.fn.body, fn.module, inner);
  if (outcomes.every((o) => pastOf(o, isAwaited).length === 0)) return [nothing];
  return outcomes.flatMap((o) =>
    withPast(
      evaluator,
      waysOfTests(evaluator, o.when, depth + 1),
      pastOf(o, isAwaited),
      fn.module,
      inner,
      depth + 1,
      steps + 1,
    ),
  );
}

/** The ways on which each of several checks came to its end; more than are told apart are as good as none. */
function throughAll(
  evaluator: Evaluator,
  past: readonly Past[],
  module: ModuleIR,
  frame: Frame | null,
  depth: number,
  steps: number,
): readonly Way[] {
  let all: readonly Way[] = [nothing];
  for (const one of past) {
    const more = pastWays(evaluator, one, module, frame, depth, steps);
    if (more.length * all.length <= maximumWays) all = cross(all, more);
  }
  return all;
}

/** What came to its end before a function did, the call that it returns included. */
function pastOf({ past = [], expression }: Outcome, isAwaited: boolean): readonly Past[] {
  const last = expression?.kind === "await" ? expression.operand : expression;
  return last?.kind === "call" ? [...past, { call: last, isAwaited: isAwaited || expression?.kind === "await" }] : past;
}
