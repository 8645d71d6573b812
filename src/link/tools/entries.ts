import type { FunctionIR } from "../../model/ir.ts";
import { type Place, samePlace } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/flow.ts";
import { followOnce } from "../program/kept-walks.ts";
import type { FunctionValue, Thunk, Value } from "../program/value.ts";
import type { Approval } from "./approvals.ts";
import type { ToolDefinition } from "./definitions.ts";
import { callOf, type Dispatcher, findDispatchers, findSwitches, passedTo, type Way } from "./dispatchers.ts";
import { modelInput } from "./effects.ts";
import type { Host, Layer, Offer } from "./hosts/host.ts";
import { ownLayers } from "./hosts/openai-agents.ts";
import { layered } from "./layers.ts";

/**
 * A way in, with the people who are asked before it, and the ways it would be if a hook covered the tool that does not, or
 * not for certain.
 */
export interface Entry extends Way {
  /** The agents that enter it so, as far as they are known. */
  readonly agents?: readonly Place[];
  readonly approvals?: readonly Approval[];
  readonly missed?: readonly {
    readonly way: Way;
    readonly at: Place;
    readonly waivedAt: Place | null;
    readonly why: string;
    readonly isCertain: boolean;
  }[];
}

/** Functions of the repository that receive the calls of several tools. */
export function dispatchersIn(context: LinkContext, definitions: readonly ToolDefinition[]): readonly Dispatcher[] {
  const requested = findDispatchers(context.program, context.evaluator);
  const answering = new Set(requested.map((d) => d.fn.module.path));
  // An object without a framework runs nowhere but where its name is looked up; nor does what a request handler replaces.
  const bare = new Set(
    definitions
      .filter((d) => d.handlers.length === 0 || d.framework === "object" || answering.has(d.registeredIn ?? ""))
      .map((d) => d.name),
  );
  const told = findSwitches(context, bare, (path) => context.isDeployed(path));
  const requests = requested.map((r) => ({
    ...r,
    replaces: new Set(told.flatMap((d) => (d.fn.fn === r.fn.fn ? [...(d.cases ?? [])] : []))),
  }));
  return [...requests, ...told.filter((d) => !requested.some((r) => r.fn.fn === d.fn.fn))];
}

/** The model fills in one parameter; the others are what whoever calls the handler passes. */
function argumentsOf(fn: FunctionValue, definition: ToolDefinition): readonly Thunk[] {
  const { parameters, span } = fn.fn;
  const own = inputIndex(fn, definition);
  const value = modelInput(fn, definition.name, own);
  const input: Thunk = { expression: { kind: "undefined", span }, module: fn.module, frame: null, value };
  const { context } = definition;
  // `(...args) => run(...args)` hands on what the runtime passes beside the input.
  const more = parameters.at(-1)?.rest ? mostBeside : 0;
  return Array.from({ length: Math.max(1, parameters.length) + more }, (_, i) =>
    i === own
      ? input
      : context && i === own + 1
        ? { ...input, value: context }
        : i < parameters.length && !parameters[i]?.rest
          ? passedTo(fn, i)
          : beside(fn, i),
  );
}

/** Which parameter the model fills in: a runtime may pass the id of the call first, and a loop of the project's own whatever it likes. */
function inputIndex({ fn: { parameters } }: FunctionValue, { framework }: ToolDefinition): number {
  const [first] = parameters;
  if (/^_?tool_?call_?id$/i.test(first?.name ?? "")) return 1;
  if (
    !ownFrameworks.has(framework) ||
    !/^_?(env|ctx|context|deps|services|bindings|session|runtime)$/i.test(first?.name ?? "")
  )
    return 0;
  return Math.max(
    0,
    parameters.findIndex(({ name }) => /^_?(input|inputs|args|arguments|params|parameters|payload)$/i.test(name)),
  );
}

/** What no framework calls. */
const ownFrameworks: ReadonlySet<string> = new Set(["object", "class", "decorator"]);

const mostBeside = 3;

function beside({ module, fn }: FunctionValue, index: number): Thunk {
  const at = { path: module.path, span: fn.span };
  return {
    expression: { kind: "undefined", span: fn.span },
    module,
    frame: null,
    value: { kind: "input", module, fn, index, at },
  };
}

/**
 * Where a call of the tool enters the code. A handler that a dispatcher calls is entered through it, so that what the
 * dispatcher checks and records on the way counts.
 */
export function entriesOf(
  context: LinkContext,
  definition: ToolDefinition,
  dispatchers: readonly Dispatcher[],
  hosts: readonly Host[],
): readonly Entry[] {
  const replacing = dispatchers.filter(
    (d) => d.replaces.has(definition.name) && d.fn.module.path === definition.registeredIn,
  );
  if (replacing.length > 0) return replacing.map((d) => callOf(d, definition.name));
  const own = definition.handlers.flatMap((fn) => offeredBy(context, definition, fn, hosts));
  const isRegistered = definition.framework !== "object" && definition.framework !== "class";
  if (own.length > 0 && isRegistered) return own;
  const calls: readonly Entry[] = dispatchersOf(context, definition, dispatchers).map((d) =>
    callOf(d, definition.name),
  );
  const outermost = calls.filter((c) => !calls.some((other) => other !== c && reaches(context, other, [c.fn])));
  return own.length === 0
    ? outermost
    : firstFull(
        outermost.filter((c) => reaches(context, c, definition.handlers)),
        own,
      );
}

