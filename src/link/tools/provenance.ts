import { type Evaluator, frameOf } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { childrenOf } from "../program/walk.ts";
import { eachPart, parametersIn } from "./dependence.ts";

const maximumDepth = 12;

/**
 * The parameters of the tool that decide what an expression is: none of a constant, null where it comes from something
 * that was not followed. A name that is looked up outside the repository is decided by what it is looked up with.
 */
export function decidedBy(evaluator: Evaluator, thunk: Thunk, under: readonly string[]): readonly string[] | null {
  const value = evaluator.force(thunk);
  const known = parametersIn(evaluator, value, under);
  if (known.length > 0) return known;
  const written = writtenWith(evaluator, thunk, under, 0);
  return written.length > 0 ? [...new Set(written)] : isOpen(evaluator, value) ? null : [];
}

/** Whether a value has a part that nothing in the repository tells. */
function isOpen(evaluator: Evaluator, value: Value): boolean {
  let open = false;
  eachPart(evaluator, value, (part) => {
    open ||= part.kind === "unknown" || part.kind === "input" || part.kind === "applied" || part.kind === "member";
    return !open;
  });
  return open;
}

/** The same by the names an expression is written with, for what its value does not tell. */
function writtenWith(
  evaluator: Evaluator,
  { expression: e, module, frame, value }: Thunk,
  under: readonly string[],
  depth: number,
): readonly string[] {
  if (depth > maximumDepth || value) return value ? parametersIn(evaluator, value, under) : [];
  const again = (thunk: Thunk): readonly string[] => writtenWith(evaluator, thunk, under, depth + 1);
  switch (e.kind) {
    case "name": {
      const binding = module.bindings[e.binding];
      const given = parametersIn(evaluator, evaluator.evaluate(e, module, frame), under);
      if (given.length > 0 || !binding?.value || binding.kind === "import") return given;
      return again({ expression: binding.value, module, frame: frameOf(frame, module, binding.owner) });
    }
    case "parameter": {
      const argument = frameOf(frame, module, e.function)?.args?.[e.index];
      return argument ? again(argument) : parametersIn(evaluator, evaluator.evaluate(e, module, frame), under);
    }
    case "function":
    case "class":
      return [];
    default:
      return childrenOf(e).flatMap((expression) => again({ expression, module, frame }));
  }
}

/**
 * Whether anything that an expression is written with has a value of this sort: through names and arguments, for what
 * its value does not tell of where it comes from.
 */
export function eachWritten(
  evaluator: Evaluator,
  { expression: e, module, frame, value }: Thunk,
  isIt: (value: Value) => boolean,
  depth = 0,
): boolean {
  if (depth > maximumDepth) return false;
  if (isIt(value ?? evaluator.evaluate(e, module, frame))) return true;
  if (value) return false;
  const again = (thunk: Thunk): boolean => eachWritten(evaluator, thunk, isIt, depth + 1);
  switch (e.kind) {
    case "name": {
      const binding = module.bindings[e.binding];
      if (!binding?.value || binding.kind === "import") return false;
      return again({ expression: binding.value, module, frame: frameOf(frame, module, binding.owner) });
    }
    case "parameter": {
      const argument = frameOf(frame, module, e.function)?.args?.[e.index];
      return argument !== undefined && again(argument);
    }
    case "function":
    case "class":
      return false;
    default:
      return childrenOf(e).some((expression) => again({ expression, module, frame }));
  }
}

/** Whether two ways to name a parameter are about one thing: `target` and `target.environment` are, "" is the whole input. */
export function isSameParameter(a: string, b: string): boolean {
  return a === b || a === "" || b === "" || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
