import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, nothingToStop, type StoppableEffect, stoppableEffects, worksAtRunTime } from "./standing.ts";

type FaultId = "past-the-stop";

/** KS-1 and KS-2: a state that can be changed while the process runs is read before every effect. */
export const uncoveredEffect = defineCheck<FaultId>({
  id: "kill-switch/uncovered-effect",
  asks: "Is a stop that can be thrown while the process runs read before every effect of a tool?",
  references: references(
    "LLM06:2025",
    "LLM10:2025",
    "ASI08",
    "ASI10",
    "AISVS 9.6.1",
    "AISVS 9.1.3",
    "MANAGE 2.4",
    "MANAGE 4.1",
    "GOVERN 1.7",
    "A.6.2.6",
    "AML.M0028",
    "Art. 14",
    "Art. 26",
  ),
  faults: {
    "past-the-stop": {
      says: "{tools} reach {effects} past {stop}, which stands before other effects.",
      because: "Whoever throws the stop expects the agent to stop, and these effects go on.",
      fix: "Read the stop in the dispatcher or in the wrapper of every tool.",
    },
  },
  judge(stack) {
    const effects = stoppableEffects(stack);
    if (effects.length === 0) return notApplicable(nothingToStop);
    const open = effects.filter(({ stops }) => !stops.some(worksAtRunTime));
    const standing = effects.flatMap(({ stops }) => stops.filter(worksAtRunTime));
    if (open.length === 0)
      return pass(
        distinctLocations(
          effects.flatMap(({ effect, stops, writing }) => [
            ...stops.filter(worksAtRunTime).slice(0, 1).map(locateStop),
            locate(effect.at, "effect", `${writing.tool.name}: ${effect.operation}`),
          ]),
        ),
      );
    const question =
      "What stops the agent before its next action, without a restart, and does every tool that changes something read it?";
    const names = listed(open.map(({ writing }) => writing.tool.name));
    const [stop] = standing;
    if (!stop)
      return unknown(`No stop that is read while the process runs was found before what ${names} change.`, question, {
        evidence: distinctLocations(
          open.slice(0, 6).map(({ effect }) => locate(effect.at, "effect", effect.operation)),
        ),
      });
    return unknown(`A stop stands before some effects, and before those of ${names} none was found.`, question, {
      suspected: stop.isNamedStop ? [toFinding(open, stop.name)] : [],
      evidence: distinctLocations(standing.map(locateStop)),
    });
  },
});

function toFinding(open: readonly StoppableEffect[], stop: string): Finding<FaultId> {
  const places = open.map(({ effect, writing }) => locate(effect.at, "effect", writing.tool.name));
  const [first = places[0]] = places;
  return {
    fault: "past-the-stop",
    subject: stop,
    members: open.map(({ effect, writing }) => `${writing.tool.name}: ${effect.operation}`),
    data: {
      tools: listed(open.map(({ writing }) => writing.tool.name)),
      effects: listed(open.map(({ effect }) => effect.operation)),
      stop,
    },
    at: first ?? { path: "", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, role: "effect", note: "" },
    related: places.slice(1, 6),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