/** A handler as each agent that has hooks calls it; as it is where none offers it. */
function offeredBy(
  context: LinkContext,
  definition: ToolDefinition,
  fn: FunctionValue,
  hosts: readonly Host[],
): readonly Entry[] {
  const offers: Offered[] = hosts.flatMap((host): readonly Offered[] => {
    const offer = host.offer(definition);
    return offer ? [{ offer, agents: host.isOpen ? [] : [host.at] }] : [];
  });
  const own = ownLayers(context, definition);
  if (own.length > 0) offers.push({ offer: { name: definition.name, layers: own }, agents: [] });
  const special = offers.filter(({ offer }) => isSpecial(offer));
  const plain = offers.filter(({ offer }) => !isSpecial(offer));
  // Agents that call it as it is are alike.
  const agents = plain.flatMap((one) => one.agents);
  const bare: Entry = { fn, args: argumentsOf(fn, definition), ...(agents.length > 0 ? { agents } : {}) };
  return [
    ...(offers.length === 0 || plain.length > 0 ? [bare] : []),
    ...alike(special).map((one) => ({ ...entryBy(one.offer, fn, definition), agents: one.agents })),
  ];
}

interface Offered {
  readonly offer: Offer;
  readonly agents: readonly Place[];
}

/** Agents that run the same around a tool, taken together. */
function alike(offers: readonly Offered[]): readonly Offered[] {
  const kept: Offered[] = [];
  for (const one of offers) {
    const i = kept.findIndex(({ offer }) => isSame(offer, one.offer));
    const known = kept[i];
    if (known) kept[i] = { ...known, agents: [...known.agents, ...one.agents] };
    else kept.push(one);
  }
  return kept;
}

function isSame(a: Offer, b: Offer): boolean {
  const isLayer = (x: Layer, y: Layer): boolean =>
    x.form === y.form && x.covers === y.covers && isSameValue(x.given, y.given) && samePlace(x.at, y.at);
  const [own, others] = [a.approvals ?? [], b.approvals ?? []];
  return (
    a.name === b.name &&
    a.handler === b.handler &&
    a.layers.length === b.layers.length &&
    a.layers.every((layer, i) => b.layers[i] !== undefined && isLayer(layer, b.layers[i])) &&
    own.length === others.length &&
    own.every((one, i) => one.weakness === others[i]?.weakness && samePlace(one.at, others[i]?.at ?? one.at))
  );
}

function isSameValue(a: Value, b: Value): boolean {
  return a === b || (a.kind === "function" && b.kind === "function" && a.fn === b.fn && a.frame === b.frame);
}

/** Whether an agent does more than to call the handler. */
function isSpecial({ layers, handler, approvals }: Offer): boolean {
  return layers.length > 0 || handler !== undefined || (approvals ?? []).length > 0;
}

function entryBy(offer: Offer, fn: FunctionValue, definition: ToolDefinition): Entry {
  const handler = offer.handler ?? fn;
  const args = argumentsOf(handler, definition);
  return {
    fn: layered(handler, offer),
    args,
    approvals: offer.approvals ?? [],
    missed: offer.layers
      .filter((l) => l.covers !== true && asksBefore.has(l.form))
      .map((layer) => ({
        way: { fn: layered(handler, offer, layer), args },
        at: layer.at,
        waivedAt: layer.waivedAt ?? null,
        why: whyMissed(layer, offer.name),
        isCertain: layer.covers === false,
      })),
  };
}

const asksBefore: ReadonlySet<Layer["form"]> = new Set<Layer["form"]>(["before", "permission", "status"]);

function whyMissed({ form, covers }: Layer, tool: string): string {
  if (covers === null && form === "permission") return `whether ${tool} is allowed without it cannot be told`;
  if (covers === null) return `whether its matcher covers ${tool} cannot be told`;
  if (form === "status") return `no rule stands before ${tool}`;
  return form === "before" ? `its matcher leaves out ${tool}` : `${tool} is allowed without it`;
}

function firstFull<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length > 0 ? first : second;
}

function reaches(context: LinkContext, call: Way, handlers: readonly FunctionValue[]): boolean {
  // Each way in is asked about several others, and following it costs far more than looking through what it enters.
  const entered = remember(enteredBy, call, () => {
    const functions = new Set<FunctionIR>();
    followOnce(context.evaluator, call.fn, call.args, (visit) => {
      for (const f of functionsOf(visit.callee)) functions.add(f.fn);
    });
    return functions;
  });
  return handlers.some((h) => entered.has(h.fn));
}

const enteredBy = new WeakMap<Way, ReadonlySet<FunctionIR>>();

/** Dispatchers that can have this tool among theirs: those of the modules that stand nearest to its own. */
function dispatchersOf(
  context: LinkContext,
  definition: ToolDefinition,
  dispatchers: readonly Dispatcher[],
): readonly Dispatcher[] {
  const serving = dispatchers.flatMap((dispatcher) => {
    if (dispatcher.cases && !dispatcher.cases.has(definition.name)) return [];
    const distance = context.imports.relation(dispatcher.fn.module.path, definition.at.path);
    return distance === null ? [] : [{ dispatcher, distance }];
  });
  // A registry that two modules share says less than an import does.
  const near = serving.filter((s) => s.distance < 2);
  return (near.length > 0 ? near : serving).map((s) => s.dispatcher);
}
