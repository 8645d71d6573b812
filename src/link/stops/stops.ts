import { type FlagEntry, flagEntries, namesSwitch } from "../../catalog/flags.ts";
import { isPackage } from "../../catalog/match.ts";
import { splitWords } from "../../model/environment.ts";
import { comparePlaces, compareText, type Place, samePlace } from "../../model/location.ts";
import type { StopSwitch } from "../../model/stop-switch.ts";
import type { LinkContext } from "../context.ts";
import { modelCallSites } from "../model-calls.ts";
import { follow } from "../program/flow.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { place } from "../program/value.ts";
import type { Effect } from "../tools/effects.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { isAtTop, type StandingStop, stopOf } from "./guarding.ts";
import { readInSteps, type StepRead } from "./in-steps.ts";

const highest = 2;
const mostCallers = 6;
/** Reading methods of stores by which a stop may be kept. */
const reading = ["get", "hget", "findUnique", "findFirst", "findOne", "exists"];

/** What stands before effects of tools, or before calls of models, by which they can be stopped. */
export function stopsOf(context: LinkContext, tools: readonly LinkedTool[]): readonly StopSwitch[] {
  const found = new Map<string, Draft>();
  for (const [tool, { effects }] of tools.entries()) {
    for (const effect of effects) {
      const others = effects.filter((other) => other !== effect && isSameAct(other, effect));
      for (const stop of effect.stops) {
        const one = { tool, effect: effect.at, operation: effect.operation };
        // Another way to the tool may end in the same effect without it, or past a stop of its own.
        const without = others.filter(({ stops }) => !stops.some((s) => isSameStop(s, stop) || isHolding(s)));
        if (without.length === 0) draftOf(found, stop).before.push(one);
        else draftOf(found, stop).past.push({ ...one, agents: without.flatMap(({ agents }) => agents ?? []) });
      }
    }
  }
  for (const { stop, call } of beforeCalls(context)) draftOf(found, stop).beforeCalls.push(call);
  const inSteps = found.size > 0 ? readInSteps(context) : [];
  const ownNames = agentNames(context);
  return [...found.values()]
    .map(({ stop, before, past, beforeCalls: calls }) => ({
      ...stop,
      isNamedStop: stop.isNamedStop || isNamedAfter(stop.name, ownNames),
      ...again(inSteps.filter(({ name }) => name === stop.name)),
      isReadAtStart: isAtTop(context.program, stop.at),
      before: distinct(before, (one) => `${one.tool} ${keyOf(one.effect)}`),
      past: distinct(past, (one) => `${one.tool} ${keyOf(one.effect)}`),
      beforeCalls: distinct(calls, keyOf),
      writtenBy: stop.source === "store" ? writersOf(tools, stop.name) : [],
    }))
    .sort((a, b) => comparePlaces(a.at, b.at) || comparePlaces(a.testedAt, b.testedAt) || compareText(a.name, b.name));
}

function again(reads: readonly StepRead[]): Pick<StopSwitch, "inSteps"> {
  return reads.length > 0
    ? {
        inSteps: distinct(
          reads.map(({ call }) => call),
          keyOf,
        ),
      }
    : {};
}

