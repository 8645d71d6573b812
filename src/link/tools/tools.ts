import { classOf, splitWords } from "../../model/environment.ts";
import { comparePlaces, compareText, type Place } from "../../model/location.ts";
import type { Gate, Tool, ToolParameter } from "../../model/stack.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty } from "../program/evaluate.ts";
import { follow, functionsOf } from "../program/flow.ts";
import type { FunctionValue, Thunk } from "../program/value.ts";
import { definitionsOf, type ToolDefinition } from "./definitions.ts";
import { callOf, type Dispatcher, findDispatchers, findSwitches } from "./dispatchers.ts";
import { type Effect, type Effects, effectsOf, modelInput } from "./effects.ts";
import type { LinkedGate } from "./gates.ts";
import { layered } from "./layers.ts";
import { type Host, hostsOf, ownLayers } from "./offers.ts";
import { parametersOf } from "./schema.ts";

/** A tool with what following it showed; stores and gates are numbered later. */
export interface LinkedTool {
  readonly tool: Omit<Tool, "sinks" | "selections">;
  readonly effects: readonly Effect[];
  readonly selections: Effects["selections"];
  /** Where it is entered, for those who look for events on the way. */
  readonly entries: readonly { readonly fn: FunctionValue; readonly args: readonly Thunk[] }[];
}

/** All tools that are offered to an agent by deployed code. */
export function linkTools(context: LinkContext): readonly LinkedTool[] {
  const { program, evaluator } = context;
  const definitions = definitionsOf(context);
  // An object without a framework runs nowhere but where its name is looked up.
  const bare = new Set(definitions.filter((d) => d.handlers.length === 0 || d.framework === "object").map((d) => d.name));
  const requested = findDispatchers(program, evaluator);
  const dispatchers = [
    ...requested,
    ...findSwitches(context, bare, (path) => context.isDeployed(path)).filter(
      (d) => !requested.some((r) => r.fn.fn === d.fn.fn),
    ),
  ];
  const hosts = hostsOf(context);
  return definitions
    .map((d) => linkTool(context, d, dispatchers, hosts))
    .sort((a, b) => comparePlaces(a.tool.at, b.tool.at) || (a.tool.name < b.tool.name ? -1 : 1))
    .filter(
      (t, i, all) =>
        i === 0 ||
        t.tool.name !== all[i - 1]?.tool.name ||
        comparePlaces(t.tool.at, all[i - 1]?.tool.at ?? t.tool.at) !== 0,
    );
}

function linkTool(
  context: LinkContext,
  definition: ToolDefinition,
  dispatchers: readonly Dispatcher[],
  hosts: readonly Host[],
): LinkedTool {
  const { evaluator } = context;
  const parameters = parametersOf(evaluator, definition.schema);
  const entries = entriesOf(context, definition, dispatchers, hosts);
  const effects = ({ fn, args }: Entry): Effects =>
    effectsOf(evaluator, fn, args, parameters, definition.inputUnder, context.codeChooses);
  const results = entries.map((e) => withApproval(withMissed(effects(e), e.missed, effects), definition));
  const [first] = entries;
  return {
    tool: {
      name: definition.name,
      framework: definition.framework,
      service: context.serviceName(context.homesOf(definition.at.path)[0] ?? context.packageOf(definition.at.path)),
      at: definition.at,
      parameters,
      handlerAt: first ? first.fn.at : null,
      opaque: canSelect(definition, parameters) ? opacity(entries.length, results) : null,
    },
    effects: results.flatMap((r) => r.effects),
    selections: results.flatMap((r) => r.selections),
    entries,
  };
}

function argumentsOf(fn: FunctionValue, definition: ToolDefinition): readonly Thunk[] {
  const input = modelInput(fn, definition.name);
  return [{ expression: { kind: "undefined", span: fn.fn.span }, module: fn.module, frame: null, value: input }];
}

/**
 * Where a call of the tool enters the code. A handler that a dispatcher calls is entered through it, so that what the
 * dispatcher checks and records on the way counts.
 */
