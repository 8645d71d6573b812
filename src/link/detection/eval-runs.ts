import type { EvalRun } from "../../model/detection.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Job } from "../ci/job.ts";
import { rolesOfCommand } from "../ci/roles.ts";
import { WrittenSteps } from "../ci/written-steps.ts";

/** The commands of pipelines that evaluate the agent, with what becomes of their failure. */
export function evalRuns(
  facts: readonly Located<Fact>[],
  jobs: readonly Job[],
  pipelines: readonly Pipeline[],
): readonly EvalRun[] {
  const written = new WrittenSteps(facts);
  return jobs.flatMap((job, index): readonly EvalRun[] => {
    const pipeline = pipelines[index];
    if (!pipeline?.roles.includes("eval")) return [];
    const said = job.commands.filter((c) => rolesOfCommand(c).includes("eval"));
    // A job that evaluates without saying so does it by what it runs.
    const runs = said.length > 0 ? said : job.commands.filter(({ program }) => program.kind === "script").slice(0, 1);
    return runs.map((command) => ({
      workflow: job.workflow,
      job: job.id,
      command: command.text.slice(0, 80),
      at: command.at,
      triggers: job.triggers,
      tolerated: written.tolerated(job, command),
      checkedLater: written.checkedAfter(job, command),
    }));
  });
}
