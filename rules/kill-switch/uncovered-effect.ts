import { locate, samePlace } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { StopSwitch } from "../../src/model/stop-switch.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { locateStop, nothingToStop, type StoppableEffect, stoppableEffects, worksAtRunTime } from "./standing.ts";

type FaultId = "past-the-stop" | "entry-without-stop";

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
    "entry-without-stop": {
      says: "An agent that is made without {stop} calls {tools}, before which it stands elsewhere.",
      because: "Whoever throws the stop sees one agent halt, and the other goes on with the same tools.",
      fix: "Put the stop into what makes the agent or into the wrapper of its tools, so that no entry can leave it out.",
    },
  },
  judge(stack) {
    const effects = stoppableEffects(stack);
    if (effects.length === 0) return notApplicable(nothingToStop);
    const without = stack.stops.filter(worksAtRunTime).flatMap((stop) => agentsWithout(effects, stop));
    if (without.length > 0) return fail(without);
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

/** Agents that are made without a stop which others have before the same effects; one that turns something on may be meant so. */
function agentsWithout(
  effects: readonly StoppableEffect[],
  { name, at, past, isNamedStop }: StopSwitch,
): readonly Finding<FaultId>[] {
  if (!isNamedStop) return [];
  const known = effects.flatMap(({ effect, writing }) => {
    const agents = past.flatMap((one) => (samePlace(one.effect, effect.at) ? one.agents : []));
    return agents.length > 0 ? [{ effect, writing, agents }] : [];
  });
  const agents = distinctLocations(known.flatMap((one) => one.agents.map((made) => locate(made, "agent"))));
  const [first] = agents;
  if (!first) return [];
  const names = [...new Set(known.map(({ writing }) => writing.tool.name))];
  return [
    {
      fault: "entry-without-stop",
      subject: `${first.path}#${name}`,
      data: { stop: name, tools: listed(names) },
      at: first,
      related: distinctLocations([
        ...agents.slice(1, 4),
        locate(at, "stop", "before the same elsewhere"),
        ...known.slice(0, 4).map(({ effect }) => locate(effect.at, "effect", effect.operation)),
      ]),
      environments: [],
      failurePath: null,
      contamination: [],
    },
  ];
}

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
