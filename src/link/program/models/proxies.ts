import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import { memberOf } from "../member.ts";
import { type AppliedValue, thunkOf, type Value } from "../value.ts";

/** What a property of `new Proxy(target, { get })` is: what its `get` gives for it, else the target's; null for no proxy. */
export function proxied(
  evaluator: Evaluator,
  { form, callee, args }: AppliedValue,
  property: string,
  at: Place,
): Value | null {
  if (form !== "new" || callee.kind !== "external" || callee.package !== "" || callee.path[0] !== "Proxy") return null;
  const [first, second] = args;
  if (!first) return null;
  const handler = second ? evaluator.force(second) : null;
  const get = handler?.kind === "object" ? handler.entries.get("get") : undefined;
  const target = evaluator.force(first);
  if (!get) return memberOf(evaluator, target, property, at);
  const key: Value = { kind: "literal", value: property, at };
  return evaluator.call(evaluator.force(get), [first, thunkOf(key), first], at);
}
