import type { Place } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { place, type Thunk } from "../program/value.ts";

const deepest = 4;

/**
 * Where the whole environment of the process stands in what is given: itself, or spread into an object. Null where only
 * some variables are picked, and where what is done to them was not followed.
 */
export function wholeEnvironment(evaluator: Evaluator, given: Thunk, depth = 0): Place | null {
  const { expression: e, module, frame } = given;
  const inside = (expression: typeof e): Place | null =>
    depth > deepest ? null : wholeEnvironment(evaluator, { expression, module, frame }, depth + 1);
  switch (e.kind) {
    case "object":
      return e.properties.map((p) => (p.kind === "spread" ? inside(p.value) : null)).find((p) => p !== null) ?? null;
    case "logical":
      return inside(e.left) ?? inside(e.right);
    case "conditional":
      return inside(e.then) ?? inside(e.else);
    case "name": {
      const binding = module.bindings[e.binding];
      if (binding?.kind === "const" && binding.value && !isDestructured(binding.value)) return inside(binding.value);
      break;
    }
    default:
      break;
  }
  const value = evaluator.force(given);
  if (value.kind !== "environment" || value.platform) return null;
  return place(module, e.span);
}

function isDestructured({ kind }: Thunk["expression"]): boolean {
  return kind === "rest" || kind === "parameter" || kind === "element";
}
