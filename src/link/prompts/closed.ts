import type { Evaluator } from "../program/evaluate.ts";
import { lastName } from "../program/models/names.ts";
import { shapeOf } from "../program/models/schemas.ts";
import type { Thunk, Value } from "../program/value.ts";

/** Schemas that let no free text through. */
const closed =
  /^(enum|nativeEnum|literal|picklist|number|int|boolean|bigint|date|uuid|guid|cuid2?|ulid|nanoid|iso|email|url|coerce|ip|isoDate|datetime)$/;

/** Whether what a schema was made to check, or a part of it, can only be one of some values or of a form without room for text. */
export function isClosed(
  evaluator: Evaluator,
  chain: readonly Value[],
  schemasOf: (value: Value) => readonly Value[],
): boolean {
  return chain.some((value, i) => {
    const names = chain.slice(i + 1).flatMap((v) => (v.kind === "member" ? [v.property] : []));
    return schemasOf(value).some((schema) => {
      const field = fieldOf(evaluator, schema, names);
      return field !== null && admitsNoText(evaluator, field);
    });
  });
}

/** Whether a field of a schema lets no free text through. */
export function isClosedField(evaluator: Evaluator, schema: Value, names: readonly string[]): boolean {
  const field = fieldOf(evaluator, schema, names);
  return field !== null && admitsNoText(evaluator, field);
}

function fieldOf(evaluator: Evaluator, schema: Value, names: readonly string[]): Value | null {
  let current: Value | null = schema;
  for (const name of names) {
    const held: Thunk | undefined = current ? shapeOf(evaluator, current)?.entries.get(name) : undefined;
    current = held ? evaluator.force(held) : null;
  }
  return current;
}

function admitsNoText(evaluator: Evaluator, schema: Value, depth = 0): boolean {
  for (let v: Value | null = schema; v && depth < 8; ) {
    if (v.kind === "applied") {
      if (closed.test(lastName(v.callee))) return true;
      const [first] = v.args;
      const inner =
        first && /^(optional|nullable|nullish|array|pipe)$/.test(lastName(v.callee)) ? evaluator.force(first) : null;
      if (inner && inner.kind === "applied" && admitsNoText(evaluator, inner, depth + 1)) return true;
      v = v.callee;
    } else v = v.kind === "member" ? v.object : null;
  }
  return false;
}