/** What the packages are called whose code calls models, and the repository as a whole. */
function agentNames(context: LinkContext): readonly (readonly string[])[] {
  const files = ["", ...modelCallSites(context).map(({ call }) => call.at.path)];
  const names = new Set(files.map((path) => context.packageName(path).replace(/^@[^/]*\//, "")));
  // A single word, such as `api` or `web`, says too little of whose switch it is.
  return [...names].map(splitWords).filter((words) => words.length > 1);
}

/** `claims-triage-enabled` in the repository `claims-triage`: a switch of the whole service. */
function isNamedAfter(stop: string, names: readonly (readonly string[])[]): boolean {
  const words = splitWords(stop);
  return namesSwitch(words) && names.some((name) => name.every((word) => words.includes(word)));
}

interface Draft {
  readonly stop: StandingStop;
  readonly before: StopSwitch["before"][number][];
  readonly past: StopSwitch["past"][number][];
  readonly beforeCalls: Place[];
}

function isSameAct(a: Effect, b: Effect): boolean {
  return samePlace(a.at, b.at) && a.operation === b.operation;
}

function isHolding({ source, weakness }: StandingStop): boolean {
  return source !== "variable" && weakness === null;
}

function isSameStop(a: StandingStop, b: StandingStop): boolean {
  return samePlace(a.at, b.at) && samePlace(a.testedAt, b.testedAt) && a.weakness === b.weakness;
}

function draftOf(found: Map<string, Draft>, stop: StandingStop): Draft {
  const key = [stop.name, keyOf(stop.at), keyOf(stop.testedAt), stop.weakness].join("|");
  const known = found.get(key) ?? { stop, before: [], past: [], beforeCalls: [] };
  found.set(key, known);
  return known;
}

function keyOf({ path, span }: Place): string {
  return `${path}:${span.startLine}:${span.startColumn}`;
}

function distinct<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(list.map((one) => [key(one), one])).values()];
}

/** Tools that write the entry of a store which the stop is read from. */
function writersOf(tools: readonly LinkedTool[], name: string): StopSwitch["writtenBy"] {
  return tools.flatMap(({ effects }, tool) =>
    effects.flatMap(({ kind, writes, at }) => (kind === "store-write" && writes === name ? [{ tool, at }] : [])),
  );
}

/** The stops that are passed on the way to a call of a model, from the function that reads them or from what calls that. */
function beforeCalls(context: LinkContext): readonly { readonly stop: StandingStop; readonly call: Place }[] {
  const { evaluator, program } = context;
  const models = new Map(modelCallSites(context).map(({ call, site }) => [site.expression, call.at]));
  if (models.size === 0) return [];
  // Anything may have a method `has`: it asks for a flag only where somebody imports a service of flags.
  const isImported = ({ symbol }: FlagEntry): boolean =>
    symbol.packages.some((wanted) => [...context.imports.packages].some((name) => isPackage(wanted, name)));
  const names = new Set([
    ...flagEntries
      .filter(isImported)
      .flatMap(({ methods, symbol }) => methods ?? symbol.names.map((n) => n.slice(n.lastIndexOf(".") + 1))),
    ...reading,
  ]);
  const found: { stop: StandingStop; call: Place }[] = [];
  const walked = new Set<CallSite["owner"]>();
  const walk = ({ module, owner }: CallSite, height: number): void => {
    if (!owner || walked.has(owner) || !context.isDeployed(module.path)) return;
    walked.add(owner);
    const frame = openFrame(module, owner);
    const at = place(module, owner.span);
    const start = { kind: "function", module, fn: owner, frame: frame.parent, self: frame.self, at } as const;
    follow(evaluator, start, null, (visit) => {
      const call = visit.site.kind === "tagged" ? undefined : models.get(visit.site);
      if (!call) return;
      for (const guard of visit.guards) {
        const stop = stopOf(evaluator, guard);
        if (stop && stop.source !== "variable") found.push({ stop, call });
      }
    });
    if (height >= highest) return;
    for (const { site } of callersOf(evaluator, module, owner).slice(0, mostCallers)) walk(site, height + 1);
  };
  for (const name of names) {
    for (const site of program.sitesNamed(name)) if (isPromising(site)) walk(site, 0);
  }
  return found.filter((one, i) => found.findIndex((x) => isSame(x, one)) === i);
}

function isSame(
  a: { readonly stop: StandingStop; readonly call: Place },
  b: { readonly stop: StandingStop; readonly call: Place },
): boolean {
  return samePlace(a.call, b.call) && samePlace(a.stop.at, b.stop.at) && samePlace(a.stop.testedAt, b.stop.testedAt);
}

/** Reads are many; those that may be of a stop have a text among their arguments that sounds like one, or are of a flag. */
function isPromising({ expression }: CallSite): boolean {
  if (expression.kind !== "call") return false;
  const callee = expression.callee;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  return !reading.includes(name) || JSON.stringify(expression.args).slice(0, 4_000).match(words) !== null;
}

const words = /kill|halt|paus|suspend|freez|frozen|emergency|stop|enable|disable|active|allow/i;
