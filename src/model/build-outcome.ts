import type { CheckResult, Report } from "./report.ts";

/** What of a report fails a build. */
export interface BuildOutcome {
  /** Checks with a proven finding that nobody decided to live with. */
  readonly failing: number;
  /** Checks that fail, and every finding of which is suppressed. */
  readonly suppressed: number;
  /**
   * Checks that are unknown: they fail a strict build. To suppress a suspicion is not to answer the question of its
   * check, which may be open for other things too; an attestation answers it.
   */
  readonly unknown: number;
}

/** Counts it in one place, so that the exit status is what every format says it is. */
export function buildOutcome({ controls, findings }: Pick<Report, "controls" | "findings">): BuildOutcome {
  const held = new Set(findings.filter((one) => one.suppression === null).map((one) => one.fingerprint));
  const checks = controls.flatMap((control) => control.checks);
  const failed = checks.filter((check) => check.status === "fail");
  const failing = failed.filter((check) => check.findings.some((fingerprint) => held.has(fingerprint))).length;
  return {
    failing,
    suppressed: failed.length - failing,
    unknown: checks.filter((check) => check.status === "unknown").length,
  };
}

/** How many of the findings of a check are suppressed. */
export function suppressedIn(check: CheckResult, { findings }: Pick<Report, "findings">): number {
  return findings.filter((one) => one.suppression !== null && check.findings.includes(one.fingerprint)).length;
}
