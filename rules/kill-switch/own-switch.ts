import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, subjectOf } from "./standing.ts";

type FaultId = "writes-its-stop";

/** KS-7: the agent cannot reach its own switch. */
export const ownSwitch = defineCheck<FaultId>({
  id: "kill-switch/own-switch",
  asks: "Is the stop out of reach of the tools that it stops?",
  references: references(
    "LLM06:2025",
    "ASI10",
    "ASI02",
    "AISVS 9.6.3",
    "AISVS 9.6.1",
    "MANAGE 2.4",
    "AML.M0028",
    "Art. 14",
  ),
  faults: {
    "writes-its-stop": {
      says: "{tools} writes {stop}, by which the agent is stopped.",
      because: "A model that is told to go on, or wants to, takes the stop away by itself.",
      fix: "Keep the stop where no credential and no tool of the agent can write it.",
    },
  },
  judge(stack) {
    const kept = stack.stops.filter(({ source }) => source === "store");
    if (kept.length === 0) return notApplicable("No stop is kept in a store that the agent's tools may reach.");
    const written = kept.filter(({ writtenBy }) => writtenBy.length > 0);
    if (written.length > 0) return fail(written.map((stop) => toFinding(stack, stop)));
    return pass(distinctLocations(kept.map(locateStop)), [
      "A tool that writes a key which the model chooses may still reach it.",
    ]);
  },
});

function toFinding({ tools }: Stack, stop: StopSwitch): Finding<FaultId> {
  const [first] = stop.writtenBy;
  return {
    fault: "writes-its-stop",
    subject: subjectOf(stop),
    data: { stop: stop.name, tools: listed(stop.writtenBy.flatMap(({ tool }) => tools[tool]?.name ?? [])) },
    at: first ? locate(first.at, "write", stop.name) : locateStop(stop),
    related: distinctLocations([
      locateStop(stop),
      ...stop.writtenBy.slice(1, 4).map(({ at }) => locate(at, "write", stop.name)),
    ]),
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
