import type { Place } from "../../../model/location.ts";
import type { Evaluator } from "../evaluate.ts";
import { chainOf, choiceOf, type Option, type Test, type Thunk, type Value } from "../value.ts";

/** `match(env).with("production", () => …).otherwise(() => …)` of ts-pattern: a switch written as a chain. */
export function matched(
  evaluator: Evaluator,
  object: Value,
  method: string,
  args: readonly Thunk[],
  at: Place,
): Value | null {
  if (!/^(otherwise|exhaustive|run)$/.test(method)) return null;
  const [root, start, ...steps] = chainOf(object);
  if (root?.kind !== "external" || root.package !== "ts-pattern" || start?.kind !== "applied") return null;
  const [subject] = start.args;
  if (!subject) return null;
  const options: Option[] = [];
  const not: Test[] = [];
  for (const step of steps) {
    if (step.kind === "member") continue;
    if (step.kind !== "applied" || step.callee.kind !== "member" || step.callee.property !== "with") return null;
    const patterns = step.args.slice(0, -1);
    const handler = step.args.at(-1);
    if (!handler || patterns.length === 0) return null;
    const value = evaluator.call(evaluator.force(handler), [subject], at);
    for (const pattern of patterns) {
      const test: Test = { thunk: pattern, holds: true, equals: subject };
      options.push({ value, when: [...not, test] });
    }
    for (const pattern of patterns) not.push({ thunk: pattern, holds: false, equals: subject });
  }
  const [last] = args;
  if (method === "otherwise" && last)
    options.push({ value: evaluator.call(evaluator.force(last), [subject], at), when: not });
  return choiceOf(options, at);
}
