import type { Tool, ToolParameter } from "../../model/agent-tool.ts";
import { classOf, splitWords } from "../../model/environment.ts";
import { comparePlaces, type Place, samePlace } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { LinkContext } from "../context.ts";
import { modelCallSites } from "../model-calls.ts";
import { openFrame } from "../program/parameters.ts";
import { chainOf } from "../program/value.ts";
import { type Approval, approvalGate, approvalOf } from "./approvals.ts";
import { declarationOf } from "./declarations.ts";
import { definitionsOf, type ToolDefinition } from "./definitions.ts";
import type { Dispatcher, Way } from "./dispatchers.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { dispatchersIn, type Entry, entriesOf } from "./entries.ts";
import { sameGate } from "./gate-numbers.ts";
import type { LinkedGate } from "./gates.ts";
import type { Host } from "./hosts/host.ts";
import { hostsOf } from "./hosts/hosts.ts";
import { isOfRound, type Round } from "./round.ts";
import { parametersOf } from "./schema.ts";

/** A tool with what following it showed; stores and gates are numbered later. */
export interface LinkedTool {
  readonly tool: Omit<Tool, "sinks" | "selections">;
  readonly effects: readonly Effect[];
  readonly selections: Effects["selections"];
  /** Where it is entered, for those who look for events on the way. */
  readonly entries: readonly Way[];
}

/** All tools that are offered to an agent by deployed code. */
export function linkTools(context: LinkContext): readonly LinkedTool[] {
  const definitions = definitionsOf(context);
  const dispatchers = dispatchersIn(context, definitions);
  const hosts = hostsOf(context);
  return onceEach(
    definitions.map((d) => linkTool(context, d, dispatchers, hosts)),
    dispatchers,
  )
    .map((linked) => asServed(linked, dispatchers))
    .sort((a, b) => comparePlaces(a.tool.at, b.tool.at) || (a.tool.name < b.tool.name ? -1 : 1))
    .filter(
      (t, i, all) =>
        i === 0 ||
        t.tool.name !== all[i - 1]?.tool.name ||
        comparePlaces(t.tool.at, all[i - 1]?.tool.at ?? t.tool.at) !== 0,
    );
}

/** One tool a name in one dispatcher: what is advertised there and what is registered beside it are the same. */
function onceEach(tools: readonly LinkedTool[], dispatchers: readonly Dispatcher[]): LinkedTool[] {
  const answering = new Set(dispatchers.map((d) => d.fn.fn));
  const known = new Map<string, LinkedTool[]>();
  const ordered = [...tools].sort((a, b) => Number(isBare(a)) - Number(isBare(b)));
  return ordered.filter((t) => {
    const ways = t.entries.map((e) => e.fn.fn).filter((fn) => answering.has(fn));
    const same = remember(known, t.tool.name, () => []);
    if (isBare(t) && ways.length > 0 && same.some((o) => ways.every((fn) => o.entries.some((e) => e.fn.fn === fn))))
      return false;
    same.push(t);
    return true;
  });
}

function isBare({ tool }: LinkedTool): boolean {
  return tool.framework === "object";
}

function linkTool(
  context: LinkContext,
  definition: ToolDefinition,
  dispatchers: readonly Dispatcher[],
  hosts: readonly Host[],
): LinkedTool {
  const { evaluator } = context;
  const passed = parametersOf(evaluator, definition.schema);
  const parameters = passed.length > 0 ? passed : parametersOf(evaluator, definition.writtenSchema ?? null);
  const entries = entriesOf(context, definition, dispatchers, hosts);
  const effects = ({ fn, args, round }: Entry): Effects => {
    const isValidated = validates(definition) && !dispatchers.some((d) => d.fn.fn === fn.fn);
    const inputs = { parameters, under: definition.inputUnder, isValidated };
    const all = effectsOf(evaluator, fn, args, inputs, context.codeChooses, definition.name);
    return round ? ofRound(all, round) : all;
  };
  const own = approvalOf(evaluator, definition.approval);
  const results = entries.map((e) =>
    withApproval(withMissed(effects(e), e.missed, effects), [...(own ? [own] : []), ...(e.approvals ?? [])]),
  );
  const [first] = entries;
  return {
    tool: {
      name: definition.name,
      framework: definition.framework,
      service: context.serviceName(context.homesOf(definition.at.path)[0] ?? context.packageOf(definition.at.path)),
      at: definition.at,
      parameters,
      handlerAt: first ? first.fn.at : null,
      declaration: declarationOf(evaluator, definition, results),
      opaque: canSelect(definition, parameters) ? opacity(entries.length, results) : null,
      ...(entries.length > 0 && entries.every((e) => isCalledAtOnce(context, e))
        ? { calledAtOnce: true as const }
        : {}),
    },
    effects: results.flatMap((r, i) => withAgents(r.effects, entries[i]?.agents ?? [])),
    selections: results.flatMap((r) => r.selections),
    entries,
  };
}

