import type { Gate, GateStep } from "../../model/gate.ts";
import { comparePlaces, compareText } from "../../model/location.ts";
import type { LinkedGate } from "./gates.ts";
import type { LinkedTool } from "./tools.ts";

/** Numbers the distinct gates of all tools in the order of their places. */
export function numberGates(tools: readonly LinkedTool[]): readonly LinkedGate[] {
  const gates = tools.flatMap((t) => [...t.effects.flatMap((e) => e.gates), ...t.selections.flatMap((s) => s.gates)]);
  const sorted = [...gates].sort(
    (a, b) =>
      comparePlaces(a.at, b.at) ||
      comparePlaces(a.enforcedAt, b.enforcedAt) ||
      compareText(a.weakness ?? "", b.weakness ?? "") ||
      compareText(a.kind, b.kind),
  );
  const numbered: LinkedGate[] = [];
  for (const gate of sorted) {
    const last = numbered.at(-1);
    if (last && sameGate(gate, last)) numbered[numbered.length - 1] = together(last, gate);
    else numbered.push(gate);
  }
  return numbered;
}

export function gateNumber(gates: readonly Gate[], gate: Gate): number {
  return gates.findIndex((g) => sameGate(g, gate));
}

/** Whether two are one gate, before whatever calls it stands. */
export function sameGate(a: Gate, b: Gate): boolean {
  return (
    a.kind === b.kind &&
    comparePlaces(a.at, b.at) === 0 &&
    comparePlaces(a.enforcedAt, b.enforcedAt) === 0 &&
    a.weakness === b.weakness
  );
}

/** One gate before several calls: it records what it records before each of them. */
function together(a: LinkedGate, b: LinkedGate): LinkedGate {
  const logsAllow = b.logsAllow === null ? null : a.logsAllow;
  const logsDeny = b.logsDeny === null ? null : a.logsDeny;
  return {
    ...a,
    logsAllow,
    logsDeny,
    logsToConsole: (logsAllow !== null || logsDeny !== null) && (a.logsToConsole || b.logsToConsole),
    order: { refused: later(a.order.refused, b.order.refused), allowed: later(a.order.allowed, b.order.allowed) },
    variables: [...new Set([...a.variables, ...b.variables])],
  };
}

/** Of two orders the one that records less, or later. */
function later(a: readonly GateStep[], b: readonly GateStep[]): readonly GateStep[] {
  const rank = (order: readonly GateStep[]): number => (order.includes("logs") ? order.indexOf("logs") : order.length);
  return rank(b) > rank(a) || !b.includes("logs") ? b : a;
}
