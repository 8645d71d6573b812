import type { Attestation } from "../model/attestation.ts";
import type { CheckResult, Report, ReportedFinding } from "../model/report.ts";
import type { Suppression } from "../model/suppression.ts";
import { failsOnlySuppressed, findingsOf } from "./check-findings.ts";

/** What there is to say of a check in one sentence or two, whatever its status. */
export function statementOf(report: Report, check: CheckResult): string {
  if (check.status === "fail") {
    const findings = findingsOf(report, check);
    const more = findings.length < 2 ? "" : ` And ${findings.length - 1} more.`;
    const suppressed = failsOnlySuppressed(report, check) ? " All of it is suppressed." : "";
    return `${leadingOf(findings)?.message.says ?? ""}${more}${suppressed}`;
  }
  // A pass answers the check's question, so the question itself is the statement.
  if (check.status === "pass") return `${check.asks} Yes.`;
  return check.reason ?? "";
}

/** The one that stands for all of a check: where somebody lives with a part of them, one of the others. */
export function leadingOf(findings: readonly ReportedFinding[]): ReportedFinding | undefined {
  return findings.find(({ suppression }) => suppression === null) ?? findings[0];
}

/** `by config: reason (owner; until 2027-01-31)`, in the words of who decided. */
export function suppressionText({ by, reason, owner, expires }: Suppression): string {
  const facts = [...(owner === null ? [] : [owner]), ...(expires === null ? [] : [`until ${expires}`])];
  return `by ${by}${reason === "" ? "" : `: ${reason}`}${facts.length === 0 ? "" : ` (${facts.join("; ")})`}`;
}

/** `yes, by Ana Silva on 2026-10-01, holds until 2027-01-31; evidence: docs/keys.md`. */
export function attestationText({ answer, evidence, by, date, expires }: Attestation): string {
  return `${answer.replace("-", " ")}, by ${by} on ${date}, holds until ${expires}; evidence: ${evidence}`;
}
