import type { Expression } from "../../model/ir.ts";
import type { Evaluator } from "./evaluate.ts";
import { functionsOf } from "./functions.ts";
import { returnsOf } from "./returns.ts";
import type { Thunk } from "./value.ts";

/** `undefined` or `null`, as it is written. */
export function isNothing(e: Expression): boolean {
  return e.kind === "undefined" || (e.kind === "literal" && e.value === null && e.sealed === undefined);
}

/** Whether an expression is a call of the repository that gives an object or a text, or else nothing at all. */
export function isSomethingOrNothing(
  evaluator: Evaluator,
  { expression: e, module, frame }: Thunk,
  depth = 0,
): boolean {
  if (depth > 4) return false;
  if (e.kind === "await") return isSomethingOrNothing(evaluator, { expression: e.operand, module, frame }, depth + 1);
  if (e.kind === "name") {
    const binding = module.bindings[e.binding];
    return (
      binding?.kind === "const" &&
      binding.value !== null &&
      isSomethingOrNothing(evaluator, { expression: binding.value, module, frame }, depth + 1)
    );
  }
  if (e.kind !== "call") return false;
  const functions = functionsOf(evaluator.evaluate(e.callee, module, frame), evaluator);
  return (
    functions.length > 0 &&
    functions.every((f) =>
      returnsOf(f.fn.body, f.module, null).every(
        ({ expression: given }) => given === null || isNothing(given) || isSomething(given),
      ),
    )
  );
}

function isSomething(e: Expression): boolean {
  return (
    /^(object|array|new|function|class)$/.test(e.kind) || truthy(e) || (e.kind === "template" && e.parts.some(truthy))
  );
}

/** A constant that is true, or a secret. */
export function truthy(e: Expression): boolean {
  return e.kind === "literal" && (Boolean(e.value) || e.sealed !== undefined);
}
