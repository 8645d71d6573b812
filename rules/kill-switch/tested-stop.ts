import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { comesBy, locateShowing, type Showing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import type { Expectation } from "../../src/model/test-case.ts";
import { trippedBy } from "../../src/model/tripped-stop.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, nothingToStop, stoppableEffects, worksAtRunTime } from "./standing.ts";

const question = "Which test throws the stop, lets the agent act, and expects that no tool runs?";

/** KS-T: a test throws the stop and expects that nothing happens. */
export const testedStop = defineCheck<never>({
  id: "kill-switch/tested-stop",
  asks: "Does a test throw the stop and show that no tool runs then?",
  leg: "test",
  references: references("LLM06:2025", "ASI10", "AISVS 9.6.1", "MEASURE 2.6", "MANAGE 2.4", "A.6.2.6", "Art. 14"),
  faults: {},
  judge(stack) {
    if (stoppableEffects(stack).length === 0) return notApplicable(nothingToStop);
    const stops = stack.stops.filter((stop) => worksAtRunTime(stop) && stop.before.length > 0);
    if (stops.length === 0)
      return unknown("No stop that is read while the process runs was found, so no test can show one.", question);
    const shown = stops.flatMap((stop) => shownStops(stack, stop));
    if (shown.length === 0)
      return unknown(
        `No test was found that throws ${listed(stops.map(({ name }) => name))} and expects a refusal or no call.`,
        question,
        { evidence: distinctLocations(stops.map(locateStop)) },
      );
    return pass(distinctLocations(shown.flatMap(({ evidence }) => evidence)), [
      ...unrunNotes(
        stack,
        shown.map(({ showing }) => showing.test),
      ),
      ...missingNotes(stops.filter((stop) => !shown.some((one) => one.stop === stop))),
    ]);
  },
});

interface ShownStop {
  readonly stop: StopSwitch;
  readonly showing: Showing;
  readonly evidence: readonly Location[];
}

/**
 * The effect is expected not to happen where its call is spied, and the call to be refused where it comes by the stop on
 * its way to the effect: the answer of what reads the stop says nothing of who obeys it.
 */
function shownStops(stack: Stack, stop: StopSwitch): ShownStop[] {
  const isOfEffect = (one: Expectation) => stop.before.some(({ effect }) => comesBy(one, effect));
  const seen = [
    ...showings(stack, ["not-called"], isOfEffect),
    ...showings(stack, ["refuses"], (one) => comesBy(one, stop.at) && isOfEffect(one)),
  ];
  return seen.flatMap((showing) => {
    const thrownAt = trippedBy(showing.test, stop);
    if (thrownAt === null) return [];
    const evidence = [...locateShowing(showing), locate(thrownAt, "trip", `throws ${stop.name}`), locateStop(stop)];
    return [{ stop, showing, evidence }];
  });
}

function missingNotes(stops: readonly StopSwitch[]): string[] {
  return stops.length === 0 ? [] : [`No test was found that throws ${listed(stops.map(({ name }) => name))}.`];
}
