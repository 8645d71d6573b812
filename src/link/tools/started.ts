import { matches } from "../../catalog/match.ts";
import { programStarters } from "../../catalog/programs.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, isEmpty, literalsOf } from "../program/evaluate.ts";
import type { Thunk, Value } from "../program/value.ts";
import { wholeEnvironment } from "../secrets/whole-environment.ts";
import { inputName } from "./dependence.ts";

/** A program that a call starts. */
export interface Started {
  readonly call: string;
  /** Its command, where that is one fixed text. */
  readonly program: string | null;
  /** The model's input is the command itself, or what a shell or an interpreter is told to run. */
  readonly runsModelInput: boolean;
  /** Where it gets the whole environment: as written, or at the call, which hands it on by itself. Null if it does not, or nothing tells. */
  readonly environmentAt: Place | null;
}

const shells =
  /(?:^|[\\/])(?:ba|z|da|k)?sh$|(?:^|[\\/])(?:cmd|powershell|pwsh)(?:\.exe)?$|(?:^|[\\/])(?:node|python3?|deno|bun)$/i;

/** What calling a function that starts programs does; null for any other. */
export function startedBy(evaluator: Evaluator, callee: Value, args: readonly Thunk[], at: Place): Started | null {
  if (callee.kind !== "external") return null;
  const entry = programStarters.find(({ symbol }) => matches(symbol, callee));
  const [first, ...others] = args;
  if (!entry || !first) return null;
  const command = evaluator.force(first);
  const [program, ...more] = literalsOf(command);
  return {
    call: callee.path.at(-1) ?? "",
    program: program !== undefined && more.length === 0 ? program : null,
    runsModelInput:
      isInput(command) ||
      (shells.test(program ?? "") && others.slice(0, 1).some((arg) => holdsInput(evaluator, evaluator.force(arg)))),
    environmentAt: environmentOf(evaluator, others, at),
  };
}

/** The options are the last argument that is an object; without `env` in them the program inherits all. */
function environmentOf(evaluator: Evaluator, args: readonly Thunk[], at: Place): Place | null {
  for (const arg of args) {
    const value = evaluator.force(arg);
    if (value.kind === "array" || value.kind === "function" || isEmpty(value)) continue;
    // Options that something else passes may hold an environment, and a list of arguments may be passed as well.
    if (value.kind !== "object") return null;
    const given = value.entries.get("env");
    if (given) return wholeEnvironment(evaluator, given);
    if (value.rest !== null) return null;
  }
  return at;
}

/** A text that the model wrote, as it is or at the beginning of a line that is run. */
function isInput(value: Value): boolean {
  if (inputName(value, []) !== null) return true;
  if (value.kind === "template") return value.parts[0] !== undefined && isInput(value.parts[0]);
  return value.kind === "fallback" && isInput(value.first);
}

function holdsInput(evaluator: Evaluator, value: Value): boolean {
  return value.kind === "array" && value.elements.some((element) => isInput(evaluator.force(element)));
}
