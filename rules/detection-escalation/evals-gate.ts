import type { EvalRun } from "../../src/model/detection.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, pass, unknown } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "failure-thrown-away";

/** Events by which a change goes on its way; what is started by hand or by the clock lets it pass. */
const byHand: ReadonlySet<string> = new Set([
  "schedule",
  "workflow_dispatch",
  "repository_dispatch",
  "manual",
  "web",
  "api",
]);

export function gatesChanges({ triggers }: EvalRun): boolean {
  return triggers.some((event) => !byHand.has(event));
}

/** DE-1: an eval that gets worse stops the change. */
export const evalsGate = defineCheck<FaultId>({
  id: "detection-escalation/evals-gate",
  asks: "Do evals of the agent run on every change, and can they stop it?",
  references: references(
    "LLM09:2025",
    "ASI10",
    "AISVS 3.2.1",
    "AISVS 11.1.2",
    "MEASURE 2.3",
    "MEASURE 2.4",
    "A.6.2.4",
    "AML.M0008",
    "Art. 15",
    "CWE-754",
  ),
  faults: {
    "failure-thrown-away": {
      says: "{job} runs the evals of the agent on each change, and {by} lets it pass whatever they find.",
      because: "A prompt or model that got worse is released under a green check.",
      fix: "Let the step fail the job below a threshold; run evals that may fail in a job of their own.",
    },
  },
  judge({ detection: { evalRuns } }) {
    const question =
      "Which evals does a change of prompt, model or tools have to pass before it is released, and where do they run?";
    if (evalRuns.length === 0)
      return unknown("No eval of the agent was found in a pipeline of the repository.", question);
    const onChange = evalRuns.filter(gatesChanges);
    if (onChange.length === 0) {
      return unknown(
        `The evals in ${listed(evalRuns.map(({ job }) => job))} are started by hand or by the clock, and not by a change.`,
        question,
        { evidence: distinctLocations(evalRuns.map(toEvidence)) },
      );
    }
    const gating = onChange.filter(({ tolerated }) => tolerated === null);
    if (gating.length > 0) {
      return pass(distinctLocations(gating.map(toEvidence)), [
        "A failure of the command fails the job; below which score the command fails is not told by it.",
      ]);
    }
    const open = onChange.filter(({ checkedLater }) => checkedLater);
    if (open.length > 0) {
      return unknown(
        `${listed(open.map(({ job }) => job))} goes on after a failed eval, and a later step looks at its outcome.`,
        "Does the later step fail the job when the evals got worse?",
        { evidence: distinctLocations(open.map(toEvidence)) },
      );
    }
    return fail(onChange.map(toFinding).filter((f, i, all) => all.findIndex((o) => o.subject === f.subject) === i));
  },
});

function toEvidence({ at, command }: EvalRun) {
  return locate(at, "eval", command);
}

function toFinding({ workflow, job, command, at, tolerated }: EvalRun): Finding<FaultId> {
  return {
    fault: "failure-thrown-away",
    subject: `${workflow}/${job}`,
    data: { job, by: tolerated?.by ?? "" },
    at: locate(at, "eval", command),
    related: tolerated ? [locate(tolerated.at, "tolerance", tolerated.by)] : [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
