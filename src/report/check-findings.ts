import type { CheckResult, Report, ReportedFinding } from "../model/report.ts";

/** The findings of a check in their reported order: proven ones of a failing check, suspected ones of an open one. */
export function findingsOf(report: Report, check: CheckResult): ReportedFinding[] {
  const own = new Set(check.findings);
  return report.findings.filter(({ fingerprint, check: id }) => id === check.id && own.has(fingerprint));
}

/** Whether a check fails, and somebody has decided to live with everything it fails for. */
export function failsOnlySuppressed(report: Report, check: CheckResult): boolean {
  if (check.status !== "fail") return false;
  const findings = findingsOf(report, check);
  return findings.length > 0 && findings.every(({ suppression }) => suppression !== null);
}

export function checksOf(report: Report): CheckResult[] {
  return report.controls.flatMap(({ checks }) => checks);
}

/** The checks of the five-signal checklist by their number. */
export function signalsOf(report: Report): CheckResult[] {
  return checksOf(report)
    .filter(({ signal }) => signal !== null)
    .sort((a, b) => (a.signal ?? 0) - (b.signal ?? 0));
}
