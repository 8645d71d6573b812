import type { Place } from "../../../model/location.ts";
import type { Thunk, Value } from "../value.ts";

const behaviors = new Set(["allow", "rejectContent", "throwException"]);

/** What a guardrail of the OpenAI Agents SDK answers: `ToolGuardrailFunctionOutputFactory.rejectContent(…)`. */
export function guardrailAnswer(path: readonly string[], at: Place): Value | null {
  const [factory, behavior] = path.slice(-2);
  if (factory !== "ToolGuardrailFunctionOutputFactory" || behavior === undefined || !behaviors.has(behavior))
    return null;
  const inner = objectOf("type", { kind: "literal", value: behavior, at }, at);
  return objectOf("behavior", inner, at);
}

function objectOf(key: string, value: Value, at: Place): Value {
  const module = {
    path: at.path,
    bindings: [],
    functions: [],
    classes: [],
    types: [],
    exports: [],
    body: [],
    gaps: [],
  };
  const thunk: Thunk = { expression: { kind: "undefined", span: at.span }, module, frame: null, value };
  return { kind: "object", entries: new Map([[key, thunk]]), rest: null, at };
}
