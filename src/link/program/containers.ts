import type { FunctionIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
import { within } from "./rounds.ts";
import { type ClassValue, chainOf, choiceOf, type Option, place, type Thunk, thunkOf, type Value } from "./value.ts";

/**
 * What a dependency container holds under a name: `container.cradle.store`, `container.resolve("store")` of awilix,
 * from the calls that register it. Null if the value is no container.
 */
export function injected(evaluator: Evaluator, container: Value, name: string, at: Place): Value | null {
  if (!isContainer(container)) return null;
  const options: Option[] = [];
  for (const site of evaluator.program.sitesNamed("register")) {
    if (site.expression.kind !== "call" || !site.expression.args[0]) continue;
    const frame = site.owner ? openFrame(site.module, site.owner) : null;
    const [first, second] = site.expression.args.map((e) => evaluator.evaluate(e, site.module, frame));
    if (first?.kind === "object") {
      const entry = first.entries.get(name);
      if (entry) {
        const from = entry.module.path === "" ? at : place(entry.module, entry.expression.span);
        options.push({ value: registered(evaluator, evaluator.force(entry), container, from), when: [] });
      }
    } else if (first && second && literalsOf(first).includes(name))
      options.push({ value: registered(evaluator, second, container, at), when: [] });
  }
  return options.length === 0 ? null : choiceOf(options, at);
}

/** `container.build(Service)`: made like anything registered. */
export function built(evaluator: Evaluator, container: Value, what: Value, at: Place): Value | null {
  if (!isContainer(container)) return null;
  return what.kind === "class" || what.kind === "function" ? make(evaluator, what, container, false, at) : null;
}

function isContainer(value: Value): boolean {
  const chain = chainOf(value);
  const [root] = chain;
  // What Fastify's plugin puts on a request.
  const isScope = chain.some((part) => part.kind === "member" && /^di(Scope|Container)$/.test(part.property));
  return (
    isScope || (root?.kind === "external" && /^(awilix|@fastify\/awilix|awilix-(express|koa))$/.test(root.package))
  );
}

/** `asClass(Store).singleton()`, `asFunction(makeStore)`, `asValue(settings)`, `aliasTo("store")`. */
function registered(evaluator: Evaluator, value: Value, container: Value, at: Place): Value {
  const chain = chainOf(value);
  const isClassic = chain.some((part) => part.kind === "member" && part.property === "classic");
  for (const part of chain) {
    if (part.kind !== "applied" || part.callee.kind !== "external" || !part.args[0]) continue;
    const given = evaluator.force(part.args[0]);
    const how = part.callee.path.at(-1);
    if (how === "asValue") return given;
    if (how === "aliasTo") return injected(evaluator, container, literalsOf(given)[0] ?? "", at) ?? value;
    if (how === "asClass" || how === "asFunction") return make(evaluator, given, container, isClassic, at) ?? value;
  }
  return value;
}

/** Gives what the container makes the container itself, to take what it needs by name, or each parameter by its name. */
function make(evaluator: Evaluator, made: Value, container: Value, isClassic: boolean, at: Place): Value | null {
  const byName = isClassic || isClassicContainer(evaluator, container);
  if (made.kind === "class") {
    const args = argumentsFor(evaluator, container, constructorOf(made), byName, at);
    return { kind: "instance", of: made, args, at };
  }
  const args = argumentsFor(evaluator, container, made.kind === "function" ? made.fn : null, byName, at);
  return evaluator.call(made, args ?? [cradleOf(container, at)], at);
}

function argumentsFor(
  evaluator: Evaluator,
  container: Value,
  fn: FunctionIR | null,
  byName: boolean,
  at: Place,
): readonly Thunk[] | null {
  const [first] = fn?.parameters ?? [];
  if (!fn || !first) return null;
  if (!byName && (first.name === "" || usual.test(first.name))) return [cradleOf(container, at)];
  const given = fn.parameters.map((p) => injected(evaluator, container, p.name, at));
  if (!given.some((value) => value !== null)) return null;
  return given.map((value) => thunkOf(value ?? { kind: "literal", value: undefined, at }));
}

/** What a parameter that takes the whole container is called. */
const usual = /^(cradle|deps|dependencies|container|services)$/i;

function cradleOf(container: Value, at: Place): Thunk {
  return thunkOf({ kind: "member", object: container, property: "cradle", at });
}

function constructorOf({ cls, module }: ClassValue): FunctionIR | null {
  const maker = cls.members.find((m) => m.kind === "constructor")?.value;
  return maker?.kind === "function" ? (module.functions[maker.function] ?? null) : null;
}

/**
 * What the container passes to a constructor or a factory that is registered with it, where nobody else calls that:
 * `register({ store: asClass(Store) })`. Null if it is registered nowhere.
 */
export function registeredArguments(evaluator: Evaluator, fn: FunctionIR): readonly Thunk[] | null {
  const { program } = evaluator;
  for (const registering of program.sitesNamed("register")) {
    const { expression } = registering;
    if (expression.kind !== "call" || expression.callee.kind !== "member") continue;
    const makers = ["asClass", "asFunction"].flatMap((name) => program.sitesNamed(name));
    for (const made of makers) {
      if (made.module !== registering.module || !within(expression.span, made.expression.span)) continue;
      const frame = made.owner ? openFrame(made.module, made.owner) : null;
      const [first] = made.expression.kind === "call" ? made.expression.args : [];
      const given = first ? evaluator.evaluate(first, made.module, frame) : null;
      const own = given?.kind === "class" ? constructorOf(given) : given?.kind === "function" ? given.fn : null;
      if (own !== fn) continue;
      const outer = registering.owner ? openFrame(registering.module, registering.owner) : null;
      const container = evaluator.evaluate(expression.callee.object, registering.module, outer);
      if (!isContainer(container)) continue;
      const at = place(made.module, made.expression.span);
      const isClassic = isClassicContainer(evaluator, container);
      const named = argumentsFor(evaluator, container, fn, isClassic, at);
      if (named || isClassic) return named;
      // What has a default of its own is no container.
      return fn.parameters[0]?.default ? null : [cradleOf(container, at)];
    }
  }
  return null;
}

/** `createContainer({ injectionMode: InjectionMode.CLASSIC })`. */
function isClassicContainer(evaluator: Evaluator, container: Value): boolean {
  return chainOf(container).some((part) => {
    if (part.kind !== "applied" || !part.args[0]) return false;
    const options = evaluator.force(part.args[0]);
    const mode = options.kind === "object" ? evaluator.member(options, "injectionMode", part.at) : null;
    return mode?.kind === "literal"
      ? mode.value === "CLASSIC"
      : mode?.kind === "external" && mode.path.at(-1) === "CLASSIC";
  });
}
