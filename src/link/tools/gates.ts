import type { Place } from "../../model/location.ts";
import type { Gate } from "../../model/stack.ts";
import { type Atom, waysOf, waysOfTests, type Way } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Guard } from "../program/flow.ts";
import { type Side, sideOf } from "./sides.ts";

/** A gate with the environment variables of the credentials whose tag it reads. */
export interface LinkedGate extends Gate {
  readonly variables: readonly string[];
}

/** What a guard compares, on every way past it. */
interface Reading {
  readonly credential: Place | null;
  readonly target: Place | null;
  readonly process: Place | null;
  readonly model: Place | null;
  readonly variables: readonly string[];
}

/** The environment gate that a guard is, or null if it compares no environment at all. */
export function gateOf(evaluator: Evaluator, guard: Guard, under: readonly string[]): LinkedGate | null {
  const { ways, readings } = readGuard(evaluator, guard, under);
  const about = readings.filter(comparesEnvironment);
  const [first] = about;
  if (!first) return null;
  const [enforced] = guard.via;
  return {
    name: guardName(guard),
    at: guard.at,
    enforcedAt: enforced ?? guard.at,
    kind: "environment",
    readsCredential: first.credential,
    comparesTarget: first.target,
    pinned: about.every((r) => r.process !== null) ? first.process : null,
    logsAllow: null,
    logsDeny: null,
    weakness: guard.weakness ?? weaknessOf(ways, readings),
    variables: [...new Set(about.flatMap((r) => r.variables))],
  };
}

interface Read {
  readonly ways: readonly Way[];
  readonly readings: readonly Reading[];
}

// One test guards many calls; what it compares is read once.
const reads = new WeakMap<object, Map<object, Map<string, Read>>>();

function readGuard(evaluator: Evaluator, guard: Guard, under: readonly string[]): Read {
  const byFrame = guard.test.frame ?? evaluator;
  let tests = reads.get(byFrame);
  if (!tests) reads.set(byFrame, (tests = new Map()));
  let outcomes = tests.get(guard.test.expression);
  if (!outcomes) tests.set(guard.test.expression, (outcomes = new Map()));
  const key = `${guard.holds}|${guard.equals ? "case" : ""}|${under.join(".")}`;
  let read = outcomes.get(key);
  if (!read) {
    const ways = guard.equals
      ? waysOfTests(evaluator, [{ thunk: guard.test, holds: guard.holds, equals: guard.equals }])
      : waysOf(evaluator, guard.test, guard.holds);
    outcomes.set(key, (read = { ways, readings: ways.map((w) => readingOf(evaluator, w, under)) }));
  }
  return read;
}

function readingOf(evaluator: Evaluator, way: Way, under: readonly string[]): Reading {
  let credential: Place | null = null;
  let target: Place | null = null;
  let own: Place | null = null;
  let model: Place | null = null;
  const variables: string[] = [];
  for (const atom of way.atoms) {
    if (atom.operator !== "equal" && atom.operator !== "member") continue;
    const sides = sidesOf(evaluator, atom, under);
    const roles = new Set(sides.map((s) => s.role));
    const meaningful = roles.has("credential") || roles.has("target");
    if (!meaningful || sides.length < 2) continue;
    for (const side of sides) {
      if (side.role === "credential") {
        credential ??= side.at;
        variables.push(...(side.variables ?? []));
      }
      if (side.role === "target") target ??= side.at;
      if (side.role === "process") own ??= side.at;
      if (side.role === "model") model ??= side.at;
    }
  }
  return { credential, target, process: own, model, variables };
}

function sidesOf(evaluator: Evaluator, atom: Atom, under: readonly string[]): readonly Side[] {
  const left = sideOf(evaluator, atom.left, under);
  return atom.right ? [left, sideOf(evaluator, atom.right, under)] : [left];
}

function comparesEnvironment(reading: Reading): boolean {
  return reading.credential !== null || reading.target !== null;
}

/** Why a gate does not hold although it stands on the path: some way past it compares nothing, or not the right things. */
function weaknessOf(ways: readonly Way[], readings: readonly Reading[]): string | null {
  if (ways.some((w) => w.unawaited)) return "its answer is not awaited";
  if (ways.some((w, i) => w.caught && !isWhole(readings[i]))) return "it allows the call when the check itself fails";
  if (readings.some((r) => !comparesEnvironment(r))) return "one way past it compares nothing";
  if (readings.some((r) => r.credential === null && r.model !== null)) return "it compares the target with what the model passes";
  if (readings.some((r) => r.target === null && r.model !== null)) return "it compares the credential with what the model passes, not with the target";
  if (readings.some((r) => r.credential === null)) return "it does not read the credential's environment";
  if (readings.some((r) => r.target === null)) return "it does not compare with the target's environment";
  return null;
}

function isWhole(reading: Reading | undefined): boolean {
  return reading !== undefined && reading.credential !== null && reading.target !== null;
}

function guardName(guard: Guard): string {
  const { expression } = guard.test;
  const callee = expression.kind === "call" ? expression.callee : null;
  if (callee?.kind === "name" || callee?.kind === "global") return callee.name;
  if (callee?.kind === "member") return callee.property;
  return guard.test.frame?.fn.name || "inline check";
}
