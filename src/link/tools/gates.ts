import type { Gate, GateStep } from "../../model/gate.ts";
import { type Place, placeOfLocation } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { type Atom, type Way, waysOf, waysOfTests } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { flagOf, isConstant } from "../program/flags.ts";
import type { Guard } from "../program/flow.ts";
import { pastNothing, weaknessOf as weaknessOfGuard } from "../program/guards.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { nothing } from "../program/ways.ts";
import { type Reading, readingOf, sidesIn } from "./comparisons.ts";
import { eachPart, parametersIn } from "./dependence.ts";
import type { Premise } from "./premise.ts";
import { decidedBy, isSameParameter } from "./provenance.ts";
import { isNeverPassed, isRuledOut } from "./ruled-out.ts";
import { samenessOf } from "./same-target.ts";
import { sideOf } from "./sides.ts";
import { type Vouched, vouchedBy } from "./vouched.ts";

/** A gate with the environment variables of the credentials whose tag it reads. */
export interface LinkedGate extends Gate {
  readonly variables: readonly string[];
  /** Whether the target it compares may be another than the one that is called: then the choice is not proven to be open. */
  readonly isUncertain?: true;
}

/** The environment gate that a guard is before a call that makes a choice, or before any call; null if it is none. */
export function gateOf(
  evaluator: Evaluator,
  guard: Guard,
  under: readonly string[],
  premise: Premise | null = null,
  // What is asked of a call without its choice may still close the ways past a check.
  closing: Premise | null = premise,
): LinkedGate | null {
  const standing = standingOf(evaluator, guard, under, closing);
  if (guard.partial?.isQuiet && standing.weakness !== null) return null;
  const vouched =
    guard.isOfEach && (premise === null || !isOfElement(evaluator, premise)) ? null : vouchedBy(evaluator, guard);
  if (vouched) return vouchedGate(evaluator, guard, vouched, standing, under, premise);
  const { ways, readings } = possible(evaluator, readGuard(evaluator, guard, under), closing);
  const about = readings.filter(comparesEnvironment);
  const [first] = about;
  if (!first) return premise === null ? null : choiceGate(evaluator, guard, under, premise.parameter, ways);
  const weakness = standing.weakness ?? weaknessOf(evaluator, ways, readings, under);
  const missed = weakness === null && premise !== null ? missedTarget(evaluator, readings, under, premise) : null;
  if (guard.isOfEach && (premise === null || !isOfElement(evaluator, premise))) return null;
  return {
    ...unrecorded(guard, { reads: first.credential !== null, compares: first.target !== null }),
    kind: "environment",
    readsCredential: first.credential,
    comparesTarget: first.target,
    pinned: about.every((r) => r.process !== null) ? (first.process?.at ?? null) : null,
    weakness: weakness ?? missed?.weakness ?? null,
    variables: [...new Set(about.flatMap((r) => r.variables))],
    ...(standing.isUncertain || missed?.isUncertain ? { isUncertain: true } : {}),
    ...(missed?.from ? { comparedFrom: missed.from } : {}),
  };
}

/** A gate whose comparison the settings vouch for: what is judged is that it is asked about this call, and obeyed. */
function vouchedGate(
  evaluator: Evaluator,
  guard: Guard,
  { declared, call, weakness, isElsewhere }: Vouched,
  standing: Standing,
  under: readonly string[],
  premise: Premise | null,
): LinkedGate {
  const asked = place(call.module, call.expression.span);
  const isUntold = premise !== null && !isTold(evaluator, call, under, premise.parameter);
  const untold = isUntold ? `it is not given what ${premise.parameter} decides` : null;
  return {
    ...unrecorded(guard, { reads: true, compares: true }),
    kind: "environment",
    readsCredential: asked,
    comparesTarget: asked,
    declaredAt: placeOfLocation(declared.at),
    ...(isElsewhere ? { isElsewhere } : {}),
    pinned: null,
    weakness: standing.weakness ?? weakness ?? untold,
    variables: [],
    ...(standing.isUncertain ? { isUncertain: true } : {}),
  };
}

/** Whether a gate is given anything that the parameter may decide; one that is given nothing looks for itself. */
function isTold(
  evaluator: Evaluator,
  { expression, module, frame }: Thunk,
  under: readonly string[],
  parameter: string,
): boolean {
  if (expression.kind !== "call" || expression.args.length === 0) return true;
  return expression.args.some((arg) => {
    const names = decidedBy(evaluator, { expression: arg, module, frame }, under);
    return names === null || names.some((name) => name === "" || isSameParameter(name, parameter));
  });
}

