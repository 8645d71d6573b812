import type { Place } from "../../../model/location.ts";
import { literalsOf } from "../evaluate.ts";
import type { Value } from "../value.ts";

/** The last property or export name of what is called. */
export function lastName(callee: Value): string {
  return callee.kind === "member" ? callee.property : callee.kind === "external" ? (callee.path.at(-1) ?? "") : "";
}

/** The variable that a computed or literal name reads. */
export function readOf(name: Value, at: Place): Value {
  const [only, ...more] = literalsOf(name);
  return { kind: "variable", name: only !== undefined && more.length === 0 ? only : name, at };
}
