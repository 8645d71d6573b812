import type { Tool } from "./agent-tool.ts";
import type { AuditEvent, AuditSubject } from "./audit-event.ts";
import { type Place, placeText, samePlace } from "./location.ts";
import type { Sink } from "./sink.ts";
import type { Stack } from "./stack.ts";
import type { Store } from "./store.ts";

/** The events of what the agent did, not what else the application records. */
export function agentEvents(stack: Stack): AuditEvent[] {
  return stack.auditEvents.filter(({ subject }) => subject !== "other");
}

/**
 * Tools with an effect of a kind that is never recorded. A kind that is recorded somewhere and missing at one tool is a
 * gap in coverage, which is control 3's business (CONTROLS §5.1.7).
 */
export function unrecordedTools(stack: Stack): Tool[] {
  const silent = kinds.flatMap((kind) => {
    const tools = stack.tools.flatMap((tool, index) =>
      tool.sinks.some((sink) => kindOf(sink) === kind) ? [index] : [],
    );
    return isEmitted(stack, kind, tools) ? [] : tools;
  });
  return stack.tools.filter((_, index) => silent.includes(index));
}

/** Context stores that code reaches past all tools, with no event of a write or a retrieval anywhere. */
export function unrecordedStores(stack: Stack): Store[] {
  const isRecorded = stack.auditEvents.some(({ subject }) => subject === "retrieval" || subject === "store-write");
  // A tool that could not be followed may be the way to the store; its own event then covers it.
  if (isRecorded || stack.tools.some(({ opaque }) => opaque !== null)) return [];
  // Several collections may be opened by one call: a tool that works on one of them is the way to the others too.
  const behindTools = new Set(
    stack.tools
      .flatMap(({ sinks }) => sinks.flatMap(({ store }) => (store === null ? [] : (stack.stores[store] ?? []))))
      .map(({ at }) => placeText(at)),
  );
  const reached = stack.stores.filter(
    (store) => isRetrievedFrom(store) && isOpenedInCode(store) && !behindTools.has(placeText(store.at)),
  );
  // A database beside tools feeds the context through them, or is the application's own.
  const past = reached.filter(({ kind }) => kind !== "database" || stack.tools.length === 0);
  return past.filter((store, i) => past.findIndex((other) => samePlace(other.at, store.at)) === i);
}

/** A retrieval that no event is emitted for, while the agent's other acts are recorded. */
export interface SilentRetrieval {
  readonly store: Store;
  readonly at: Place;
}

/**
 * Context stores that are read where no event of a tool's call stands for it, past all tools or by a tool whose calls
 * nothing records, and where none is emitted for a retrieval either. An event beside it, whatever it is called, is taken
 * for its own.
 */
export function silentRetrievals(stack: Stack): SilentRetrieval[] {
  const { tools, stores, auditEvents } = stack;
  const acts = auditEvents.filter(({ subject }) => isActOfAgent(subject));
  // Where nothing is recorded, that is told of the tools.
  if (acts.length === 0 || acts.some(({ subject }) => subject === "retrieval")) return [];
  if (tools.some(({ opaque }) => opaque !== null)) return [];
  const isRecorded = (tool: number): boolean =>
    acts.some(({ records }) => records === undefined || records.includes(tool));
  const byTools = tools.flatMap(({ sinks }) => sinks.map(({ at }) => at));
  const byRecorded = tools.flatMap(({ sinks }, i) => (isRecorded(i) ? sinks.map(({ at }) => at) : []));
  const beside = new Set(
    auditEvents
      .filter(({ subject }) => subject !== "store-write" && subject !== "gate-decision")
      .flatMap(({ at, recordedAt }) => [at.path, ...(recordedAt ? [recordedAt.path] : [])]),
  );
  const found = stores.filter((s) => isRetrievedFrom(s) && s.kind !== "database" && isOpenedInCode(s));
  return found.flatMap((store) => {
    const reads = store.readAt ?? [];
    const [at] = reads;
    // A database behind a tool is as often what the tool works on as what it looks passages up in.
    const passages = store.kind === "vector" || store.kind === "search";
    const covering = passages ? byRecorded : byTools;
    const isSilent = at && !reads.some((r) => beside.has(r.path) || covering.some((t) => samePlace(t, r)));
    return isSilent ? [{ store, at }] : [];
  });
}

type Kind = Extract<AuditSubject, "tool-call" | "store-write" | "retrieval">;

const kinds: readonly Kind[] = ["tool-call", "store-write", "retrieval"];

function kindOf({ kind }: Sink): Kind {
  if (kind === "store-write") return "store-write";
  return kind === "store-read" ? "retrieval" : "tool-call";
}

/** By an event of that name, or by one that is emitted in the calls of such a tool, whatever it is named. */
function isEmitted({ auditEvents }: Stack, kind: Kind, tools: readonly number[]): boolean {
  return auditEvents.some(({ subject, records }) => {
    if (subject === kind) return true;
    if (records === undefined) return subject === "tool-call" || (kind === "tool-call" && isActOfAgent(subject));
    return isActOfAgent(subject) && records.some((index) => tools.includes(index));
  });
}

export function isActOfAgent(subject: AuditSubject): boolean {
  return kinds.some((kind) => kind === subject);
}

/** What a platform binds is known by its declaration; which code works on it, tools included, is not. */
function isOpenedInCode({ at }: Store): boolean {
  return /\.[cm]?[jt]sx?$/.test(at.path);
}

/** Checkpointers and caches are written by the framework at every step, which nobody records one by one. */
function isRetrievedFrom({ kind, used, feedsContext }: Store): boolean {
  return used && feedsContext !== null && kind !== "memory" && kind !== "cache";
}
