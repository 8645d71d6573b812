import type { AuditEvent } from "../../model/audit-event.ts";
import type { Expression, ModuleIR, Statement } from "../../model/ir.ts";
import { type Place, samePlace } from "../../model/location.ts";
import type { CallOutcome } from "../../model/recording.ts";
import type { SinkKind } from "../../model/sink.ts";
import type { Program } from "../program/program.ts";
import { type Around, functionAround, precedes, statementsAround } from "../program/statements-around.ts";
import { eachExpression, eachExpressionIn, partsOf } from "../program/walk.ts";
import type { Effect } from "../tools/effects.ts";
import type { LinkedTool } from "../tools/tools.ts";

/**
 * Whether a failing call of each tool is recorded as well, for the tools of which it can be told: all events that record
 * the tool stand in the function that makes the call. Where one does not, no outcome is given.
 */
export function callOutcomes(
  program: Program,
  tools: readonly LinkedTool[],
  events: readonly AuditEvent[],
): readonly CallOutcome[] {
  const acts = events.filter(({ subject }) => acting.has(subject));
  // An event that is tied to no tool may stand for any.
  if (acts.some(({ records }) => records === undefined)) return [];
  return tools.flatMap((tool, index): readonly CallOutcome[] => {
    const own = acts.filter(({ records }) => records?.includes(index));
    if (own.length === 0) return [];
    // What is read to learn whether the call is allowed at all, and what writes a record, are no part of it.
    const beside = [...tool.effects.flatMap(({ stops }) => stops.map(({ at }) => at)), ...events.map(({ at }) => at)];
    const effects = tool.effects.filter(
      ({ at, path }) => ![...path, at].some((step) => beside.some((one) => samePlace(one, step))),
    );
    const outcomes = actsOf(effects, own).flatMap(
      (effect) => outcomeOf(program, index, [...effect.path, effect.at], own) ?? [],
    );
    const worst = outcomes.find(({ onError }) => onError === "unrecorded") ?? outcomes[0];
    return worst ? [worst] : [];
  });
}

/**
 * What a tool is there for: what it changes outside, else what it writes, else all that it does. What is read or counted on
 * the way to that, a limit or a stop, may fail before there is anything to record.
 */
function actsOf(effects: readonly Effect[], events: readonly AuditEvent[]): readonly Effect[] {
  const isRecord = ({ path, at }: Effect): boolean =>
    events.some((event) => [...path, at].some((p) => samePlace(p, event.at)));
  for (const kinds of [outside, writes]) {
    const acts = effects.filter((effect) => kinds.has(effect.kind) && !isRecord(effect));
    if (acts.length > 0) return acts;
  }
  return effects;
}

const outside: ReadonlySet<SinkKind> = new Set<SinkKind>(["external-write", "code-execution"]);
const writes: ReadonlySet<SinkKind> = new Set<SinkKind>(["store-write", "file-write"]);

const acting: ReadonlySet<string> = new Set(["tool-call", "store-write", "retrieval"]);

function outcomeOf(
  program: Program,
  tool: number,
  way: readonly Place[],
  events: readonly AuditEvent[],
): CallOutcome | null {
  let last: { readonly call: Place; readonly event: AuditEvent; readonly depth: number } | null = null;
  const results: ("recorded" | "after")[] = [];
  for (const event of events) {
    const module = program.modules.get(event.at.path);
    if (!module) return null;
    const fn = functionAround(module, event.at.span);
    const depth = way.findIndex(
      (p) => p.path === event.at.path && fn !== null && functionAround(module, p.span) === fn,
    );
    const call = way[depth];
    if (!fn || !call) return null;
    results.push(relationOf(fn.body, call, event.at));
    last = { call, event, depth };
  }
  if (!last) return null;
  const base = { tool, callAt: last.call, eventAt: last.event.at, emitter: last.event.emitter };
  if (results.includes("recorded")) return { ...base, onError: "recorded" };
  const calls = way.some((p) => mayTell(program, p));
  return { ...base, onError: calls ? "open" : "unrecorded" };
}

/** Whether an event is emitted although the call before it fails. */
function relationOf(body: readonly Statement[], call: Place, event: Place): "recorded" | "after" {
  // What is recorded first is recorded whatever comes of it.
  if (!precedes(call.span, event.span)) return "recorded";
  const [toCall, toEvent] = [statementsAround(body, call.span), statementsAround(body, event.span)];
  const attempts = toCall.filter((a, i) => a.statement.kind === "try" && toCall[i + 1]?.part === "body");
  for (const { statement } of attempts) {
    if (statement.kind !== "try") continue;
    const below = toEvent[toEvent.findIndex((a) => a.statement === statement) + 1];
    const inside = toEvent.some((a) => a.statement === statement);
    if (inside && (below?.part === "catch" || below?.part === "finally")) return "recorded";
    // After a handler that goes on, what follows is reached by a failure too.
    if (!inside && statement.catch && !leaves(statement.catch)) return "recorded";
  }
  return "after";
}

/** Whether a handler ends in leaving the function on every way, as far as its last statement tells. */
function leaves(list: readonly Statement[]): boolean {
  const last = list.at(-1);
  if (!last) return false;
  if (last.kind === "return" || last.kind === "throw") return true;
  if (last.kind === "if") return leaves(last.then) && leaves(last.else);
  return last.kind === "block" && leaves(last.body);
}

/** Whether what handles a failure of this call calls anything that could tell somebody. */
function mayTell(program: Program, call: Place): boolean {
  const module = program.modules.get(call.path);
  const fn = module ? functionAround(module, call.span) : null;
  if (!module || !fn) return true;
  const around = statementsAround(fn.body, call.span);
  return around.some((a, i) => handlesBy(module, a, around[i + 1]?.part ?? null)) || handledInPlace(module, around);
}

function handlesBy(module: ModuleIR, { statement }: Around, part: Around["part"] | null): boolean {
  if (statement.kind !== "try" || part !== "body") return false;
  return [statement.catch ?? [], statement.finally ?? []].some((list) => callsSomething(module, list));
}

/** `send().catch(report)`, in the statement that makes the call. */
function handledInPlace(module: ModuleIR, around: readonly Around[]): boolean {
  const innermost = around.at(-1)?.statement;
  if (!innermost) return true;
  let found = false;
  for (const e of partsOf(innermost, module).expressions)
    eachExpression(e, (x) => {
      found ||=
        x.kind === "call" &&
        x.callee.kind === "member" &&
        /^(catch|finally|then|match|mapErr)$/.test(x.callee.property);
    });
  return found;
}

function callsSomething(module: ModuleIR, list: readonly Statement[]): boolean {
  let found = false;
  eachExpressionIn(list, module, (e) => {
    found ||= (e.kind === "call" || e.kind === "tagged") && !isFormatting(e);
    found ||= e.kind === "function";
  });
  return found;
}

/** What only makes a text of the error tells nobody. */
function isFormatting(e: Expression): boolean {
  if (e.kind !== "call") return false;
  const { callee } = e;
  if (callee.kind === "global") return /^(String|Number|Boolean)$/.test(callee.name);
  return (
    callee.kind === "member" &&
    (/^(toString|stringify|slice|trim|join|includes|startsWith)$/.test(callee.property) ||
      (callee.object.kind === "global" && callee.object.name === "JSON"))
  );
}
