import type { AuditEvent, AuditSubject, EnvironmentTag } from "../../model/audit-event.ts";
import type { Expression, FunctionIR } from "../../model/ir.ts";
import { comparePlaces, type Place, placeOfLocation, samePlace } from "../../model/location.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf, type Visit } from "../program/flow.ts";
import { baseOf } from "../program/member.ts";
import type { Program } from "../program/program.ts";
import type { FunctionValue, Thunk, Value } from "../program/value.ts";
import { partOfRound, type Round } from "../tools/round.ts";
import { isEntry, toolNamesIn } from "./deed.ts";
import { type Emission, emissionOf, emitterLikeness } from "./emission.ts";
import { textOf } from "./expression-names.ts";
import { frameworkEvents } from "./framework-spans.ts";
import { keepingOf } from "./keeping.ts";
import { deliveryOf } from "./listeners.ts";
import type { RecordPlaces } from "./own-place.ts";
import { closeness, oneProcess, type Processes } from "./process-tags.ts";
import { type Walk, walksOf } from "./reach.ts";
import { isSameSpan, type WriteAt, withSpanAttributes } from "./spans.ts";
import { type Setting, subjectOf } from "./subject.ts";
import { type Surroundings, tagOfWrite } from "./tag.ts";
import { weakest } from "./tag-value.ts";
import type { Medium } from "./write.ts";

/** A function from which tools run. */
export interface Entry {
  readonly name: string;
  readonly kind: "tool" | "dispatcher" | "agent" | "job";
  readonly fn: FunctionValue;
  readonly args: readonly Thunk[] | null;
  readonly service: string;
  /** Which tool it is, as an index that the caller counts by; two tools may have one name. */
  readonly tool?: number;
  /** Which part of the function is done for a call of the tool, where the rest is done whatever is called. */
  readonly round?: Round | null;
}

/** What events are looked for in. */
export interface AuditInput {
  readonly evaluator: Evaluator;
  readonly program: Program;
  readonly entries: readonly Entry[];
  /** The service of code that no entry reaches; by default that of the nearest entry. */
  readonly serviceOf?: (path: string) => string;
  /** Whether code in this file is deployed; by default all but tests and examples is. */
  readonly isDeployed?: (path: string) => boolean;
  /** By default no variable is set that an SDK reads without being told, and all code may run in one process. */
  readonly processes?: Processes;
  /** What is declared of the places in which records are kept; by default nothing is. */
  readonly places?: RecordPlaces;
}

/** All events that the stack emits about what its agents do, one for each call that passes an event's data. */
export function auditEventsOf(input: AuditInput): readonly AuditEvent[] {
  const { evaluator, program, entries } = input;
  const found = new Map<Expression, Found>();
  // Calls inside an emitter pass on what was given to it: the event is that of the outermost call.
  const inner = new Set<Expression>();
  for (const walk of walksOf(evaluator, program, entries, input.isDeployed))
    collect(evaluator, program, walk, entries, found, inner);
  const kept = [...found].filter(([site]) => !inner.has(site)).map(([, f]) => f);
  const judged = kept.map((f) => ({ ...f, service: serviceOf(f, input) }));
  const trails = new Set(judged.filter((f) => f.dedicated).map((f) => f.service));
  const events = judged
    .filter((f) => f.dedicated || f.isEntry || !trails.has(f.service))
    .flatMap((f) =>
      eventOf(evaluator, program, f, { processes: input.processes ?? oneProcess, places: input.places ?? null }),
    );
  // Where there is a trail of its own, the spans of the framework are not it.
  const spans = frameworkEvents(input).filter(({ service }) => !trails.has(service));
  return [...events, ...spans].sort((a, b) => comparePlaces(a.at, b.at));
}

interface Found {
  /** Every way to the same call, each with the writes it leads to. */
  readonly ways: Map<Visit, Emission[]>;
  /** Entries in whose calls it is emitted. */
  readonly covers: Set<Entry>;
  setting: Setting;
  entry: Entry | null;
  dedicated: boolean;
  /** A line of some logger that calls itself an entry of the trail counts beside it. */
  isEntry: boolean;
  fills: boolean;
  /** It tells of something else that the loop around the calls of tools does. */
  beside: boolean;
}

const maximumWays = 12;

