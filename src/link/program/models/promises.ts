import type { Place } from "../../../model/location.ts";
import { type Evaluator, isEmpty } from "../evaluate.ts";
import { choiceOf, type Option, type Thunk, type Value } from "../value.ts";

/** What a promise and what it promises are taken to be the same. */
export function promised(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  const [callback] = args;
  if (method === "finally") return object;
  if (!callback || (method !== "then" && method !== "catch")) return null;
  const given = evaluator.force(callback);
  if (method === "then") return isEmpty(given) ? object : evaluator.call(given, [{ ...callback, value: object }], at);
  // What stands in after a failure counts where it is something.
  const instead = evaluator.call(given, [], at);
  const options: Option[] = [{ value: object, when: [] }];
  if (!isEmpty(instead) && instead.kind !== "unknown") options.push({ value: instead, when: [] });
  return choiceOf(options, at);
}
