import { type Location, locate, samePlace } from "../../src/model/location.ts";
import type { ModelCall } from "../../src/model/model-call.ts";
import { defineCheck, type Finding, fail, notApplicable, pass } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, stoppableEffects, subjectOf, worksAtRunTime } from "./standing.ts";

type FaultId = "before-the-run-only";

/** KS-5: the stop is read before each action, and not only before the run. */
export const readOnce = defineCheck<FaultId>({
  id: "kill-switch/read-once",
  asks: "Is the stop read again before each action of a run, and not only before the run?",
  references: references(
    "LLM06:2025",
    "ASI08",
    "ASI10",
    "AISVS 9.6.1",
    "AISVS 9.1.3",
    "MANAGE 2.4",
    "Art. 14",
    "CWE-367",
  ),
  faults: {
    "before-the-run-only": {
      says: "{stop} is read before {operation} starts, and not again: the run goes on to {effects} after it was thrown.",
      because: "The run that makes the trouble is the one that has begun already.",
      fix: "Read the stop in each tool or in the dispatcher, before every effect.",
    },
  },
  judge(stack) {
    const entries = stack.stops.filter(({ beforeCalls, isNamedStop }) => isNamedStop && beforeCalls.length > 0);
    const effects = stoppableEffects(stack);
    const behind = entries.flatMap((stop) => runsBehind(stack, stop).map((call) => ({ stop, call })));
    if (behind.length === 0) return notApplicable("No stop is read before a run of several steps.");
    const runs = behind.filter(({ stop, call }) => !stop.inSteps?.some((at) => samePlace(at, call.at)));
    const asked = behind.filter((one) => !runs.includes(one)).map(({ stop }) => locateStop(stop));
    if (runs.length === 0)
      return pass(distinctLocations(asked), ["Whether the step heeds what it reads is not judged."]);
    const found = runs.flatMap(({ stop, call }) => {
      const open = effects.filter(
        ({ writing, stops }) => writing.tool.service === call.service && !stops.some(worksAtRunTime),
      );
      return open.length === 0 ? [] : [toFinding(stop, call, open)];
    });
    if (found.length > 0) return fail(distinctFindings(found));
    const again = effects.flatMap(({ stops }) => stops.filter(worksAtRunTime));
    if (again.length === 0) return notApplicable("The runs behind the stop reach no tool that changes anything.");
    return pass(distinctLocations([...again.map(locateStop), ...asked]));
  },
});

/** The calls behind a stop that may go on to another step: what the SDK repeats, or the code in a loop below the stop. */
function runsBehind({ modelCalls, runBounds }: Stack, { beforeCalls, testedAt }: StopSwitch): readonly ModelCall[] {
  return modelCalls.filter((call) => {
    if (!beforeCalls.some((at) => samePlace(at, call.at)) || call.hasTools === false) return false;
    const { steps } = call.limits;
    const isRepeated = call.stepsByDefault !== 1 || steps.state === "removed";
    const isSet = steps.state === "set" && steps.text !== "1";
    // A stop inside the loop is read in each round.
    const loop = runBounds.loops.find((one) => samePlace(one.call, call.at));
    const isBefore =
      loop?.form === "loop" && loop.at.path === testedAt.path && testedAt.span.startLine < loop.at.span.startLine;
    return isRepeated || isSet || isBefore;
  });
}

function toFinding(stop: StopSwitch, call: ModelCall, open: ReturnType<typeof stoppableEffects>): Finding<FaultId> {
  const effects: readonly Location[] = open.map(({ effect, writing }) =>
    locate(effect.at, "effect", writing.tool.name),
  );
  return {
    fault: "before-the-run-only",
    subject: subjectOf(stop),
    data: {
      stop: stop.name,
      operation: call.operation,
      effects: listed(
        open.map(({ effect }) => effect.operation),
        2,
      ),
    },
    at: locateStop(stop),
    related: distinctLocations([locate(call.at, "call", call.operation), ...effects.slice(0, 4)]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}

function distinctFindings(findings: readonly Finding<FaultId>[]): readonly Finding<FaultId>[] {
  return [...new Map(findings.map((one) => [one.subject, one])).values()];
}
