import { type ContextCall, contextCalls, contextOptions } from "../../catalog/deployments.ts";
import { matches } from "../../catalog/match.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { literalsOf } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import type { Thunk, Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import type { Pick } from "./picks.ts";
import { choicesOfName, type Inputs } from "./selections.ts";
import { startedBy } from "./started.ts";

/** The choices of a call that decides by a name alone where later calls go: a cluster's context, a cloud's profile, a network. */
export function contextsNamedAt(visit: Visit, inputs: Inputs): readonly Pick[] {
  const { evaluator } = inputs;
  return [...namesGiven(evaluator, visit), ...namesInCommand(evaluator, visit)].flatMap((whole) =>
    choicesOfName(inputs, whole).map((choice) => ({ choice, visit, whole, opens: false })),
  );
}

function namesGiven(evaluator: Evaluator, { callee, args }: Visit): readonly Value[] {
  const entry = contextCalls.find((one) => isCallOf(one, callee));
  const name = entry && argumentAt(evaluator, args, entry.name);
  return name ? [name] : [];
}

function isCallOf({ symbol, methods }: ContextCall, callee: Value): boolean {
  if (!methods) return callee.kind === "external" && matches(symbol, callee);
  if (callee.kind !== "member" || !methods.includes(callee.property) || callee.object.kind !== "applied") return false;
  const made = callee.object.callee;
  return made.kind === "external" && matches(symbol, made);
}

/** `execFile("kubectl", ["--context", context, …])`, and `--context=${context}` as one word. */
function namesInCommand(evaluator: Evaluator, { callee, args, at }: Visit): readonly Value[] {
  const program = startedBy(evaluator, callee, args, at)?.program;
  const options = program && contextOptions[program.slice(program.lastIndexOf("/") + 1)];
  const [, words] = args;
  const list = words && evaluator.force(words);
  if (!options || list?.kind !== "array") return [];
  return list.elements.flatMap((element, i) => nameOf(evaluator, options, element, list.elements[i + 1]));
}

function nameOf(
  evaluator: Evaluator,
  options: readonly string[],
  element: Thunk,
  next: Thunk | undefined,
): readonly Value[] {
  const word = evaluator.force(element);
  if (word.kind === "template") {
    const [head, name, ...more] = word.parts;
    const option = head && literalsOf(head)[0];
    return name && more.length === 0 && options.some((one) => option === `${one}=`) ? [name] : [];
  }
  const isOption = literalsOf(word).some((text) => options.includes(text));
  return isOption && next ? [evaluator.force(next)] : [];
}
