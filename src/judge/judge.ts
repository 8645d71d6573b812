import type { BaselineEntry } from "../model/baseline-entry.ts";
import type { DeclaredAttestation } from "../model/declared-attestation.ts";
import type { DeclaredSuppression } from "../model/declared-suppression.ts";
import type { IgnoreCommentFact, Located } from "../model/facts.ts";
import { compareText } from "../model/location.ts";
import type { Notice } from "../model/notice.ts";
import type { OnProgress } from "../model/progress.ts";
import type { CheckResult, ControlResult, FailurePath, ReportedFinding } from "../model/report.ts";
import { type Check, type Control, notApplicable } from "../model/rule.ts";
import type { Stack } from "../model/stack.ts";
import { attest } from "./attest.ts";
import { applyBaseline } from "./baseline.ts";
import { failurePathsOf } from "./failure-paths.ts";
import { readIgnoreComments } from "./ignore-comments.ts";
import { readinessOf } from "./readiness.ts";
import { reportVerdict } from "./report-verdict.ts";
import { runCheck } from "./run-check.ts";
import { suppress } from "./suppress.ts";

/** What the rules make of a Stack, and what was decided of it: the part of a Report that is judgement. */
export interface Judgement {
  readonly controls: readonly ControlResult[];
  readonly findings: readonly ReportedFinding[];
  readonly failurePaths: readonly FailurePath[];
  readonly notices: readonly Notice[];
}

export interface JudgeOptions extends Decisions {
  /** Which checks to run; all of them if absent. */
  readonly runs?: ((check: Check) => boolean) | undefined;
  /** Throws where a check is at fault instead of answering `unknown`: for tests. */
  readonly rethrow?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** What people have decided and stated about the repository; none of it changes what the rules find. */
export interface Decisions {
  readonly suppressions?: readonly DeclaredSuppression[] | undefined;
  readonly comments?: readonly Located<IgnoreCommentFact>[] | undefined;
  readonly baseline?: readonly BaselineEntry[] | undefined;
  readonly attestations?: readonly DeclaredAttestation[] | undefined;
  /** Whether the repository has a file or folder at a path, which an attestation may name as evidence. */
  readonly holds?: ((path: string) => boolean) | undefined;
  /** Day of the audit, `YYYY-MM-DD`; without one nothing expires. */
  readonly today?: string | undefined;
}

/** Runs the checks of the controls over the Stack, applies what was decided, and rolls the verdicts up. */
export function judge(stack: Stack, controls: readonly Control[], options: JudgeOptions = {}): Judgement {
  const judged = controls
    .map((control, done) => {
      options.onProgress?.({ phase: "judge", control: control.slug, done, of: controls.length });
      return { control, checks: judgeControl(control, stack, options) };
    })
    .filter(({ checks }) => checks.length > 0);
  const checks = judged.flatMap((one) => one.checks);
  const found = checks.flatMap((check) => check.findings).sort((a, b) => compareText(a.check, b.check));
  const ran = new Set(stack.agentEvidence.length === 0 ? [] : checks.map(({ result }) => result.id));
  const isJudged = (check: string) => ran.has(check);

  const today = options.today ?? null;
  const comments = readIgnoreComments(options.comments ?? []);
  const declared = [...(options.suppressions ?? []), ...comments.declared];
  const decided = suppress(found, { declared, controls, isJudged, today });
  const known = applyBaseline(decided.findings, options.baseline ?? [], isJudged);
  const attested = attest(
    checks.map(({ result }) => result),
    { declared: options.attestations ?? [], holds: options.holds ?? (() => false), today },
  );
  return {
    controls: judged.map((one) => controlResult(one.control, attested.results)),
    findings: known.findings,
    failurePaths: failurePathsOf(known.findings),
    notices: [...comments.notices, ...decided.notices, ...known.notices, ...attested.notices].sort(compareNotices),
  };
}

function judgeControl(control: Control, stack: Stack, { runs = () => true, rethrow = false }: JudgeOptions) {
  return control.checks.filter(runs).map((check) => {
    // Shared keys of a stack without an agent are some other tool's business.
    const verdict =
      stack.agentEvidence.length === 0
        ? notApplicable("No agent, tool, model call or MCP server was found.")
        : runCheck(check, stack, rethrow);
    return reportVerdict(check, verdict, rethrow);
  });
}

function controlResult(control: Control, results: readonly CheckResult[]): ControlResult {
  const ids = new Set(control.checks.map(({ id }) => id));
  const checks = results.filter(({ id }) => ids.has(id));
  return { control, ...readinessOf({ checks, complete: checks.length === control.checks.length }), checks };
}

/** By path and position; what stands nowhere comes last. */
/** By where they are written, those without a place last. */
export function compareNotices(a: Notice, b: Notice): number {
  if (a.at === null || b.at === null)
    return Number(a.at === null) - Number(b.at === null) || compareText(a.message, b.message);
  return (
    compareText(a.at.path, b.at.path) ||
    a.at.startLine - b.at.startLine ||
    a.at.startColumn - b.at.startColumn ||
    compareText(a.message, b.message)
  );
}
