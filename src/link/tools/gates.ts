import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Gate } from "../../model/stack.ts";
import { type Atom, type Way, waysOf, waysOfTests } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { Guard } from "../program/flow.ts";
import { place, type Thunk } from "../program/value.ts";
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
  const asked = questionOf(guard.test);
  const askedAt =
    asked && asked.expression !== guard.test.expression && guard.via.length === 0
      ? place(asked.module, asked.expression.span)
      : null;
  return {
    name: guardName(guard, asked),
    ...(askedAt ? { askedAt } : {}),
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
  const tests = remember(reads, guard.test.frame ?? evaluator, () => new Map<object, Map<string, Read>>());
  const outcomes = remember(tests, guard.test.expression, () => new Map<string, Read>());
  const key = `${guard.holds}|${guard.equals ? "case" : ""}|${under.join(".")}`;
  return remember(outcomes, key, (): Read => {
    const ways = guard.equals
      ? waysOfTests(evaluator, [{ thunk: guard.test, holds: guard.holds, equals: guard.equals }])
      : waysOf(evaluator, guard.test, guard.holds);
    return { ways, readings: ways.map((w) => readingOf(evaluator, w, under)) };
  });
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
  if (readings.some((r) => r.credential === null && r.model !== null))
    return "it compares the target with what the model passes";
  if (readings.some((r) => r.target === null && r.model !== null))
    return "it compares the credential with what the model passes, not with the target";
  if (readings.some((r) => r.credential === null)) return "it does not read the credential's environment";
  if (readings.some((r) => r.target === null)) return "it does not compare with the target's environment";
  return null;
}

function isWhole(reading: Reading | undefined): boolean {
  return reading !== undefined && reading.credential !== null && reading.target !== null;
}

/** The call whose answer a test is about: through negation, names and `await`. */
function questionOf(test: Thunk, depth = 0): Thunk | null {
  const { expression: e, module, frame } = test;
  if (depth > 8) return null;
  switch (e.kind) {
    case "call":
      return test;
    case "await":
    case "unary":
      return questionOf({ expression: e.operand, module, frame }, depth + 1);
    case "member":
      return questionOf({ expression: e.object, module, frame }, depth + 1);
    case "name": {
      const binding = module.bindings[e.binding];
      if (!binding?.value || binding.kind === "import" || binding.writes.length > 0) return null;
      return questionOf({ expression: binding.value, module, frame }, depth + 1);
    }
    default:
      return null;
  }
}

function guardName(guard: Guard, asked: Thunk | null): string {
  const callee = asked?.expression.kind === "call" ? asked.expression.callee : null;
  if (callee?.kind === "name" || callee?.kind === "global") return callee.name;
  if (callee?.kind === "member") return callee.property;
  return guard.test.frame?.fn.name || "inline check";
}
