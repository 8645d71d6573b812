import type { Expression } from "../../model/ir.ts";
import type { SideView, TestView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import { type Way, waysOf } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { type Guard, guardOf } from "../program/guards.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Thunk } from "../program/value.ts";
import { childrenOf } from "../program/walk.ts";
import { gateOf } from "../tools/gates.ts";
import { type Side, sideOf } from "../tools/sides.ts";
import type { Passed } from "./passing.ts";
import type { FoundTest } from "./tests-on.ts";
import { phrase } from "./value-view.ts";
import type { Wording } from "./wording.ts";
import { written } from "./written.ts";

const mostReads = 6;
const mostComparisons = 4;

/** A test as a gate is read: by what it knows of those who pass, wherever tools come past it. */
export function testView(wording: Wording, found: FoundTest, passed: readonly Passed[]): TestView {
  const { evaluator } = wording;
  const own = passed.filter((p) => p.guard.test.expression === found.test && p.guard.holds === found.holds);
  const guard = own[0]?.guard ?? alone(found);
  const ways = waysOf(evaluator, guard.test, guard.holds);
  return {
    written: written(found.test, found.module),
    at: locate(place(found.module, found.test.span), "test"),
    refusal: found.refusal?.says ?? null,
    refusesWhen: found.holds ? "false" : "true",
    reads: distinct(operandsOf(guard.test).map((thunk) => sideView(wording, thunk))).slice(0, mostReads),
    compares: comparisonsIn(wording, ways),
    fault: faultOf(evaluator, found, guard, ways, own),
    tools: [...new Set(own.map((p) => p.tool))],
  };
}

/** The test as nobody in particular comes past it. */
function alone({ module, test, owner, holds, refusal }: FoundTest): Guard {
  return guardOf(test, holds, { module, frame: owner ? openFrame(module, owner) : null }, refusal?.body ?? []);
}

/** What keeps it from being an environment gate; of several ways to come past it the worst is told. */
function faultOf(
  evaluator: Evaluator,
  { refusal }: FoundTest,
  guard: Guard,
  ways: readonly Way[],
  passed: readonly Passed[],
): string | null {
  const gates = passed.length > 0 ? passed.map((p) => p.gate) : [gateOf(evaluator, guard, [])];
  if (gates.every((g) => g !== null && g.weakness === null)) return null;
  const weak = gates.find((g) => g !== null && g.weakness !== null);
  if (weak?.weakness) return weak.weakness;
  if (refusal === null) return "neither outcome ends what comes after it";
  const atoms = ways.flatMap((w) => w.atoms);
  if (atoms.some((a) => a.operator === "equal" || a.operator === "member"))
    return "it compares neither the environment of a credential nor that of a target";
  if (atoms.some((a) => a.operator === "unequal" || a.operator === "false"))
    return "it refuses some values and lets every other pass, so nothing is known to be equal afterwards";
  return "it compares no environments";
}

/** What a test looks at by its own words: the sides of its comparisons and what it asks functions about. */
function operandsOf({ expression: e, module, frame }: Thunk): readonly Thunk[] {
  const go = (x: Expression): readonly Thunk[] => operandsOf({ expression: x, module, frame });
  switch (e.kind) {
    case "literal":
    case "undefined":
    case "function":
    case "global":
      return [];
    case "logical":
    case "binary":
      return [...go(e.left), ...go(e.right)];
    case "unary":
    case "await":
      return go(e.operand);
    case "conditional":
    case "array":
    case "object":
      return childrenOf(e).flatMap(go);
    case "call":
      return [...(e.callee.kind === "member" ? go(e.callee.object) : []), ...e.args.flatMap(go)];
    default:
      return [{ expression: e, module, frame }];
  }
}

function comparisonsIn(wording: Wording, ways: readonly Way[]): TestView["compares"] {
  const found = ways
    .flatMap((w) => w.atoms)
    .flatMap(({ operator, left, right }) =>
      right && (operator === "equal" || operator === "member")
        ? [{ left: sideView(wording, left), right: sideView(wording, right) }]
        : [],
    );
  const isFirst = (c: (typeof found)[number], i: number): boolean =>
    found.findIndex((o) => o.left.written === c.left.written && o.right.written === c.right.written) === i;
  return found.filter(isFirst).slice(0, mostComparisons);
}

function sideView(wording: Wording, thunk: Thunk): SideView {
  const { expression, module } = thunk;
  return {
    written: written(expression, module),
    says: roleText(wording, sideOf(wording.evaluator, thunk, []), thunk),
    at: locate(wording.evaluator.force(thunk).at, "compared"),
  };
}

function distinct(sides: readonly SideView[]): readonly SideView[] {
  return sides.filter((side, i) => sides.findIndex((s) => s.written === side.written && s.says === side.says) === i);
}

function roleText(wording: Wording, { role }: Side, thunk: Thunk): string {
  switch (role) {
    case "credential":
      return "the environment of a credential";
    case "target":
      return "the environment of a target";
    case "process":
      return "the environment of the process";
    case "model":
      return "what the model passes";
    case "constant":
    case "other":
      return phrase(wording.evaluator.force(thunk), wording);
  }
}
