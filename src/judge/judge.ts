import { compareText } from "../model/location.ts";
import type { OnProgress } from "../model/progress.ts";
import type { ControlResult, FailurePath, ReportedFinding } from "../model/report.ts";
import { type Check, type Control, notApplicable } from "../model/rule.ts";
import type { Stack } from "../model/stack.ts";
import { failurePathsOf } from "./failure-paths.ts";
import { readinessOf } from "./readiness.ts";
import { reportVerdict } from "./report-verdict.ts";
import { runCheck } from "./run-check.ts";

/** What the rules make of a Stack: the part of a Report that is judgement. */
export interface Judgement {
  readonly controls: readonly ControlResult[];
  readonly findings: readonly ReportedFinding[];
  readonly failurePaths: readonly FailurePath[];
}

export interface JudgeOptions {
  /** Which checks to run; all of them if absent. */
  readonly runs?: ((check: Check) => boolean) | undefined;
  /** Throws where a check is at fault instead of answering `unknown`: for tests. */
  readonly rethrow?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Runs the checks of the controls over the Stack and rolls their verdicts up. */
export function judge(stack: Stack, controls: readonly Control[], options: JudgeOptions = {}): Judgement {
  const judged = controls
    .map((control, done) => {
      options.onProgress?.({ phase: "judge", control: control.slug, done, of: controls.length });
      return judgeControl(control, stack, options);
    })
    .filter(({ result }) => result.checks.length > 0);
  const findings = judged.flatMap((one) => one.findings).sort((a, b) => compareText(a.check, b.check));
  return { controls: judged.map((one) => one.result), findings, failurePaths: failurePathsOf(findings) };
}

function judgeControl(control: Control, stack: Stack, { runs = () => true, rethrow = false }: JudgeOptions) {
  const judged = control.checks.filter(runs).map((check) => {
    // Shared keys of a stack without an agent are some other tool's business.
    const verdict =
      stack.agentEvidence.length === 0
        ? notApplicable("No agent, tool, model call or MCP server was found.")
        : runCheck(check, stack, rethrow);
    return reportVerdict(check, verdict, rethrow);
  });
  const checks = judged.map((one) => one.result);
  const complete = checks.length === control.checks.length;
  const result: ControlResult = { control, ...readinessOf({ checks, complete }), checks };
  return { result, findings: judged.flatMap((one) => one.findings) };
}