interface Standing {
  readonly weakness: string | null;
  readonly isUncertain: boolean;
}

/** Whether a guard stands before every call that makes the choice: no way past it is one for such a call. */
function standingOf(evaluator: Evaluator, guard: Guard, under: readonly string[], premise: Premise | null): Standing {
  const { weakness, partial } = guard;
  if (weakness !== null || !partial) return { weakness, isUncertain: false };
  const isClosed = (given: Premise | null): boolean =>
    partial.past.every((way) =>
      way.some((g) => isNeverPassed(evaluator, g, readGuard(evaluator, g, under).ways, given)),
    );
  if (isClosed(premise)) return { weakness: null, isUncertain: false };
  if (premise === null || premise.needsParameter !== null || !isClosed({ ...premise, needsParameter: true }))
    return { weakness: partial.why, isUncertain: false };
  return {
    weakness: `whether anything is called where ${premise.parameter} is not given cannot be told`,
    isUncertain: true,
  };
}

/** The ways past a guard that a call that makes the choice may take. */
function possible(evaluator: Evaluator, { ways, readings }: Read, premise: Premise | null): Read {
  if (premise === null) return { ways, readings };
  const open = ways.flatMap((way, i) => (isRuledOut(evaluator, way, premise) ? [] : [i]));
  return { ways: ways.filter((_, i) => open.includes(i)), readings: readings.filter((_, i) => open.includes(i)) };
}

type Places = Pick<Gate, "name" | "at" | "enforcedAt" | "askedAt">;
type Records = Pick<Gate, "logsAllow" | "logsDeny" | "logsToConsole" | "order">;

/** A gate by where it stands, takes effect and is asked, as long as no record of its decisions is known. */
export function unrecorded(
  guard: Guard,
  does: { readonly reads: boolean; readonly compares: boolean },
): Places & Records {
  const asked = questionOf(guard.test);
  const isElsewhere = asked && asked.expression !== guard.test.expression && guard.via.length === 0;
  return {
    name: guardName(guard, asked),
    at: guard.at,
    enforcedAt: guard.via[0] ?? guard.at,
    ...(guard.pending
      ? { askedAt: guard.pending }
      : isElsewhere
        ? { askedAt: place(asked.module, asked.expression.span) }
        : {}),
    ...noRecords(does),
  };
}

export function noRecords({ reads, compares }: { readonly reads: boolean; readonly compares: boolean }): Records {
  const first: readonly GateStep[] = [
    ...(reads ? (["reads"] as const) : []),
    ...(compares ? (["compares"] as const) : []),
  ];
  const order = { refused: [...first, "refuses"], allowed: [...first, "calls"] } as const;
  return { logsAllow: null, logsDeny: null, logsToConsole: false, order };
}

interface Read {
  readonly ways: readonly Way[];
  readonly readings: readonly Reading[];
}

// One test guards many calls; what it compares is read once.
const reads = new WeakMap<object, Map<object, Map<string, Read>>>();

