import type { EnvironmentTag } from "../../model/audit-event.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf } from "../program/flow.ts";
import type { Thunk, Value } from "../program/value.ts";
import { isEnvironmentField } from "./environment-field.ts";
import { tagOfField } from "./tag-value.ts";

/** What a table's environment column takes where the row leaves it out: `text("environment").default("production")`. */
export function columnDefault(evaluator: Evaluator, table: Value | null): EnvironmentTag | null {
  if (table?.kind !== "applied") return null;
  for (const argument of table.args) {
    const columns = evaluator.force(argument);
    if (columns.kind !== "object") continue;
    for (const [name, column] of columns.entries) {
      if (!isEnvironmentField(name)) continue;
      const given = defaultOf(evaluator, evaluator.force(column));
      if (!given) continue;
      const tag = tagOfField(evaluator, given);
      return tag.kind === "none" ? null : { ...tag, note: `the default of the column (${tag.note})` };
    }
  }
  return null;
}

function defaultOf(evaluator: Evaluator, column: Value): Thunk | null {
  for (let current: Value | null = column; current; ) {
    if (current.kind === "applied") {
      const [first] = current.args;
      const name: string = current.callee.kind === "member" ? current.callee.property : "";
      if (first && /^(default|\$default|\$defaultFn|\$type)$/.test(name) && name !== "$type") {
        const value = evaluator.force(first);
        return functionsOf(value).length > 0 ? { ...first, value: evaluator.call(value, [], value.at) } : first;
      }
      // `{ type: String, default: "production" }` of a schema is an object, and is read below.
      current = current.callee;
    } else if (current.kind === "member") current = current.object;
    else if (current.kind === "object") return current.entries.get("default") ?? null;
    else return null;
  }
  return null;
}
