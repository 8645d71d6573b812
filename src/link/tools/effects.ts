import { matches, sinkCalls } from "../../catalog/match.ts";
import type { SinkEntry } from "../../catalog/types.ts";
import { kindOfVerb } from "../../catalog/verbs.ts";
import { type Place, samePlace } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { SinkKind } from "../../model/sink.ts";
import type { OpenEnd, ToolChange } from "../../model/tool-declaration.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Guard, Visit } from "../program/flow.ts";
import { followOnce } from "../program/kept-walks.ts";
import { chainOf, type FunctionValue, type Thunk, type Value } from "../program/value.ts";
import { type StandingStop, stopOf } from "../stops/guarding.ts";
import { keyIn } from "../stops/reads.ts";
import { amongAlternatives, type Handle } from "../stores/handles.ts";
import { operationsOf } from "../stores/operations.ts";
import { changeOf } from "./changes.ts";
import { unknownClient } from "./clients.ts";
import { Course } from "./course.ts";
import { GateRecords } from "./gate-records.ts";
import { gateOf, type LinkedGate } from "./gates.ts";
import { contextsNamedAt } from "./named-contexts.ts";
import { deploymentsNamedAt } from "./named-deployments.ts";
import { openEndsAt } from "./open-ends.ts";
import { otherGateOf } from "./other-gates.ts";
import { type LinkedSelection, type Pick, picksAt, remotePicksAt, selectionsOf } from "./picks.ts";
import { type Inputs, type Premise, premiseOf } from "./premise.ts";
import { isCertainMethod, isCertainRequest, kindByAction, kindOfCall, requestHost } from "./requests.ts";
import { maySelect } from "./selections.ts";
import { type Started, startedBy } from "./started.ts";

/** Something a handler does to the world, before stores and gates have their numbers. */
export interface Effect extends Deed {
  readonly gates: readonly LinkedGate[];
  /** What stands before it by which it can be stopped. */
  readonly stops: readonly StandingStop[];
  /** The entry of a store that it writes, where that has the name of a stop. */
  readonly writes: string | null;
  /** The agents that call the tool so, as far as they are known. */
  readonly agents?: readonly Place[];
}

/** What a single call does, whatever stands before it. */
export interface Deed {
  readonly kind: SinkKind;
  readonly operation: string;
  readonly at: Place;
  readonly path: readonly Place[];
  readonly handle: Handle | null;
  /** A request that changes something whatever is sent with it. */
  readonly certain?: boolean;
  /** Code is run on a machine of its own, apart from the process. */
  readonly isolated?: true;
  /** Where a request goes to, if its address is written out. */
  readonly host?: string;
  /** What it starts and what it hands on, if it starts a program. */
  readonly started?: Started;
}

/** What following a tool's handler shows. */
export interface Effects {
  readonly effects: readonly Effect[];
  readonly selections: readonly LinkedSelection[];
  readonly changes: readonly ToolChange[];
  readonly openEnds: readonly OpenEnd[];
  /** Functions of the repository and outside that it calls: where it was followed. */
  readonly complete: boolean;
}

/** The handler's argument that the model fills in: the first one, unless told otherwise. */
export function modelInput(fn: FunctionValue, tool: string, index = 0): Value {
  return {
    kind: "input",
    module: fn.module,
    fn: fn.fn,
    index,
    tool,
    at: { path: fn.module.path, span: fn.fn.parameters[index]?.span ?? fn.fn.span },
  };
}

type Known = Map<Guard, LinkedGate | null>;

