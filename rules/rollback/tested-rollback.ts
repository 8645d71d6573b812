import { runsByItself } from "../../src/model/check-run.ts";
import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import { comesBy, locateShowing, showings, unrunNotes } from "../../src/model/shown-by.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question =
  "When was an earlier release of the agent last put back, by which steps, and what was tried afterwards?";

/** RB-T: an earlier release, or an earlier index, is put back and then tried. */
export const testedRollback = defineCheck<never>({
  id: "rollback/tested-rollback",
  asks: "Does a drill or a test put an earlier state back and try what then runs?",
  leg: "test",
  references: references("AISVS 3.3.1", "AISVS 3.3.2", "MANAGE 2.3", "MANAGE 4.1", "A.6.2.5", "Art. 15"),
  faults: {},
  judge(stack) {
    const { agentEvidence, checkRuns, recovery } = stack;
    if (agentEvidence.length === 0) return notApplicable("No agent was found.");
    const drills = checkRuns.filter(({ kind }) => kind === "revert");
    const working = drills.filter(runsByItself);
    const restored = shownRestorations(stack);
    if (working.length + restored.length > 0)
      return pass(
        distinctLocations([...working.flatMap(locateDrill), ...restored.flatMap(({ evidence }) => evidence)]),
        working.length > 0
          ? []
          : [
              "The index alone is put back in it: model, prompt and tools are not.",
              ...unrunNotes(
                stack,
                restored.map(({ test }) => test),
              ),
            ],
      );
    if (drills.length > 0)
      return unknown(
        `${listed(drills.map(({ job }) => job))} puts an earlier release back and tries it, and nothing shows that it ever ran: ${drills.some(({ tolerated }) => tolerated) ? "its failure is thrown away" : "it is started by hand"}.`,
        question,
        { evidence: distinctLocations(drills.flatMap(locateDrill)) },
      );
    return unknown("No job and no test was found that puts an earlier state back and tries what then runs.", question, {
      evidence: distinctLocations(recovery.reverts.slice(0, 4).map(({ at, tool }) => locate(at, "revert", tool))),
    });
  },
});

function locateDrill({ at, what, with: tried }: Stack["checkRuns"][number]): Location[] {
  return [locate(at, "revert", what), ...tried.map((one) => locate(one, "trial"))];
}

/** A test comes by the call that puts an earlier index in place, and expects something of it. */
function shownRestorations(stack: Stack) {
  return stack.recovery.indexReverts.flatMap(({ at, operation }) =>
    showings(stack, ["event", "called", "counted", "refuses", "without"], (one) =>
      one.spied.length > 0 ? comesBy({ ...one, reaches: [] }, at) : one.kind === "without" && comesBy(one, at),
    ).map((showing) => ({
      test: showing.test,
      evidence: [...locateShowing(showing), locate(at, "earlier state", operation)],
    })),
  );
}
