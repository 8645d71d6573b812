import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, stoppableEffects, subjectOf, worksAtRunTime } from "./standing.ts";

type FaultId = "needs-restart" | "may-need-restart";

/** KS-3: throwing the stop needs no restart and no deployment. */
export const restartNeeded = defineCheck<FaultId>({
  id: "kill-switch/restart-needed",
  asks: "Does the stop take effect without a restart or a deployment?",
  references: references(
    "LLM06:2025",
    "ASI10",
    "AISVS 9.6.1",
    "AISVS 9.6.3",
    "MANAGE 2.4",
    "A.6.2.6",
    "Art. 14",
    "Art. 26",
  ),
  faults: {
    "needs-restart": {
      says: "{stop} is what stops {tools}, and {how}.",
      because: "Until every instance has been started again the agent goes on, and who deploys may not be at hand.",
      fix: "Read the stop before each action from a flag service, a cache or a table that can be written without a deployment.",
    },
    "may-need-restart": {
      says: "{stop} turns {tools} off, and {how}.",
      because: "If this is what an incident relies on, it takes a restart.",
      fix: "Read a stop before each action from a flag service, a cache or a table.",
    },
  },
  judge(stack) {
    const effects = stoppableEffects(stack).filter(({ stops }) => stops.length > 0);
    if (effects.length === 0) return notApplicable("No stop stands before what a tool changes.");
    const fixed = new Map<StopSwitch, string[]>();
    for (const { stops, writing } of effects) {
      // Beside one that works while the process runs it does no harm.
      if (stops.some(worksAtRunTime)) continue;
      for (const stop of stops.filter(({ source, isReadAtStart }) => source === "variable" || isReadAtStart))
        fixed.set(stop, [...(fixed.get(stop) ?? []), writing.tool.name]);
    }
    const named = [...fixed].filter(([stop]) => stop.isNamedStop);
    if (named.length > 0) return fail(named.map(([stop, tools]) => toFinding("needs-restart", stop, tools)));
    if (fixed.size > 0)
      return unknown(
        `${listed([...fixed.keys()].map(({ name }) => name))} turns effects off and is read when the process starts.`,
        "Is there another way to stop these tools without a restart?",
        { suspected: [...fixed].map(([stop, tools]) => toFinding("may-need-restart", stop, tools)) },
      );
    const working = effects.flatMap(({ stops }) => stops.filter(worksAtRunTime));
    if (working.length === 0) return notApplicable("No stop that holds stands before what a tool changes.");
    return pass(distinctLocations(working.map(locateStop)));
  },
});

function toFinding(fault: FaultId, stop: StopSwitch, tools: readonly string[]): Finding<FaultId> {
  return {
    fault,
    subject: subjectOf(stop),
    data: {
      stop: stop.name,
      tools: listed(tools),
      how:
        stop.source === "variable"
          ? "it is a variable of the environment, which a running process does not see change"
          : "it is read once, when the module is loaded",
    },
    at: locateStop(stop),
    related: distinctLocations([
      locate(stop.testedAt, "test", stop.name),
      ...stop.before.slice(0, 4).map(({ effect, operation }) => locate(effect, "effect", operation)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
