import type { Place } from "./location.ts";

/** A command of a pipeline that shows a control at work, or runs the tests that do. */
export interface CheckRun {
  /**
   * `tests`: a runner of tests. `secret-scan`: a search for secrets in what is committed. `red-team`: a suite of
   * attacks on the agent. `alert-test`: rules of alarms, tried out. `revert`: an earlier release is put back, and what
   * then runs is tried. `runbook-step`: something that a runbook tells to run. `tool-drift`: what is generated from the
   * tools is compared with what is committed.
   */
  readonly kind: "tests" | "secret-scan" | "red-team" | "alert-test" | "revert" | "runbook-step" | "tool-drift";
  /** The program, or the command as it is told to a person. */
  readonly what: string;
  readonly workflow: string;
  readonly job: string;
  readonly at: Place;
  readonly triggers: readonly string[];
  /** Where its failure is thrown away; null if a failure fails the job. */
  readonly tolerated: Place | null;
  /** For `tests`: modules that it runs. */
  readonly files: readonly string[];
  /** What else shows it: the check after a revert, the line of the runbook. */
  readonly with: readonly Place[];
}

/** Started by hand, or by a workflow that was not seen to, so that nothing in the repository shows that it ever ran. */
const byHand: ReadonlySet<string> = new Set([
  "workflow_dispatch",
  "repository_dispatch",
  "workflow_call",
  "manual",
  "web",
  "api",
]);

/** Whether it runs without anybody thinking of it, and its failure is seen. */
export function runsByItself({ triggers, tolerated }: CheckRun): boolean {
  return tolerated === null && triggers.some((event) => !byHand.has(event));
}
