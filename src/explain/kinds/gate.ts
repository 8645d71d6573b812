import type { Row } from "../../model/explanation.ts";
import { type Gate, isSoundGate } from "../../model/gate.ts";
import type { Place } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";
import { listed } from "../../model/wording.ts";
import { defineKind, defines, row, serves } from "../kind.ts";

/** A check before a call, with what it does of what a gate has to do. */
export const gates = defineKind<Gate>({
  kind: "gate",
  all: (stack) => stack.gates,
  name: ({ name }) => name,
  mentions: (gate) => [
    ...defines(gate.at, "decides"),
    ...serves(gate.enforcedAt, "obeys its refusal"),
    ...serves(gate.askedAt, "asks it"),
    ...serves(gate.readsCredential, "reads the environment of the credential"),
    ...serves(gate.comparesTarget, "gives it the environment of the target"),
    ...serves(gate.pinned, "compares with the environment of the process"),
    ...serves(gate.logsAllow, "records that it allowed a call"),
    ...serves(gate.logsDeny, "records that it refused a call"),
  ],
  rows: (gate, stack) => [
    row("is", gate.kind === "approval" ? "an approval by a person" : `an ${gate.kind} gate`, [gate.at]),
    ...(gate.kind === "approval" ? [] : stepRows(gate)),
    row("verdict", verdict(gate)),
    row("stands before", standsBefore(gate, stack)),
  ],
  limits: (gate) => [
    "A gate on the ways that were followed does not prove that there is no other way to what it guards.",
    ...(gate.kind === "approval"
      ? ["A person who approves compares no environments, unless the question shows them."]
      : []),
    ...(gate.logsAllow === null && gate.logsDeny === null && gate.kind !== "approval"
      ? ["That no record of its decisions was seen does not prove that none is kept elsewhere."]
      : []),
  ],
});

function stepRows(gate: Gate): Row[] {
  const step = (label: string, place: Place | null, absent: string): Row =>
    row(label, place ? "yes" : absent, place ? [place] : []);
  return [
    step("reads credential", gate.readsCredential, "no: the credential's environment is not looked at"),
    step("reads target", gate.comparesTarget, "no: the target's environment is not looked at"),
    step("reads process", gate.pinned, "no: it does not compare with the environment of the process"),
  ];
}

function verdict(gate: Gate): string {
  if (gate.kind === "approval") return "recorded; it counts as no environment gate";
  if (gate.weakness !== null) return `does not guard: ${gate.weakness}`;
  return isSoundGate(gate)
    ? "sound: it compares credential and target, and is obeyed"
    : "does not guard: it compares too little";
}

function standsBefore(gate: Gate, stack: Stack): string {
  const index = stack.gates.indexOf(gate);
  const guarded = stack.tools.filter(
    ({ sinks, selections }) =>
      sinks.some((s) => s.gates.includes(index)) || selections.some((s) => s.gates.includes(index)),
  );
  return guarded.length === 0 ? "nothing that was followed" : `what is done by ${listed(guarded.map((t) => t.name))}`;
}