function collect(
  evaluator: Evaluator,
  program: Program,
  walk: Walk,
  entries: readonly Entry[],
  found: Map<Expression, Found>,
  inner: Set<Expression>,
): void {
  const tool = walk.entry?.kind === "tool" ? walk.entry.name : null;
  const called = entries.filter(
    (e) =>
      e.kind === "tool" &&
      (e === walk.entry ||
        // Tools that share a way in are told apart by the walk of each.
        (walk.entered.has(e.fn.fn) && walk.entry?.fn.fn !== e.fn.fn) ||
        inherits(evaluator, e.fn, walk.start)),
  );
  const spans: WriteAt[] = [];
  for (const { visit, chain, write } of withSpanAttributes(walk.writes)) {
    const emission = emissionOf(evaluator, chain, write, tool, walk.entry === null);
    if (!emission || isEmitterItself(evaluator, walk, emission)) continue;
    if (spans.some((s) => isSameSpan(s, { visit, write, chain }))) continue;
    spans.push({ visit, write, chain });
    for (const v of emission.chain.slice(1)) inner.add(v.site);
    for (const part of write.parts) inner.add(part);
    const at = found.get(emission.site.site) ?? {
      ways: new Map(),
      covers: new Set(),
      setting: null,
      entry: null,
      dedicated: false,
      isEntry: false,
      fills: false,
      beside: false,
    };
    found.set(emission.site.site, at);
    const delivery = write.medium === "queue" ? deliveryOf(evaluator, program, visit) : null;
    for (const site of delivery?.inside ?? []) inner.add(site);
    const emissions = delivery ? delivery.writes.map((w) => ({ ...emission, write: w })) : [emission];
    const way = at.ways.get(emission.site);
    if (way) way.push(...emissions);
    else if (at.ways.size < maximumWays) at.ways.set(emission.site, emissions);
    if (isBeside(evaluator, walk.entry, emission)) at.beside = true;
    else for (const e of called) at.covers.add(e);
    if (write.medium === "unresolved") for (const e of handedOver(evaluator, emission, entries)) at.covers.add(e);
    at.entry ??= walk.entry;
    at.setting ??= walk.entry?.kind ?? null;
    at.dedicated ||= emission.dedicated;
    at.isEntry ||= isEntry(evaluator, write);
    at.fills ||= walk.fills;
  }
}

/** Whether an event is of the loop that calls the tool, and not of the call: outside its rounds, or of another name where a call failed. */
function isBeside(evaluator: Evaluator, entry: Entry | null, { site, write }: Emission): boolean {
  if (!entry?.round) return false;
  const part = partOfRound(entry.round, site.at, site.path);
  if (part !== "failure") return part === null;
  const named = toolNamesIn(evaluator, write);
  return named.length > 0 && !named.includes(entry.name);
}

/** Tools that are handed to an emitter outside the repository: `withAudit(tool)`. */
function handedOver(evaluator: Evaluator, emission: Emission, entries: readonly Entry[]): readonly Entry[] {
  const values = emission.site.args
    .map((t) => evaluator.force(t))
    .flatMap((v) => [v, ...(v.kind === "object" ? [...v.entries.values()].map((t) => evaluator.force(t)) : [])]);
  const given = new Set(values.flatMap((v) => functionsOf(v).map((f) => f.fn)));
  return entries.filter((e) => e.kind === "tool" && given.has(e.fn.fn));
}

/** Whether a tool's class extends the one whose method is walked: `BaseTool.run` runs `Refund.execute`. */
function inherits(evaluator: Evaluator, fn: FunctionValue, start: FunctionIR | null): boolean {
  if (!start || start.class === null || fn.fn.class === null) return false;
  const cls = fn.module.classes[fn.fn.class];
  let base: Value | null = cls ? { kind: "class", module: fn.module, cls, frame: null, at: fn.at } : null;
  for (let depth = 0; base?.kind === "class" && depth < 8; depth++) {
    if (
      base.cls.members.some(
        (m) =>
          m.value?.kind === "function" && base?.kind === "class" && base.module.functions[m.value.function] === start,
      )
    )
      return depth > 0;
    base = baseOf(evaluator, base);
  }
  return false;
}

