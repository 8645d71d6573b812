import { matches, sinkCalls } from "../../catalog/match.ts";
import type { SinkEntry } from "../../catalog/types.ts";
import { kindOfVerb } from "../../catalog/verbs.ts";
import type { Place } from "../../model/location.ts";
import type { Selection, SinkKind, ToolParameter } from "../../model/stack.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { follow, functionsOf, type Guard, type Visit } from "../program/flow.ts";
import { chainOf, type FunctionValue, type Thunk, type Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { alternativesOf, type Handle } from "../stores/handles.ts";
import { operationsOf } from "../stores/operations.ts";
import { unknownClient } from "./clients.ts";
import { gateOf, type LinkedGate } from "./gates.ts";
import { type Choice, choicesIn, maySelect } from "./selections.ts";

/** Something a handler does to the world, before stores and gates have their numbers. */
export interface Effect {
  readonly kind: SinkKind;
  readonly operation: string;
  readonly at: Place;
  readonly path: readonly Place[];
  readonly handle: Handle | null;
  readonly gates: readonly LinkedGate[];
}

/** What following a tool's handler shows. */
export interface Effects {
  readonly effects: readonly Effect[];
  readonly selections: readonly (Omit<Selection, "gates"> & { readonly gates: readonly LinkedGate[] })[];
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

/** Follows a handler to everything it reaches. */
export function effectsOf(
  evaluator: Evaluator,
  handler: FunctionValue,
  args: readonly Thunk[],
  parameters: readonly ToolParameter[],
  under: readonly string[],
  codeChooses: boolean,
): Effects {
  const effects: Effect[] = [];
  const picks: Pick[] = [];
  const canPick = parameters.length === 0 || parameters.some((p) => maySelect(p, codeChooses));
  const complete = follow(evaluator, handler, args, (visit) => {
    effects.push(...effectsAt(evaluator, visit, under, { gates: true, unknown: true }));
    if (canPick) picks.push(...picksAt(evaluator, visit, parameters, under));
  });
  return { effects: merged(effects), selections: selectionsOf(evaluator, picks, parameters, handler, under), complete };
}

/** What a single call does; with the gates before it, and by clients that the catalogue does not know, only if asked for. */
export function effectsAt(
  evaluator: Evaluator,
  visit: Visit,
  under: readonly string[],
  also: { readonly gates: boolean; readonly unknown: boolean },
): readonly Effect[] {
  if (visit.callee.kind === "function") return [];
  const args: readonly Thunk[] =
    visit.site.kind === "tagged"
      ? [{ expression: visit.site, module: visit.module, frame: visit.frame }, ...visit.args]
      : visit.args;
  const done = doneBy(evaluator, visit.callee, args, also.unknown);
  if (done.length === 0) return [];
  const gates = also.gates ? gatesIn(evaluator, visit.guards, under) : [];
  return done.map((deed) => ({ ...deed, at: visit.at, path: visit.path, gates }));
}

type Deed = Omit<Effect, "at" | "path" | "gates">;

/** What is done by calling a value: where it is one of several clients, what each of them does. */
function doneBy(evaluator: Evaluator, callee: Value, args: readonly Thunk[], unknown: boolean): readonly Deed[] {
  if (callee.kind === "fallback") {
    const first = doneBy(evaluator, callee.first, args, unknown);
    return first.length > 0 ? first : doneBy(evaluator, callee.second, args, unknown);
  }
  if (callee.kind === "choice" || callee.kind === "select") {
    const all = alternativesOf(evaluator, callee, null).flatMap((c) => doneBy(evaluator, c, args, unknown));
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

function sinkAt(
  evaluator: Evaluator,
  callee: Value,
  args: readonly Thunk[],
): { readonly kind: SinkKind; readonly operation: string } | null {
  const chain = chainOf(callee);
  const root = chain.find((v) => v.kind === "external");
  if (root?.kind !== "external") return null;
  for (const { entry, call } of sinkCalls(root.path.at(-1) ?? "default")) {
    if (!matches(call, root)) continue;
    if (callee.kind === "external") {
      // `new Stripe()`, `axios.create()`: making a client does nothing yet.
      if (entry.methods) continue;
      return { kind: kindOfCall(evaluator, entry, args), operation: entry.operation };
    }
    // `client(url)` of a client that is a function itself; otherwise a method of it.
    const suffix = methodPath(callee);
    const method = entry.methods?.find((m) =>
      m.suffixes.some((s) => suffix === s || (s !== "" && suffix.endsWith(`.${s}`))),
    );
    if (method) return { kind: method.kind, operation: `${entry.provider} ${suffix || entry.operation}` };
    const kind =
      entry.methods && isMethodOf(callee, root) ? kindOfVerb(suffix.slice(suffix.lastIndexOf(".") + 1)) : null;
    if (kind) return { kind, operation: `${entry.provider} ${suffix}` };
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
function readyClient(
  root: Extract<Value, { kind: "external" }>,
): { readonly kind: SinkKind; readonly operation: string } | null {
  for (let end = root.path.length - 1; end > 0; end--) {
    const prefix = root.path.slice(0, end);
    const suffix = root.path.slice(end).join(".");
    for (const { entry, call } of sinkCalls(prefix.at(-1) ?? "default")) {
      if (!matches(call, { ...root, path: prefix })) continue;
      const method = entry.methods?.find((m) => m.suffixes.some((s) => suffix === s || suffix.endsWith(`.${s}`)));
      if (method) return { kind: method.kind, operation: `${entry.provider} ${suffix}` };
    }
  }
  return null;
}

/** A request with a reading method writes nothing; one without a method is a GET, unless it has a body. */
function kindOfCall(evaluator: Evaluator, entry: SinkEntry, args: readonly Thunk[]): SinkKind {
  if (!entry.httpMethod) return entry.kind;
  const given = argumentAt(evaluator, args, entry.httpMethod);
  if (given && given.kind !== "unknown" && given.kind !== "member") {
    const texts = literalsOf(given);
    return texts.length > 0 && texts.every((t) => /^(get|head|options)$/i.test(t)) ? "external-read" : entry.kind;
  }
  const options = args.map((t) => evaluator.force(t)).find((v) => v.kind === "object");
  if (options?.kind !== "object") return given ? entry.kind : "external-read";
  if (options.entries.has("method")) return entry.kind;
  return options.entries.has("body") ||
    options.entries.has("data") ||
    options.entries.has("json") ||
    options.rest !== null
    ? entry.kind
    : "external-read";
}

function methodPath(callee: Value): string {
  const names: string[] = [];
  for (let v = callee; v.kind === "member"; v = v.object) names.unshift(v.property);
  return names.join(".");
}

/** A choice of environment that a call makes use of, with what guards the call. */
interface Pick {
  readonly choice: Choice;
  readonly at: Place;
  readonly path: readonly Place[];
  readonly guards: readonly Guard[];
  /** The client is only made here; a call on it comes later. */
  readonly opens: boolean;
}

/** Calls that only look at a value, or write it down. */
const harmless = new Set([
  "console",
  "JSON",
  "Object",
  "Array",
  "String",
  "Number",
  "Boolean",
  "Math",
  "Date",
  "Promise",
  "Error",
  "TypeError",
  "Map",
  "Set",
  "RegExp",
  "Symbol",
  "Intl",
  "encodeURIComponent",
  "encodeURI",
  "structuredClone",
  "URL",
  "URLSearchParams",
  "parseInt",
  "parseFloat",
  "crypto",
  "process",
  "Buffer",
  "performance",
]);
const recorders =
  /^(pino|winston|bunyan|@sentry\/.*|posthog-.*|@opentelemetry\/.*|langfuse|@langfuse\/.*|zod|debug|consola|chalk|node:.*|fs|path|util|crypto)$/;

function picksAt(
  evaluator: Evaluator,
  visit: Visit,
  parameters: readonly ToolParameter[],
  under: readonly string[],
): readonly Pick[] {
  if (functionsOf(visit.callee).length > 0 || visit.callee.kind === "class") return [];
  const [root] = chainOf(visit.callee);
  const base = { at: visit.at, path: visit.path, guards: visit.guards };
  const opens = visit.site.kind === "new" || visit.callee.kind === "external";
  if (visit.callee.kind === "member") {
    const inReceiver = choicesIn(evaluator, visit.callee.object, parameters, under);
    if (
      inReceiver.length > 0 &&
      !(root?.kind === "external" && root.package === "" && harmless.has(root.path[0] ?? ""))
    )
      return inReceiver.map((choice) => ({ choice, ...base, opens: false }));
  }
  if (
    root?.kind === "external" &&
    (root.package === "" ? harmless.has(root.path[0] ?? "") : recorders.test(root.package))
  )
    return [];
  if (root?.kind === "literal" || root?.kind === "array" || root?.kind === "template" || root?.kind === "object")
    return [];
  const isRequest =
    root?.kind === "external" &&
    root.package === "" &&
    /^(fetch|WebSocket|EventSource|XMLHttpRequest)$/.test(root.path[0] ?? "");
  return visit.args
    .flatMap((t) => choicesIn(evaluator, evaluator.force(t), parameters, under))
    .map((choice) => ({ choice, ...base, opens: opens && !isRequest }));
}

function selectionsOf(
  evaluator: Evaluator,
  picks: readonly Pick[],
  parameters: readonly ToolParameter[],
  handler: FunctionValue,
  under: readonly string[],
): Effects["selections"] {
  const groups = new Map<string, Pick[]>();
  for (const pick of picks) {
    const key = pick.choice.parameter;
    const list = groups.get(key);
    if (list) list.push(pick);
    else groups.set(key, [pick]);
  }
  return [...groups.values()].map((list) => {
    const used = list.filter((p) => !p.opens);
    const decisive = used.length > 0 ? used : list;
    const each = decisive.map((p) => gatesIn(evaluator, p.guards, under));
    const [first] = decisive as [Pick, ...Pick[]];
    // The weakest path decides: a gate that stands on some paths to the target does not guard it.
    const weakest = each.find((g) => !g.some((x) => x.weakness === null)) ?? each[0] ?? [];
    const at = decisive[each.indexOf(weakest)] ?? first;
    const declared = parameters.find((p) => p.name === at.choice.parameter);
    return {
      by: at.choice.parameter,
      proven: at.choice.proven,
      parameterAt: declared?.at ?? { path: handler.module.path, span: handler.fn.span },
      chosenAt: at.choice.at,
      targets: at.choice.targets,
      path: [...at.path, at.at],
      gates: weakest,
    };
  });
}

function gatesIn(evaluator: Evaluator, guards: readonly Guard[], under: readonly string[]): readonly LinkedGate[] {
  return guards.flatMap((g) => gateOf(evaluator, g, under) ?? []);
}

/** One effect a place and store, with the gates that hold however it is reached. */
function merged(effects: readonly Effect[]): readonly Effect[] {
  const kept: Effect[] = [];
  for (const effect of effects) {
    const i = kept.findIndex(
      (k) =>
        k.at.path === effect.at.path &&
        k.at.span.startLine === effect.at.span.startLine &&
        k.at.span.startColumn === effect.at.span.startColumn &&
        k.operation === effect.operation &&
        k.handle?.at === effect.handle?.at,
    );
    const known = kept[i];
    if (!known) kept.push(effect);
    else if (
      effect.gates.filter((g) => g.weakness === null).length < known.gates.filter((g) => g.weakness === null).length
    )
      kept[i] = effect;
  }
  return kept;
}
