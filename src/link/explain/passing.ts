import type { Expression, FunctionIR } from "../../model/ir.ts";
import { type Place, samePlace } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf, type Guard } from "../program/flow.ts";
import { followOnce } from "../program/kept-walks.ts";
import { gateOf, type LinkedGate } from "../tools/gates.ts";
import type { LinkedTool } from "../tools/tools.ts";

/** A tool whose call runs a function. */
export interface Passing {
  readonly tool: string;
  /** The calls from its handler to the function. */
  readonly path: readonly Place[];
}

/** A test that the calls of tools pass, as they pass it. */
export interface Passed {
  readonly tool: string;
  readonly guard: Guard;
  readonly gate: LinkedGate | null;
}

export interface Traffic {
  readonly passing: readonly Passing[];
  readonly passed: readonly Passed[];
  /** False where a bound cut a walk short. */
  readonly complete: boolean;
}

/** Follows every tool once more and notes which of them run a function, and what they find at some tests. */
export function trafficThrough(
  context: LinkContext,
  tools: readonly LinkedTool[],
  fn: FunctionIR,
  tests: ReadonlySet<Expression>,
): Traffic {
  const passing: Passing[] = [];
  const passed: Passed[] = [];
  let complete = true;
  for (const { tool, entries, selections } of tools) {
    const gates = selections.flatMap((s) => s.gates);
    for (const { fn: handler, args } of entries) {
      let path: readonly Place[] | null = handler.fn === fn ? [] : null;
      const seen = new Set<Guard>();
      const whole = followOnce(context.evaluator, handler, args, (visit) => {
        if (functionsOf(visit.callee).some((f) => f.fn === fn)) path ??= [...visit.path, visit.at];
        for (const guard of visit.guards) {
          if (seen.has(guard)) continue;
          seen.add(guard);
          if (!tests.has(guard.test.expression)) continue;
          // What a choice of the tool takes for granted may close the ways past it.
          const known = gates.find((g) => samePlace(g.at, guard.at) && g.weakness === null);
          passed.push({ tool: tool.name, guard, gate: known ?? gateOf(context.evaluator, guard, []) });
        }
      });
      complete &&= whole;
      if (path !== null && !passing.some((p) => p.tool === tool.name)) passing.push({ tool: tool.name, path });
    }
  }
  return { passing, passed, complete };
}
