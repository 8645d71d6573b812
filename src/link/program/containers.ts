import type { Place } from "../../model/location.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import { type ClassValue, chainOf, choiceOf, type Option, place, type Thunk, type Value } from "./value.ts";

/**
 * What a dependency container holds under a name: `container.cradle.store`, `container.resolve("store")` of awilix,
 * from the calls that register it. Null if the value is no container.
 */
export function injected(evaluator: Evaluator, container: Value, name: string, at: Place): Value | null {
  const [root] = chainOf(container);
  if (root?.kind !== "external" || root.package !== "awilix") return null;
  const options: Option[] = [];
  for (const site of evaluator.program.sitesNamed("register")) {
    if (site.expression.kind !== "call" || !site.expression.args[0]) continue;
    const frame = site.owner ? openFrame(site.module, site.owner) : null;
    const [first, second] = site.expression.args.map((e) => evaluator.evaluate(e, site.module, frame));
    if (first?.kind === "object") {
      const entry = first.entries.get(name);
      if (entry)
        options.push({
          value: registered(evaluator, evaluator.force(entry), container, place(site.module, entry.expression.span)),
          when: [],
        });
    } else if (first && second && literalsOf(first).includes(name))
      options.push({ value: registered(evaluator, second, container, at), when: [] });
  }
  return options.length === 0 ? null : choiceOf(options, at);
}

/** `asClass(Store).singleton()`, `asFunction(makeStore)`, `asValue(settings)`. */
function registered(evaluator: Evaluator, value: Value, container: Value, at: Place): Value {
  for (const part of chainOf(value)) {
    if (part.kind !== "applied" || part.callee.kind !== "external" || !part.args[0]) continue;
    const given = evaluator.force(part.args[0]);
    const how = part.callee.path.at(-1);
    if (how === "asValue") return given;
    // What the container makes is given the container itself, to take what it needs by name.
    const cradle: Value = { kind: "member", object: container, property: "cradle", at };
    const args: readonly Thunk[] = [{ ...part.args[0], value: cradle }];
    if (how === "asClass" && given.kind === "class")
      return { kind: "instance", of: given, args: takesCradle(given) ? args : null, at };
    if (how === "asFunction") return evaluator.call(given, args, at);
  }
  return value;
}

/** Whether a constructor takes the container as one object; otherwise its parameters are injected one by one. */
function takesCradle({ cls, module }: ClassValue): boolean {
  const maker = cls.members.find((m) => m.kind === "constructor")?.value;
  const [first] = (maker?.kind === "function" ? module.functions[maker.function]?.parameters : undefined) ?? [];
  return (
    first !== undefined && (first.name === "" || /^(cradle|deps|dependencies|container|services)$/i.test(first.name))
  );
}
