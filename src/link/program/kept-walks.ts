import type { Expression } from "../../model/ir.ts";
import { remember } from "../../model/remember.ts";
import type { Evaluator } from "./evaluate.ts";
import { follow } from "./flow.ts";
import type { Visit, Watch } from "./flow-state.ts";
import type { Frame, FunctionValue, Thunk } from "./value.ts";

interface Comparison {
  readonly compared: Expression;
  readonly frame: Frame | null;
}

/** What a walk came to, in order. */
interface Walk {
  readonly args: readonly Thunk[];
  readonly steps: readonly (Visit | Comparison)[];
  readonly complete: boolean;
}

/**
 * Follows a function that is called with these very arguments, and tells everyone who follows it so again the same: the
 * way into a tool is asked about by many, and to follow it costs more than all that they ask. What it came to is kept as
 * long as the function's value is.
 */
export function followOnce(
  evaluator: Evaluator,
  fn: FunctionValue,
  args: readonly Thunk[],
  watch: Watch | ((v: Visit) => void),
): boolean {
  const { visit, compared = () => {} } = typeof watch === "function" ? { visit: watch } : watch;
  const { steps, complete } = walkOf(evaluator, fn, args);
  for (const step of steps) {
    if ("compared" in step) compared(step.compared, step.frame);
    else visit(step);
  }
  return complete;
}

function walkOf(evaluator: Evaluator, fn: FunctionValue, args: readonly Thunk[]): Walk {
  const known = remember(walks, evaluator, () => new WeakMap<FunctionValue, Walk[]>());
  const own = remember(known, fn, (): Walk[] => []);
  const before = own.find((walk) => walk.args === args);
  if (before) return before;
  const steps: Walk["steps"][number][] = [];
  const complete = follow(evaluator, fn, args, {
    visit: (visit) => steps.push(visit),
    compared: (compared, frame) => steps.push({ compared, frame }),
  });
  const walk: Walk = { args, steps, complete };
  own.push(walk);
  return walk;
}

const walks = new WeakMap<Evaluator, WeakMap<FunctionValue, Walk[]>>();
