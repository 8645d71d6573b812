import type { Expression } from "../../model/ir.ts";
import type { Evaluator } from "./evaluate.ts";
import { thisWritesOf } from "./returns.ts";
import type { ClassValue, Frame, FunctionValue, Value } from "./value.ts";

/** The activation of the method that a field is assigned in, so that its own names and `this` are known there. */
export function frameOfWrite(
  evaluator: Evaluator,
  owner: ClassValue,
  field: string,
  write: Expression,
  self: Value,
  frame: Frame | null,
): Frame | null {
  if (!frame) return owner.frame;
  const { module } = owner;
  for (const { value } of owner.cls.members) {
    const fn = value?.kind === "function" ? module.functions[value.function] : undefined;
    if (!fn || fn.form === "arrow" || !thisWritesOf(field, fn.body, module, null).some((o) => o.expression === write))
      continue;
    const called: FunctionValue = { kind: "function", module, fn, frame: owner.frame, self, at: self.at };
    const make = (): Frame => ({ module, fn, args: null, self, parent: owner.frame, depth: frame.depth + 1 });
    return evaluator.frameOf(write, frame, make, called);
  }
  return frame;
}
