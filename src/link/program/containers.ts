import type { FunctionIR, ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { openFrame } from "./parameters.ts";
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

/**
 * What a container hands to a class or function that it makes, which nobody calls by name: the container itself, or what
 * it holds under the name of the parameter. Null for what no container makes.
 */
export function suppliedBy(
  evaluator: Evaluator,
  module: ModuleIR,
  fn: FunctionIR,
  index: number,
  at: Place,
): Value | null {
  const options = makersOf(evaluator, module, fn).flatMap((container): readonly Option[] => {
    const byName = isClassicContainer(evaluator, container);
    const named = argumentsFor(evaluator, container, fn, byName, at);
    // What has a default of its own is no container.
    const whole = byName || index > 0 || fn.parameters[0]?.default ? undefined : cradleOf(container, at);
    const thunk = named ? named[index] : whole;
    return thunk ? [{ value: evaluator.force(thunk), when: [] }] : [];
  });
  return options.length === 0 ? null : choiceOf(options, at);
}

const makers = new WeakMap<Evaluator, Map<FunctionIR, readonly Value[]>>();

/** The registrations that make it, among those whose text mentions `asClass` or `asFunction`. */
function makersOf(evaluator: Evaluator, module: ModuleIR, fn: FunctionIR): readonly Value[] {
  const known = remember(makers, evaluator, () => new Map<FunctionIR, readonly Value[]>());
  return remember(known, fn, () =>
    ["asClass", "asFunction"]
      .flatMap((how) => evaluator.program.sitesNamed(how))
      .flatMap((site) => {
        const [first] = site.expression.kind === "call" ? site.expression.args : [];
        if (!first) return [];
        const frame = site.owner ? openFrame(site.module, site.owner) : null;
        const made = evaluator.evaluate(first, site.module, frame);
        const isThis =
          made.kind === "class"
            ? constructorOf(made) === fn && made.module === module
            : made.kind === "function" && made.fn === fn;
        return isThis ? containersIn(evaluator, site.module) : [];
      }),
  );
}

/** The containers that a module registers something in. */
function containersIn(evaluator: Evaluator, module: ModuleIR): readonly Value[] {
  return evaluator.program
    .sitesNamed("register")
    .filter((site) => site.module === module)
    .flatMap(({ expression, owner }): readonly Value[] => {
      if (expression.kind !== "call" || expression.callee.kind !== "member") return [];
      const frame = owner ? openFrame(module, owner) : null;
      const container = evaluator.evaluate(expression.callee.object, module, frame);
      return isContainer(container) ? [container] : [];
    });
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
