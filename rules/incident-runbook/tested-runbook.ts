import { runsByItself } from "../../src/model/check-run.ts";
import { type Location, locate } from "../../src/model/location.ts";
import { defineCheck, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

const question = "When was the runbook last followed in a drill, by whom, and what was found?";

/** IR-T: what the runbook tells to run is run before the incident. */
export const testedRunbook = defineCheck<never>({
  id: "incident-runbook/tested-runbook",
  asks: "Is what the runbook tells to run tried out before an incident?",
  leg: "test",
  references: references("MANAGE 2.3", "MANAGE 4.1", "MANAGE 4.3", "A.8.4", "Clause 10.2", "Art. 73"),
  faults: {},
  judge({ agentEvidence, runbooks, checkRuns }) {
    if (agentEvidence.length === 0) return notApplicable("No agent was found.");
    const own = runbooks.filter(({ mentions }) => mentions.length > 0);
    if (own.length === 0) return unknown("No runbook of the agent was found that could be tried out.", question);
    const steps = checkRuns.filter(({ kind }) => kind === "runbook-step");
    const working = steps.filter(runsByItself);
    if (working.length > 0)
      return pass(distinctLocations(working.flatMap(locateStep)), [
        "That a step runs says nothing of who finds it at night, and in which order.",
      ]);
    return unknown(
      steps.length === 0
        ? "No pipeline runs what the runbook tells to run."
        : `${listed(steps.map(({ what }) => what))} runs in a job that is started by hand, or whose failure is thrown away.`,
      question,
      {
        evidence: distinctLocations([...steps.flatMap(locateStep), ...own.map(({ at }) => locate(at, "runbook"))]),
      },
    );
  },
});

function locateStep({ at, what, with: told }: Stack["checkRuns"][number]): Location[] {
  return [...told.map((one) => locate(one, "runbook", what)), locate(at, "job", what)];
}
