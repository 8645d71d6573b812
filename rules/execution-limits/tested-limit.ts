import { type Location, locate, type Place, samePlace } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { comesBy, locateShowing, type Showing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Expectation, TestCase } from "../../src/model/test-case.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { agentLoops } from "./agent-loops.ts";

const question = "Which test lets a model call tools without end and expects that the run is ended?";

/** EL-T: a model that always calls a tool is stopped by the bound. */
export const testedLimit = defineCheck<never>({
  id: "execution-limits/tested-limit",
  asks: "Does a test let a model go on without end and show that a limit ends the run?",
  leg: "test",
  references: references(
    "LLM10:2025",
    "ASI08",
    "AISVS 9.1.2",
    "MEASURE 2.6",
    "A.6.2.6",
    "AML.M0004",
    "CWE-834",
    "CWE-770",
  ),
  faults: {},
  judge(stack) {
    const { runBounds } = stack;
    const repeated = agentLoops(stack);
    if (repeated.length + runBounds.loops.length + runBounds.entryLimits.length === 0)
      return notApplicable("No run of a model is repeated, and no limiter was found.");
    const bounds = boundsOf(stack);
    if (bounds.length === 0)
      return unknown("No limit was found that the code sets, so no test can show one.", question);
    const shown = bounds.flatMap((bound) => shownBounds(stack, bound));
    if (shown.length === 0)
      return unknown(
        "No test was found in which a model that answers the same each time is called more than once and then no more.",
        question,
        { evidence: distinctLocations(bounds.slice(0, 6).map(locateBound)) },
      );
    return pass(
      distinctLocations(shown.flatMap(({ bound, showing }) => [...locateShowing(showing), locateBound(bound)])),
      unrunNotes(
        stack,
        shown.map(({ showing }) => showing.test),
      ),
    );
  },
});

interface TestedBound {
  readonly what: string;
  /** Where it is set. */
  readonly at: Place;
  /** The call that it holds back: of the model, or of the limiter. */
  readonly call: Place;
  /** `rounds`: so many calls and no more. `entry`: none at all. */
  readonly of: "rounds" | "entry";
}

function boundsOf(stack: Stack): TestedBound[] {
  const { loops, entryLimits } = stack.runBounds;
  return [
    ...loops
      .filter(({ ends }) => ends === "bounded")
      .map(({ call, exits, at, operation }) => ({ what: operation, at: exits[0] ?? at, call, of: "rounds" as const })),
    ...agentLoops(stack).flatMap(({ call, steps }) =>
      steps.state === "set"
        ? [{ what: call.operation, at: steps.at[0] ?? call.at, call: call.at, of: "rounds" as const }]
        : [],
    ),
    ...entryLimits.map(({ limiter, at }) => ({ what: limiter, at, call: at, of: "entry" as const })),
  ];
}

function shownBounds(stack: Stack, bound: TestedBound) {
  return showings(stack, ["counted", "refuses"], (one, test) => shows(one, test, bound)).map((showing: Showing) => ({
    bound,
    showing,
  }));
}

/**
 * Rounds are shown by a model that answers the same each time, and is called twice or more and then no more. An answer
 * for the next call alone may be followed by one that ends the run.
 */
function shows(one: Expectation, { fakes }: TestCase, { call, of }: TestedBound): boolean {
  if (!comesBy(one, call)) return false;
  const standing = fakes.filter(({ calls }) => calls.some((at) => samePlace(at, call)));
  if (of === "entry") return one.kind === "refuses" && standing.length > 0;
  // A run that throws may do so at the first answer.
  if (one.kind === "refuses" || (one.count ?? 0) < 2) return false;
  return one.spied.length > 0
    ? standing.every(({ repeats, throws }) => repeats && !throws)
    : one.fields.some(({ name }) => name === "steps");
}

function locateBound({ at, what }: TestedBound): Location {
  return locate(at, "limit", what);
}