function entriesOf(
  context: LinkContext,
  definition: ToolDefinition,
  dispatchers: readonly Dispatcher[],
  hosts: readonly Host[],
): readonly Entry[] {
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

/** A person who is asked before each call is recorded before all that the call does; it compares no environments. */
function withApproval(result: Effects, { approval }: ToolDefinition): Effects {
  if (!approval || isEmpty(approval)) return result;
  const gate: LinkedGate = {
    name: "approval",
    at: approval.at,
    enforcedAt: approval.at,
    kind: "approval",
    readsCredential: null,
    comparesTarget: null,
    pinned: null,
    logsAllow: null,
    logsDeny: null,
    weakness: null,
    variables: [],
  };
  return {
    ...result,
    effects: result.effects.map((e) => ({ ...e, gates: [...e.gates, gate] })),
    selections: result.selections.map((s) => ({ ...s, gates: [...s.gates, gate] })),
  };
}

type Way = LinkedTool["entries"][number];

/** A way in, with those it would be if a hook covered the tool that does not. */
interface Entry extends Way {
  readonly missed?: readonly { readonly way: Way; readonly at: Place; readonly why: string }[];
}

/** A handler as each agent that has hooks calls it; as it is where none offers it. */
function offeredBy(
  context: LinkContext,
  definition: ToolDefinition,
  fn: FunctionValue,
  hosts: readonly Host[],
): readonly Entry[] {
  const args = argumentsOf(fn, definition);
  const offers = hosts.flatMap((h) => h.offer(definition) ?? []);
  const own = ownLayers(context, definition);
  if (own.length > 0) offers.push({ name: definition.name, layers: own });
  if (offers.length === 0) return [{ fn, args }];
  return offers.map((offer) => ({
    fn: layered(fn, offer),
    args,
    missed: offer.layers
      .filter((l) => l.covers === false && (l.form === "before" || l.form === "permission"))
      .map((layer) => ({
        way: { fn: layered(fn, offer, layer), args },
        at: layer.at,
        why: layer.form === "before" ? `its matcher leaves out ${offer.name}` : `${offer.name} is allowed without it`,
      })),
  }));
}

/** Gates that would stand before a choice if their hook covered the tool, with why they do not. */
function withMissed(result: Effects, missed: Entry["missed"] = [], effects: (way: Way) => Effects): Effects {
  if (result.selections.length === 0 || missed.length === 0) return result;
  const selections = result.selections.map((s) => {
    const absent = missed.flatMap(({ way, at, why }) =>
      effects(way)
        .selections.filter((o) => o.by === s.by)
        .flatMap((o) => o.gates)
        .filter((g) => g.weakness === null && !s.gates.some((own) => sameGate(own, g)))
        .map((g): LinkedGate => ({ ...g, enforcedAt: at, weakness: why })),
    );
    return { ...s, gates: [...s.gates, ...absent] };
  });
  return { ...result, selections };
}

function firstFull<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length > 0 ? first : second;
}

function reaches(
  context: LinkContext,
  call: LinkedTool["entries"][number],
  handlers: readonly FunctionValue[],
): boolean {
  let found = false;
  follow(context.evaluator, call.fn, call.args, (visit) => {
    found ||= functionsOf(visit.callee).some((f) => handlers.some((h) => h.fn === f.fn));
  });
  return found;
}

/** A dispatcher serves the tools of the modules it imports, and those defined beside it. */
function dispatchersOf(
  context: LinkContext,
  definition: ToolDefinition,
  dispatchers: readonly Dispatcher[],
): readonly Dispatcher[] {
  return dispatchers.filter((d) => {
    if (d.cases && !d.cases.has(definition.name)) return false;
    const home = d.fn.module.path;
    return (
      home === definition.at.path ||
      context.imports.closureOf([home]).has(definition.at.path) ||
      context.imports.importersOf([definition.at.path, home]).has(home)
    );
  });
}

const selectors = new Set([
  "env",
  "environment",
  "stage",
  "tier",
  "target",
  "deployment",
  "realm",
  "endpoint",
  "baseurl",
  "host",
  "hostname",
  "server",
  "connection",
  "database",
  "region",
  "network",
  "profile",
  "context",
  "project",
  "branch",
  "instance",
  "tenant",
]);

/** Whether anything the model passes could decide a target: unknown parameters could, a search query could not. */
function canSelect(definition: ToolDefinition, parameters: readonly ToolParameter[]): boolean {
  if (definition.schema === null || parameters.length === 0) return definition.schema === null;
  return parameters.some(
    (p) => splitWords(p.name).some((w) => selectors.has(w)) || new Set((p.values ?? []).map(classOf)).has("production"),
  );
}

function opacity(entries: number, results: readonly Effects[]): string | null {
  if (entries === 0) return "what it runs was not found in the repository";
  return results.some((r) => !r.complete) ? "it reaches more code than was followed" : null;
}

/** Numbers the distinct gates of all tools in the order of their places. */
export function numberGates(tools: readonly LinkedTool[]): readonly LinkedGate[] {
  const gates = tools.flatMap((t) => [...t.effects.flatMap((e) => e.gates), ...t.selections.flatMap((s) => s.gates)]);
  const sorted = [...gates].sort(
    (a, b) =>
      comparePlaces(a.at, b.at) ||
      comparePlaces(a.enforcedAt, b.enforcedAt) ||
      compareText(a.weakness ?? "", b.weakness ?? ""),
  );
  return sorted.filter((g, i) => i === 0 || !sameGate(g, sorted[i - 1] ?? null));
}

export function gateNumber(gates: readonly Gate[], gate: Gate): number {
  return gates.findIndex((g) => sameGate(g, gate));
}

function sameGate(a: Gate, b: Gate | null): boolean {
  return (
    b !== null &&
    comparePlaces(a.at, b.at) === 0 &&
    comparePlaces(a.enforcedAt, b.enforcedAt) === 0 &&
    a.weakness === b.weakness
  );
}
