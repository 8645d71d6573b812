import { locate } from "../../src/model/location.ts";
import { defineCheck, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

/** DE-7: the agent is evaluated also when nothing of it was changed, because the model behind it may have. */
export const driftEvals = defineCheck<never>({
  id: "detection-escalation/drift-evals",
  asks: "Is the agent evaluated on a schedule, so that a model that changes under it is noticed?",
  references: references(
    "ASI10",
    "AISVS 3.2.3",
    "AISVS 12.3.1",
    "MEASURE 3.1",
    "MANAGE 3.2",
    "A.6.2.6",
    "AML.M0008",
    "Art. 72",
  ),
  faults: {},
  judge({ detection: { evalRuns } }) {
    const scheduled = evalRuns.filter(({ triggers }) => triggers.includes("schedule"));
    if (scheduled.length > 0)
      return pass(distinctLocations(scheduled.map(({ at, command }) => locate(at, "scheduled eval", command))));
    return unknown(
      "No pipeline of the repository evaluates the agent on a schedule.",
      "What replays a golden set against the live model when nothing was changed here, and who is told?",
      { evidence: distinctLocations(evalRuns.slice(0, 5).map(({ at, command }) => locate(at, "eval", command))) },
    );
  },
});
