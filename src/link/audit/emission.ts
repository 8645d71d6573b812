import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { functionsOf, type Visit } from "../program/flow.ts";
import type { FunctionValue } from "../program/value.ts";
import { isEntry, namesDeed } from "./deed.ts";
import { calleeOf, parameterRoot } from "./expression-names.ts";
import {
  containerLikeness,
  functionLikeness,
  type Likeness,
  methodLikeness,
  namesKeeping,
  stronger,
  wrapsAudit,
} from "./names.ts";
import { isNamedByCaller, namedBy, namedIn } from "./naming.ts";
import { rootOf } from "./telemetry-write.ts";
import { isWrapper } from "./wrapper.ts";
import type { Medium, RecordWrite } from "./write.ts";

/** An event on its way: the call that passes its data, and the one that finally writes the record. */
export interface Emission {
  readonly site: Visit;
  readonly write: RecordWrite;
  /** The function of the repository that the site calls; null where the site writes itself. */
  readonly emitter: FunctionValue | null;
  /** Made for keeping a trail, and not a logger or telemetry that is used for it. */
  readonly dedicated: boolean;
  /** Calls between the site and the write, both included. */
  readonly chain: readonly Visit[];
}

/** Media whose own name counts: `auditLogger.info`, and what the repository does not hold. */
const speaks: ReadonlySet<Medium> = new Set<Medium>(["unresolved", "logger"]);

/** Media whose containers have names of their own. */
const holds: ReadonlySet<Medium> = new Set<Medium>(["store", "queue", "file", "http", "buffer", "unresolved"]);
/** Whether a record stays, or is on its way to where it does: a stream that answers a request ends with it. */
function keepsRecord({ medium, isAddressed }: RecordWrite): boolean {
  return medium === "store" || medium === "http" || (medium === "queue" && isAddressed === true);
}

/** Media that serve as a trail where there is no other. */
const tells: ReadonlySet<Medium> = new Set<Medium>(["telemetry", "logger", "console"]);
const quiet = /^(debug|trace|verbose|silly)$/;

/**
 * The event that a write at the end of this chain of calls stands for; null if it is none. `tool` is whose handler
 * runs; `aside`, that none does.
 */
export function emissionOf(
  evaluator: Evaluator,
  chain: readonly Visit[],
  written: RecordWrite,
  tool: string | null,
  aside: boolean,
): Emission | null {
  const last = chain.length - 1;
  const name = calleeOf(written.site).name;
  const start = handedBack(chain);
  const emitters = chain.map((v, i) => {
    if (i < start) return null;
    if (i === last && !speaks.has(written.medium) && !evaluator.declared.audit(v)) return null;
    const likeness = emitterLikeness(evaluator, v);
    // `addEntry` that also writes a line to the log keeps an entry of the application's; the line is the event. So does
    // `appendSkillTools` that puts one tool more on the list of those that the agent is given.
    const isAside =
      tells.has(written.medium) || (written.medium === "buffer" && containerLikeness(written.container) === null);
    return likeness === "weak" && isAside && namesKeeping(calleeOf(v.site).name) ? null : likeness;
  });
  const outermost = emitters.findIndex((l) => l !== null);
  const write = named(chain[outermost], written);
  const container = holds.has(write.medium) ? containerLikeness(write.container) : null;
  // What calls itself the entry of a tool's call is one, whatever the code that keeps it is called.
  const entry = keepsRecord(write) && isEntry(evaluator, write) ? "weak" : null;
  const likeness = stronger(stronger(emitters[outermost] ?? null, container), entry);
  if (likeness !== null && (likeness === "strong" || namesDeed(evaluator, write, tool))) {
    if (outermost < 0 && write.medium === "buffer") return null;
    if (!isStructured(write) && likeness !== "strong") return null;
    // Nothing but objects from elsewhere: a call that is handed a server or a client is no event.
    if (write.medium === "unresolved" && !isSpoken(write) && !wrapsAudit(name)) return null;
    return from(chain, lifted(chain, start, outermost >= 0 ? outermost : last, write), write, true);
  }
  if (!tells.has(write.medium) || (write.medium !== "telemetry" && quiet.test(name))) return null;
  if (!isStructured(write) || !namesDeed(evaluator, write, tool, aside)) return null;
  return from(chain, lifted(chain, start, last, write), write, false);
}

/** `logEvent(new ToolCall(…))`: the class of what an emitter is given says which event it is. */
function named(emitter: Visit | undefined, write: RecordWrite): RecordWrite {
  if (!emitter || emitter.site.kind === "tagged") return write;
  const classes = emitter.site.args.flatMap((e) => (e.kind === "new" ? [calleeOf(e).name] : []));
  return classes.length > 0 ? { ...write, texts: [...classes, ...write.texts] } : write;
}

