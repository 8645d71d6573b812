import { type Place, samePlace } from "../../model/location.ts";
import type { LinkContext } from "../context.ts";
import { follow, type Guard, type Visit } from "../program/flow.ts";
import { weaknessOf } from "../program/guards.ts";
import { followOnce } from "../program/kept-walks.ts";
import type { FunctionValue, Thunk, Value } from "../program/value.ts";
import { calleeNames } from "./callees.ts";
import type { ToolsByPlace } from "./offered.ts";

const mostVisits = 1_500;
const mostTools = 40;

class Exhausted extends Error {}

/** One call that running a function comes to. */
export interface CourseVisit {
  readonly at: Place;
  readonly callee: Value;
  readonly names: readonly string[];
  readonly args: readonly Thunk[];
  readonly guards: readonly Guard[];
}

/** The calls that running a function comes to, those of the tools among them that an agent in it may call. */
export interface Course {
  readonly visits: readonly CourseVisit[];
  /** Whether it was followed to its end: what was not seen is not there. */
  readonly complete: boolean;
}

/** Follows a test, or a function that one calls, through all it runs. */
export function courseOf({ evaluator }: LinkContext, tools: ToolsByPlace, start: FunctionValue): Course {
  const visits: CourseVisit[] = [];
  const started = new Set<number>();
  let complete = true;
  const visit = (v: Visit): void => {
    if (visits.length > mostVisits) throw new Exhausted();
    visits.push({ at: v.at, callee: v.callee, names: calleeNames(v.callee), args: v.args, guards: v.guards });
    for (const { index, linked } of tools.startedBy(evaluator, v)) {
      if (started.has(index) || started.size > mostTools) continue;
      started.add(index);
      for (const { fn, args } of linked.entries) run(fn, args);
    }
  };
  const run = (fn: FunctionValue, args: readonly Thunk[] | null): void => {
    const whole = args ? followOnce(evaluator, fn, args, visit) : follow(evaluator, fn, null, visit);
    complete = whole && complete;
  };
  try {
    run(start, null);
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    complete = false;
  }
  return { visits, complete };
}

/** The calls on the way of what goes by one of these names. */
export function callsNamed({ visits }: Course, names: readonly string[]): readonly CourseVisit[] {
  return visits.filter((visit) => visit.names.some((name) => names.includes(name)));
}

/** The checks that stand before every one of these calls: where none of them is made, they may have refused. */
export function checksBefore(calls: readonly CourseVisit[]): readonly Place[] {
  let before: readonly Place[] | null = null;
  for (const { guards } of calls) {
    const places = guards.filter((guard) => weaknessOf(guard) === null).map(({ at }) => at);
    before = before === null ? places : before.filter((at) => places.some((other) => samePlace(at, other)));
  }
  return before ?? [];
}