/** Follows a handler to everything it reaches. */
export function effectsOf(
  evaluator: Evaluator,
  handler: FunctionValue,
  args: readonly Thunk[],
  inputs: Inputs,
  codeChooses: boolean,
  tool: string,
): Effects {
  const { parameters, under } = inputs;
  const course = new Course();
  const complete = followOnce(evaluator, handler, args, course);
  const records = new GateRecords(evaluator, course, under, tool);
  const canPick = parameters.length === 0 || parameters.some((p) => maySelect(p, codeChooses));
  const near = canPick
    ? course.visits.flatMap((visit) => [
        ...picksAt(evaluator, visit, parameters, under),
        ...contextsNamedAt(visit, { evaluator, parameters, under }),
      ])
    : [];
  const closing = new Map(near.map((p) => [p.visit, premiseOf(evaluator, inputs, p.choice, p.whole)] as const));
  // Most calls stand behind the guards of the calls before them.
  const stops = new Map<Guard, readonly StandingStop[]>();
  const asked = { choice: new Map<Premise | null, Known>(), call: new Map<Premise | null, Known>() };
  const gatesBefore = (visit: Visit, premise: Premise | null): readonly LinkedGate[] => {
    const given = premise ?? closing.get(visit) ?? null;
    const known = remember(asked[premise ? "choice" : "call"], given, (): Known => new Map());
    const gates = visit.guards.flatMap((guard) => {
      const gate = remember(
        known,
        guard,
        () =>
          // Whether a check of every element covers a call is told by what the call makes of an element.
          gateOf(evaluator, guard, under, guard.isOfEach ? given : premise, given) ??
          (guard.isOfEach ? null : otherGateOf(evaluator, guard, under, tool)),
      );
      return gate ? [records.complete(gate, guard, visit)] : [];
    });
    return toldOnce(gates);
  };
  const doing: Visit[] = [];
  const writing: Visit[] = [];
  const changes: ToolChange[] = [];
  const openEnds: OpenEnd[] = [];
  const effects = course.visits.flatMap((visit): readonly Effect[] => {
    const deeds = deedsAt(evaluator, visit, { unknown: true });
    if (deeds.length === 0) return [];
    doing.push(visit);
    if (deeds.some((d) => d.kind === "external-write")) writing.push(visit);
    const gates = gatesBefore(visit, null);
    changes.push(...deeds.flatMap((deed) => changeOf(evaluator, visit, deed, under) ?? []));
    if (!gates.some((g) => g.weakness === null))
      openEnds.push(...openEndsAt(evaluator, visit, deeds, { parameters, under, before: course.visits }));
    const standing = visit.guards.flatMap((guard) =>
      remember(stops, guard, () => [stopOf(evaluator, guard) ?? []].flat()),
    );
    const writes = deeds.some(({ kind }) => kind === "store-write") ? keyIn(evaluator, visit.args) : null;
    return deeds.map((deed) => ({ ...deed, gates, stops: standing, writes }));
  });
  // What decides a target here is told by that, whatever is said of it to whoever answers.
  const remote = canPick ? writing.flatMap((visit) => remotePicksAt(evaluator, visit, parameters, under)) : [];
  const named = doing.flatMap((visit) => deploymentsNamedAt(evaluator, visit, parameters, under));
  const isNear = ({ choice }: Pick): boolean => near.some((n) => n.choice.parameter === choice.parameter);
  const picks = [...near, ...[...remote, ...named].filter((pick) => !isNear(pick))];
  return {
    effects: merged(effects),
    selections: selectionsOf(evaluator, picks, inputs, handler, gatesBefore),
    changes,
    openEnds,
    complete,
  };
}

/**
 * A check that throws, and the answer that its caller makes of that, are one gate: it holds where the answer is obeyed, and
 * stands where the check does.
 */
function toldOnce(gates: readonly LinkedGate[]): readonly LinkedGate[] {
  const isOne = (a: LinkedGate, b: LinkedGate): boolean =>
    a.readsCredential !== null &&
    b.readsCredential !== null &&
    a.comparesTarget !== null &&
    b.comparesTarget !== null &&
    samePlace(a.readsCredential, b.readsCredential) &&
    samePlace(a.comparesTarget, b.comparesTarget);
  const holding = gates.filter((g) => g.kind === "environment" && g.weakness === null);
  const failing = gates.filter((g) => g.kind === "environment" && g.weakness !== null);
  return gates.flatMap((g) => {
    if (failing.includes(g)) return holding.some((h) => isOne(g, h)) ? [] : [g];
    const check = holding.includes(g) ? failing.find((f) => isOne(f, g)) : undefined;
    return [check ? { ...g, name: check.name, at: check.at } : g];
  });
}

/** What a single call does; by clients that the catalogue does not know only if asked for. */
export function deedsAt(
  evaluator: Evaluator,
  visit: Omit<Visit, "guards" | "caught" | "handles">,
  also: { readonly unknown: boolean },
): readonly Deed[] {
  if (visit.callee.kind === "function") return [];
  const args: readonly Thunk[] =
    visit.site.kind === "tagged"
      ? [{ expression: visit.site, module: visit.module, frame: visit.frame }, ...visit.args]
      : visit.args;
  return doneBy(evaluator, visit.callee, args, also.unknown).map((done) => {
    const started = done.kind === "code-execution" ? startedBy(evaluator, visit.callee, args, visit.at) : null;
    return { ...done, ...(started ? { started } : {}), at: visit.at, path: visit.path };
  });
}

type Done = Omit<Deed, "at" | "path">;

/** What is done by calling a value: where it is one of several clients, what each of them does. */
function doneBy(evaluator: Evaluator, callee: Value, args: readonly Thunk[], unknown: boolean): readonly Done[] {
  if (callee.kind === "fallback") {
    const first = doneBy(evaluator, callee.first, args, unknown);
    return first.length > 0 ? first : doneBy(evaluator, callee.second, args, unknown);
  }
  if (callee.kind === "choice" || callee.kind === "select") {
    const all = amongAlternatives(evaluator, callee, null, (c) => doneBy(evaluator, c, args, unknown));
    return all.filter((d, i) => all.findIndex((x) => x.operation === d.operation && x.handle === d.handle) === i);
  }
  const operations = operationsOf(evaluator, callee, args);
  if (operations.length > 0)
    return operations.map((o) => ({
      kind: o.effect === "write" ? "store-write" : "store-read",
      operation: o.name,
      handle: o.handle,
    }));
  const sink = sinkAt(evaluator, callee, args) ?? (unknown ? unknownClient(evaluator, callee) : null);
  return sink ? [{ ...sink, handle: null }] : [];
}