/** An emitter that is followed without a caller emits nothing: what it would write is not known. */
function isEmitterItself(evaluator: Evaluator, walk: Walk, emission: Emission): boolean {
  if (walk.entry || !walk.start || walk.start.parameters.length === 0) return false;
  const frame = emission.site.frame;
  if (frame?.fn !== walk.start) return false;
  const cls = walk.start.class === null ? undefined : frame.module.classes[walk.start.class];
  const as: Visit = {
    ...emission.site,
    callee: {
      kind: "function",
      module: frame.module,
      fn: walk.start,
      frame: frame.parent,
      self: null,
      at: emission.site.at,
    },
  };
  return emitterLikeness(evaluator, { ...as, site: named(cls?.name ?? "", walk.start.name, as) }) !== null;
}

/** A call of a function by its own name, to ask what the name says. */
function named(cls: string, name: string, like: Visit): Visit["site"] {
  const { span } = like.site;
  const object: Expression = { kind: "global", name: cls, span };
  const callee: Expression =
    cls === ""
      ? { kind: "global", name, span }
      : { kind: "member", object, property: name, optional: false, span, at: span };
  return { kind: "call", callee, args: [], optional: false, span, at: span };
}

const media: readonly Medium[] = [
  "store",
  "queue",
  "http",
  "file",
  "unresolved",
  "telemetry",
  "logger",
  "console",
  "buffer",
];

function eventOf(
  evaluator: Evaluator,
  program: Program,
  found: Found & { readonly service: string },
  surroundings: Surroundings,
): readonly AuditEvent[] {
  const ways = [...found.ways.values()].map(mainWrites);
  const all = ways.flat();
  const [first] = all;
  if (!first) return [];
  const tags: EnvironmentTag[] = all.map((e) => tagOfWrite(evaluator, program, e.write, e.emitter, surroundings));
  const written: Place | null = first.write.medium === "unresolved" ? null : first.write.at;
  const subjects = ways.flatMap(([one]) => (one ? [subjectOf(evaluator, one, found.setting, found.fills)] : []));
  const records = [...new Set([...found.covers].flatMap((e) => e.tool ?? []))].sort((x, y) => x - y);
  const event: Omit<AuditEvent, "subject"> = {
    emitter:
      textOf(first.site.site.kind === "tagged" ? first.site.site.tag : first.site.site.callee) || "an unnamed function",
    at: first.site.at,
    service: found.service,
    tag: weakest(tags) ?? { kind: "none", note: "the record has no environment" },
    recordedAt: written,
    ...preparedBy(first.write),
    ...declaredBy(evaluator, first.site),
    covers: [...new Set([...found.covers].map((e) => e.name))].sort(),
    ...(records.length > 0 || found.beside ? { records } : {}),
    ...keepingOf(all),
  };
  return actsOf(subjects).map((subject) => ({ subject, ...event }));
}

function declaredBy(evaluator: Evaluator, site: Visit): Pick<AuditEvent, "declaredAt"> {
  const declared = evaluator.declared.audit(site);
  return declared ? { declaredAt: placeOfLocation(declared.at) } : {};
}

function preparedBy({ medium, receiver, at }: Emission["write"]): Pick<AuditEvent, "preparedAt"> {
  const isMade = medium === "logger" && receiver?.kind === "applied" && !samePlace(receiver.at, at);
  return isMade ? { preparedAt: receiver.at } : {};
}

/** One call in a wrapper may record the tool's call, and the retrievals and writes inside it: an event for each. */
function actsOf(subjects: readonly AuditSubject[]): readonly AuditSubject[] {
  const acts = (["tool-call", "store-write", "retrieval"] as const).filter((act) => subjects.includes(act));
  return acts.length > 0 ? acts : [subjects[0] ?? "other"];
}

/** Of the writes that one call leads to, those to the medium that answers for the trail. */
function mainWrites(emissions: readonly Emission[]): readonly Emission[] {
  const rank = (e: Emission): number => media.indexOf(e.write.medium);
  const best = Math.min(...emissions.map(rank));
  return emissions.filter((e) => rank(e) === best);
}

/** The service of the entry that reaches it, or of the entry whose code lies nearest. */
function serviceOf(found: Found, { entries, serviceOf: known }: AuditInput): string {
  if (found.entry) return found.entry.service;
  const path = [...found.ways.keys()][0]?.module.path ?? "";
  if (known) return known(path);
  const near = [...entries].sort((a, b) => closeness(b.fn.module.path, path) - closeness(a.fn.module.path, path));
  return near[0]?.service ?? "";
}