/** Where the last callback begins that code outside the repository runs: `audit.track(kind, work)` does not write what `work` does. */
function handedBack(chain: readonly Visit[]): number {
  const calls = chain.slice(0, -1);
  return calls.findLastIndex((v) => v.callee.kind !== "class" && functionsOf(v.callee).length === 0) + 1;
}

function from(chain: readonly Visit[], index: number, write: RecordWrite, dedicated: boolean): Emission | null {
  const site = chain[index];
  if (!site) return null;
  const emitter = functionsOf(site.callee)[0] ?? null;
  return { site, write, emitter, dedicated, chain: chain.slice(index) };
}

/** How much a call looks like one that keeps a trail, by the settings or by the names of what is called. */
export function emitterLikeness(evaluator: Evaluator, visit: Visit): Likeness {
  const { name, receiver } = calleeOf(visit.site);
  const functions = functionsOf(visit.callee);
  if (functions.some((f) => isWrapper(f.module, f.fn))) return null;
  if (evaluator.declared.audit(visit)) return "strong";
  if (visit.site.kind === "new") return null;
  if (functions.length === 0 && wrapsAudit(name)) return "strong";
  const root = functions.length === 0 ? rootOf(visit.callee) : null;
  const written = stronger(
    receiver === "" ? functionLikeness(name) : methodLikeness(receiver, name),
    root && !/^(create|new|define|configure)/.test(name) ? methodLikeness(root.package, name) : null,
  );
  const resolved = functions.map((f): Likeness => {
    const cls = f.fn.class === null ? undefined : f.module.classes[f.fn.class];
    return cls ? methodLikeness(cls.name, f.fn.name) : functionLikeness(f.fn.name);
  });
  return resolved.reduce(stronger, written);
}

/** Goes out to the caller as long as the data of the event is what the surrounding function was itself given. */
function lifted(chain: readonly Visit[], start: number, from: number, write: RecordWrite): number {
  let index = from;
  while (index > start) {
    const site = chain[index];
    const outer = chain[index - 1];
    const named = index === chain.length - 1 ? namedBy(write) : site ? namedIn(site) : [];
    if (!site || !outer || !(handsOn(site) || isNamedByCaller(site, named))) return index;
    const functions = functionsOf(outer.callee);
    if (functions.length === 0 || functions.some((f) => isWrapper(f.module, f.fn))) return index;
    index--;
  }
  return index;
}

const eventLike = /(event|entry|record|evt|fields|props|attributes|audit|receipt)/i;

/** Whether a call passes on, whole or spread, an event that its function was given. */
function handsOn(visit: Visit): boolean {
  const owner = visit.frame?.fn;
  if (!owner || visit.frame?.module !== visit.module) return false;
  const isGiven = (e: Expression, named: boolean): boolean => {
    const root = parameterRoot(e, visit.module, owner.id);
    const parameter = root?.whole ? owner.parameters[root.index] : undefined;
    if (!parameter) return false;
    const typeName = parameter.type?.kind === "named" ? parameter.type.name : "";
    return !named || eventLike.test(parameter.name) || eventLike.test(typeName);
  };
  const args = visit.site.kind === "tagged" ? visit.site.values : visit.site.args;
  return args.some((e) => handed(e, visit.module, isGiven, 0));
}

/** Fields in which a transport wants its record: `{ Record: { Data: JSON.stringify(entry) } }`. */
const carriers = /^(Records?|Entries|Detail|Message|MessageBody|Messages?|body|data|payload|value)$/i;

function handed(
  e: Expression,
  module: ModuleIR,
  isGiven: (e: Expression, named: boolean) => boolean,
  depth: number,
): boolean {
  if (depth > 7) return false;
  const again = (inner: Expression): boolean => handed(inner, module, isGiven, depth + 1);
  switch (e.kind) {
    case "object":
      return e.properties.some((p) =>
        p.kind === "spread" ? isGiven(p.value, false) : p.kind === "value" && carriers.test(p.key) && again(p.value),
      );
    case "call":
    case "new":
      return e.args.some(again);
    case "binary":
      return again(e.left);
    case "template":
      return e.parts.some(again);
    case "name": {
      if (isGiven(e, true)) return true;
      const made = module.bindings[e.binding];
      return made?.value?.kind === "object" && made.writes.length === 0 && again(made.value);
    }
    default:
      return isGiven(e, true);
  }
}

function isSpoken(write: RecordWrite): boolean {
  return write.texts.length > 0 || write.records.some((r) => r.entries.size > 0);
}

function isStructured(write: RecordWrite): boolean {
  return write.records.some((r) => r.entries.size > 0 || r.rest !== null);
}