/** Whether the round runs over what a call of a model in the same function has just answered. */
function isCalledAtOnce(context: LinkContext, { fn, over }: Way): boolean {
  if (!over) return false;
  const asked = new Map(modelCallSites(context).map(({ call, site }) => [site.owner, call.at]));
  const call = asked.get(fn.fn);
  if (!call) return false;
  const answer = chainOf(context.evaluator.evaluate(over, fn.module, openFrame(fn.module, fn.fn)));
  return answer.some((value) => value.kind === "applied" && samePlace(value.at, call));
}

/** What the loop around the round does is done whatever tool is called: it asks the model, and keeps the conversation. */
function ofRound(all: Effects, round: Round): Effects {
  const isOwn = ({ at, path }: { readonly at: Place; readonly path: readonly Place[] }): boolean =>
    isOfRound(round, at, path);
  return {
    ...all,
    effects: all.effects.filter(isOwn),
    changes: all.changes.filter(isOwn),
    openEnds: all.openEnds.filter(isOwn),
  };
}

function withAgents(effects: readonly Effect[], agents: readonly Place[]): readonly Effect[] {
  return agents.length === 0 ? effects : effects.map((effect) => ({ ...effect, agents }));
}

/** A plain object is of no framework by itself, but the server that answers for it may be. */
function asServed(linked: LinkedTool, dispatchers: readonly Dispatcher[]): LinkedTool {
  const answering = new Set(dispatchers.filter((d) => d.answersMcp).map((d) => d.fn.fn));
  const isServed = isBare(linked) && linked.entries.some((way) => answering.has(way.fn.fn));
  return isServed ? { ...linked, tool: { ...linked.tool, framework: "mcp" } } : linked;
}

/** Whether what registers the tool lets nothing through to its handler that does not fit the schema. */
function validates({ framework }: ToolDefinition): boolean {
  return framework !== "object" && framework !== "class" && framework !== "decorator";
}

/** A person who is asked before each call is recorded before all that the call does; it compares no environments. */
function withApproval(result: Effects, approvals: readonly Approval[]): Effects {
  if (approvals.length === 0) return result;
  const gates = approvals.map(approvalGate);
  return {
    ...result,
    effects: result.effects.map((e) => ({ ...e, gates: [...e.gates, ...gates] })),
    selections: result.selections.map((s) => ({ ...s, gates: [...s.gates, ...gates] })),
  };
}

/** Gates that would stand before a choice if their hook covered the tool, with why they do not. */
function withMissed(result: Effects, missed: Entry["missed"] = [], effects: (way: Way) => Effects): Effects {
  if (result.selections.length === 0 || missed.length === 0) return result;
  const selections = result.selections.map((s) => {
    const absent = missed.flatMap(({ way, at, waivedAt, why }) =>
      effects(way)
        .selections.filter((o) => o.by === s.by)
        .flatMap((o) => o.gates)
        .filter((g) => g.weakness === null && !s.gates.some((own) => sameGate(own, g)))
        .map((g): LinkedGate => ({ ...g, enforcedAt: at, ...(waivedAt ? { askedAt: waivedAt } : {}), weakness: why })),
    );
    const isOpen = missed.some((m) => !m.isCertain && absent.some((g) => g.weakness === m.why));
    return { ...s, proven: s.proven && !isOpen, gates: [...s.gates, ...absent] };
  });
  return { ...result, selections };
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