/** Whether it changes something outside the process. */
export function isWrite(kind: SinkKind): boolean {
  return kind === "store-write" || kind === "external-write" || kind === "code-execution";
}

interface SinkDone {
  readonly kind: SinkKind;
  readonly operation: string;
  readonly certain?: boolean;
  readonly isolated?: true;
  readonly host?: string;
}

function sinkAt(evaluator: Evaluator, callee: Value, args: readonly Thunk[]): SinkDone | null {
  const chain = chainOf(callee);
  const root = chain.find((v) => v.kind === "external");
  if (root?.kind !== "external") return null;
  for (const { entry, call } of sinkCalls(root.path.at(-1) ?? "default")) {
    if (!matches(call, root)) continue;
    if (callee.kind === "external") {
      // `new Stripe()`, `axios.create()`: making a client does nothing yet.
      if (entry.methods) continue;
      const certain = isCertainRequest(evaluator, entry, args, root.path.at(-1) ?? "");
      const host = requestHost(evaluator, entry, args);
      const done = { kind: kindOfCall(evaluator, entry, args), operation: entry.operation, certain };
      return host === null ? done : { ...done, host };
    }
    // `client(url)` of a client that is a function itself; otherwise a method of it.
    const suffix = methodPath(callee);
    const method = entry.methods?.find((m) =>
      m.suffixes.some((s) => suffix === s || (s !== "" && suffix.endsWith(`.${s}`))),
    );
    if (method)
      return {
        kind: kindByAction(evaluator, method.action ?? [], args) ?? method.kind,
        operation: `${entry.provider} ${suffix || entry.operation}`,
        certain: isCertainMethod(entry, suffix),
        ...isolation(entry),
      };
    const kind =
      entry.methods && isMethodOf(callee, root) ? kindOfVerb(suffix.slice(suffix.lastIndexOf(".") + 1)) : null;
    if (kind) return { kind, operation: `${entry.provider} ${suffix}`, ...isolation(entry) };
  }
  return readyClient(root);
}

/** A method of the client itself, however deep: what its answers have for methods is another matter. */
function isMethodOf(callee: Value, maker: Value): boolean {
  let base = callee;
  while (base.kind === "member") base = base.object;
  return callee.kind === "member" && base.kind === "applied" && base.callee === maker;
}

/** `sgMail.send()` of a module that is the client: the methods stand in the external path. */
function readyClient(root: Extract<Value, { kind: "external" }>): SinkDone | null {
  for (let end = root.path.length - 1; end > 0; end--) {
    const prefix = root.path.slice(0, end);
    const suffix = root.path.slice(end).join(".");
    for (const { entry, call } of sinkCalls(prefix.at(-1) ?? "default")) {
      if (!matches(call, { ...root, path: prefix })) continue;
      const method = entry.methods?.find((m) => m.suffixes.some((s) => suffix === s || suffix.endsWith(`.${s}`)));
      if (method)
        return { kind: method.kind, operation: `${entry.provider} ${suffix}`, certain: isCertainMethod(entry, suffix) };
    }
  }
  return null;
}

function isolation({ isolated }: SinkEntry): { readonly isolated?: true } {
  return isolated ? { isolated } : {};
}

function methodPath(callee: Value): string {
  const names: string[] = [];
  for (let v = callee; v.kind === "member"; v = v.object) names.unshift(v.property);
  return names.join(".");
}

/** One effect a place and store, with the gates that hold however it is reached. */
function merged(effects: readonly Effect[]): readonly Effect[] {
  const kept: Effect[] = [];
  const byPlace = new Map<string, number[]>();
  for (const effect of effects) {
    const { path, span } = effect.at;
    const there = remember(byPlace, `${path}:${span.startLine}:${span.startColumn} ${effect.operation}`, () => []);
    const i = there.find((n) => kept[n]?.handle?.at === effect.handle?.at) ?? -1;
    const known = kept[i];
    if (!known) {
      there.push(kept.push(effect) - 1);
      continue;
    }
    const isWeaker =
      effect.gates.filter((g) => g.weakness === null).length < known.gates.filter((g) => g.weakness === null).length;
    const other = isWeaker ? known : effect;
    const weaker = isWeaker ? effect : known;
    kept[i] = {
      ...weaker,
      stops: weaker.stops.filter((s) => other.stops.some((o) => samePlace(o.testedAt, s.testedAt))),
    };
  }
  return kept;
}