/** All ways past a guard, and what is compared on each of them. */
export function readGuard(evaluator: Evaluator, guard: Guard, under: readonly string[]): Read {
  // That it was passed says nothing of what the call gives.
  if (guard.vouched) return { ways: [nothing], readings: [readingOf(evaluator, nothing, under)] };
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

function comparesEnvironment(reading: Reading): boolean {
  return reading.credential !== null || reading.target !== null;
}

/** Why a gate does not hold although it stands on the path: some way past it compares nothing, or not the right things. */
function weaknessOf(
  evaluator: Evaluator,
  ways: readonly Way[],
  readings: readonly Reading[],
  under: readonly string[],
): string | null {
  if (ways.some((w) => w.unawaited)) return "its answer is not awaited";
  if (ways.some((w, i) => w.caught && !readings[i]?.together)) return "it allows the call when the check itself fails";
  const open = ways.find((_, i) => !readings[i] || !comparesEnvironment(readings[i]));
  if (open) return switchedOff(evaluator, open, under) ?? pastNothing;
  if (readings.some((r) => r.credential === null && r.model !== null))
    return "it compares the target with what the model passes";
  if (readings.some((r) => r.target === null && r.model !== null))
    return "it compares the credential with what the model passes, not with the target";
  if (readings.some((r) => r.credential === null && r.process?.isTag))
    return "the credential's tag that it reads is the environment of the process";
  if (readings.some((r) => r.credential === null)) return "it does not read the credential's environment";
  if (readings.some((r) => r.target === null)) return "it does not compare with the target's environment";
  return readings.some((r) => !r.together) ? "it does not compare the credential with the target" : null;
}

/** `if (process.env.SKIP_GATE) return true`. */
function switchedOff(evaluator: Evaluator, way: Way, under: readonly string[]): string | null {
  const isOff = ({ operator, left }: Atom): boolean =>
    (operator === "true" || operator === "false") && isConstant(evaluator.force(left), operator === "true");
  if (way.atoms.length > 0 && way.atoms.every(isOff)) return "it is switched off by default";
  const flags = way.atoms.flatMap(({ left, right }) => {
    const open = [left, ...(right ? [right] : [])].filter((t) => evaluator.force(t).kind !== "literal");
    const [only, ...more] = open;
    if (!only || more.length > 0 || sideOf(evaluator, only, under).role === "credential") return [];
    return flagOf(evaluator.force(only)) ?? [];
  });
  return flags[0] === undefined || flags.length < way.atoms.length ? null : `${flags[0]} lets the call past it`;
}

/** Whether the target that is compared is the one that the call will really use. */
function missedTarget(
  evaluator: Evaluator,
  readings: readonly Reading[],
  under: readonly string[],
  premise: Premise,
): { readonly weakness: string; readonly isUncertain: boolean; readonly from: Place | null } | null {
  for (const { targets } of readings) {
    const each = targets.map((t) => samenessOf(evaluator, t, premise));
    if (each.includes("same")) continue;
    const isDecided = targets.map((t, i) => each[i] === "untold" && mayBeDecided(evaluator, t, under, premise));
    const isUncertain = isDecided.includes(true);
    const weakness = isUncertain
      ? "whether the target that it compares is the one that is called cannot be told"
      : "it compares another target than the one that is called";
    return { weakness, isUncertain, from: targets[0] ? keyPlace(evaluator, evaluator.force(targets[0])) : null };
  }
  return null;
}

/** Where the key stands by which a target is looked up. */
function keyPlace(evaluator: Evaluator, target: Value): Place | null {
  let found: Place | null = null;
  eachPart(evaluator, target, (part) => {
    if (part.kind === "select") found ??= part.key.at;
    return found === null;
  });
  return found;
}

/** Whether an element of a list that the model passes decides the target, so that a loop over the list comes to it. */
function isOfElement(evaluator: Evaluator, { target, under }: Premise): boolean {
  return parametersIn(evaluator, target, under).some((name) => name.split(".").includes("[]"));
}

/** Whether the parameter decides what is compared, or nothing tells what does. */
function mayBeDecided(
  evaluator: Evaluator,
  compared: Thunk,
  under: readonly string[],
  { parameter }: Premise,
): boolean {
  const names = decidedBy(evaluator, compared, under);
  return names === null || names.some((name) => isSameParameter(name, parameter));
}

/** A check of the choice itself, that reads neither the credential nor the target. */
function choiceGate(
  evaluator: Evaluator,
  guard: Guard,
  under: readonly string[],
  parameter: string,
  ways: readonly Way[],
): LinkedGate | null {
  const sides = ways.flatMap((way) => sidesIn(evaluator, way, under));
  const passed = sides.filter((s) => s.role === "model" && s.name !== undefined);
  if (!passed.some((s) => isSameParameter(s.name ?? "", parameter))) return null;
  const own = sides.find((s) => s.role === "process");
  const isAmongItself = new Set(passed.map((s) => s.name)).size > 1;
  if (!own && !isAmongItself) return null;
  const weakness = own
    ? "it compares what the model passes with the environment of the process, and does not read the credential's"
    : "it compares what the model passes with something else that the model passes";
  return {
    ...unrecorded(guard, { reads: false, compares: false }),
    kind: "environment",
    readsCredential: null,
    comparesTarget: null,
    pinned: own?.at ?? null,
    weakness: weaknessOfGuard(guard) ?? weakness,
    variables: [],
  };
}

/** The call whose answer a test is about: through negation, names and `await`. */
export function questionOf(test: Thunk, depth = 0): Thunk | null {
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
