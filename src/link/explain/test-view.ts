import type { ModuleIR } from "../../model/ir.ts";
import type { ComparisonView, TestView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import { type Atom, type Way, waysOf } from "../program/conditions.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { type Guard, guardOf } from "../program/guards.ts";
import { openFrame } from "../program/parameters.ts";
import { place, type Thunk } from "../program/value.ts";
import { gateOf } from "../tools/gates.ts";
import { type Side, sideOf } from "../tools/sides.ts";
import type { Passed } from "./passing.ts";
import type { FoundTest } from "./tests-on.ts";
import { phrase } from "./value-view.ts";
import { written } from "./written.ts";

const mostWays = 6;

/** A test as a gate is read: by what it knows of those who pass, wherever tools come past it. */
export function testView(
  evaluator: Evaluator,
  found: FoundTest,
  module: ModuleIR,
  passed: readonly Passed[],
): TestView {
  const own = passed.filter((p) => p.guard.test.expression === found.test && p.guard.holds === found.holds);
  const guard = own[0]?.guard ?? alone(found, module);
  const ways = waysOf(evaluator, guard.test, guard.holds);
  return {
    written: written(found.test, module),
    at: locate(place(module, found.test.span), "test"),
    refusal: found.refusal?.says ?? null,
    ways: ways.slice(0, mostWays).map((way) => way.atoms.map((atom) => comparisonView(evaluator, atom))),
    fault: faultOf(evaluator, found, guard, ways, own),
    tools: [...new Set(own.map((p) => p.tool))],
  };
}

/** The test as nobody in particular comes past it. */
function alone({ test, owner, holds, refusal }: FoundTest, module: ModuleIR): Guard {
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

function comparisonView(evaluator: Evaluator, { operator, left, right }: Atom): ComparisonView {
  const sides = [left, ...(right ? [right] : [])].map((thunk) => {
    const side = sideOf(evaluator, thunk, []);
    return { written: text(thunk), role: roleText(evaluator, side, thunk), at: locate(side.at, "compared") };
  });
  return { says: sentence(operator, sides[0]?.written ?? "", sides[1]?.written ?? "something"), sides };
}

function sentence(operator: Atom["operator"], left: string, right: string): string {
  switch (operator) {
    case "equal":
      return `${left} equals ${right}`;
    case "unequal":
      return `${left} differs from ${right}`;
    case "member":
      return `${left} is one of ${right}`;
    case "true":
      return `${left} is set or true`;
    case "false":
      return `${left} is not set or false`;
  }
}

function roleText(evaluator: Evaluator, { role }: Side, thunk: Thunk): string {
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
      return "written in the code";
    case "other":
      return phrase(evaluator.force(thunk));
  }
}

function text({ expression, module }: Thunk): string {
  return written(expression, module);
}
