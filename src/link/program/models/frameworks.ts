import type { Expression } from "../../../model/ir.ts";
import type { Place } from "../../../model/location.ts";
import { remember } from "../../../model/remember.ts";
import { type Evaluator, literalsOf } from "../evaluate.ts";
import { openFrame } from "../parameters.ts";
import type { CallSite } from "../program.ts";
import { chainOf, choiceOf, type Option, type Thunk, type Value } from "../value.ts";
import { eachExpressionOf } from "../walk.ts";
import { checkedEnvironment } from "./validators.ts";

/**
 * What an application hangs under a name on its framework, to be found again in plugins and handlers: Fastify's
 * `decorate`, `set` of a Hono context, `app.locals` of Express. Null where nothing of that name is hung up.
 */
export function hungUp(evaluator: Evaluator, object: Value, property: string, at: Place): Value | null {
  const index = indexOf(evaluator);
  const parent = object.kind === "member" ? object.property : "";
  if (parent === "locals") return oneOf(evaluator, index.locals.get(property), at);
  if (parent === "var") return oneOf(evaluator, index.context.get(property), at);
  const found = index.decorations.get(property);
  return found && isFastify(object) ? oneOf(evaluator, found, at) : null;
}

/** `c.get("store")` of a Hono context, `app.get("store")` of Express. */
export function takenDown(evaluator: Evaluator, object: Value, name: Value, at: Place): Value | null {
  const [text, ...more] = literalsOf(name);
  if (text === undefined || more.length > 0) return null;
  const [root] = chainOf(object);
  const isContext = root?.kind === "input" || (root?.kind === "external" && /^(hono|express)/.test(root.package));
  return isContext && !isToolInput(root) ? oneOf(evaluator, indexOf(evaluator).context.get(text), at) : null;
}

function isToolInput(value: Value): boolean {
  return value.kind === "input" && value.tool !== undefined;
}

/** An application, or what a plugin or handler is handed of one. */
function isFastify(object: Value): boolean {
  const [root] = chainOf(object);
  if (root?.kind === "external") return /^(fastify|@fastify\/)/.test(root.package);
  if (root?.kind !== "input" || isToolInput(root)) return false;
  return (
    object.kind === "input" || (object.kind === "member" && /^(server|instance|fastify|app)$/.test(object.property))
  );
}

interface Index {
  readonly decorations: ReadonlyMap<string, readonly Thunk[]>;
  readonly context: ReadonlyMap<string, readonly Thunk[]>;
  readonly locals: ReadonlyMap<string, readonly Thunk[]>;
}

const indexes = new WeakMap<Evaluator, Index>();
const nothing: Index = { decorations: new Map(), context: new Map(), locals: new Map() };

function indexOf(evaluator: Evaluator): Index {
  return evaluator.guarded(indexes, () => remember(indexes, evaluator, () => build(evaluator)), nothing);
}

function build(evaluator: Evaluator): Index {
  const { program } = evaluator;
  const uses = (name: RegExp): boolean => [...program.packages].some((p) => name.test(p));
  const decorations = new Map<string, Thunk[]>();
  const context = new Map<string, Thunk[]>();
  const locals = new Map<string, Thunk[]>();
  if (uses(/^fastify$/)) {
    for (const name of ["decorate", "decorateRequest", "decorateReply"])
      for (const site of program.sitesNamed(name)) add(evaluator, decorations, site);
    for (const site of program.sitesNamed("register")) addEnvironment(evaluator, decorations, site);
  }
  if (uses(/^(hono|express)$/)) for (const site of program.sitesNamed("set")) add(evaluator, context, site);
  if (uses(/^express$/)) addLocals(evaluator, locals);
  return { decorations, context, locals };
}

/** `app.decorate("store", store)`, `c.set("store", store)`. */
function add(evaluator: Evaluator, index: Map<string, Thunk[]>, { module, owner, expression }: CallSite): void {
  if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.args.length !== 2) return;
  const [name, value] = expression.args;
  if (name?.kind !== "literal" || typeof name.value !== "string" || !value) return;
  if (!evaluator.program.isDeployed(module.path)) return;
  const frame = owner ? openFrame(module, owner) : null;
  remember(index, name.value, (): Thunk[] => []).push({ expression: value, module, frame });
}

/** `app.register(fastifyEnv, { schema, confKey })` decorates the application with the checked environment. */
function addEnvironment(
  evaluator: Evaluator,
  index: Map<string, Thunk[]>,
  { module, owner, expression }: CallSite,
): void {
  if (expression.kind !== "call" || expression.args.length < 2) return;
  const frame = owner ? openFrame(module, owner) : null;
  const [plugin, options] = expression.args as [Expression, Expression];
  if (plugin.kind !== "name") return;
  const given = evaluator.evaluate(plugin, module, frame);
  if (given.kind !== "external" || !/^(@fastify\/env|fastify-env)$/.test(given.package)) return;
  const settings = evaluator.evaluate(options, module, frame);
  const { at } = settings;
  const [key] = literalsOf(evaluator.member(settings, "confKey", at));
  const value = checkedEnvironment(evaluator, "env-schema", "default", () => settings, at);
  if (value) remember(index, key ?? "config", (): Thunk[] => []).push({ expression: options, module, frame, value });
}

/** `app.locals.store = store`. */
function addLocals(evaluator: Evaluator, index: Map<string, Thunk[]>): void {
  for (const module of evaluator.program.modules.values()) {
    if (!evaluator.program.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e, owner) => {
      if (e.kind !== "assign" || e.target.kind !== "member") return;
      const { object, property } = e.target;
      if (object.kind !== "member" || object.property !== "locals") return;
      const frame = owner ? openFrame(module, owner) : null;
      remember(index, property, (): Thunk[] => []).push({ expression: e.value, module, frame });
    });
  }
}

function oneOf(evaluator: Evaluator, thunks: readonly Thunk[] | undefined, at: Place): Value | null {
  if (!thunks) return null;
  const options = thunks.map((thunk): Option => ({ value: evaluator.force(thunk), when: [] }));
  // A name that is declared first and given its value later.
  const known = options.filter(({ value }) => value.kind !== "literal" || value.value !== null);
  return known.length === 0 ? null : choiceOf(known, at);
}
