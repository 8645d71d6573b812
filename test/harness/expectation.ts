import { compareText } from "../../src/model/location.ts";
import type { Report, ReportedFinding } from "../../src/model/report.ts";

/**
 * The report as the expectation of a fixture: the verdicts of the five signals and of the checks it was written for, then
 * every finding, one a line, so that a stray finding of whatever control fails the fixture. The format is described in
 * fixtures/README.md.
 *
 * @param isAbout Whether the fixture was written for the check of this id.
 */
export function expectationOf(report: Report, isAbout: (check: string) => boolean): string {
  const checks = report.controls
    .flatMap((control) => control.checks)
    .filter(({ id, signal }) => signal !== null || isAbout(id));
  const verdicts = checks.map(({ id, signal, status }) => `${signal ?? id} ${status}`);
  const findings = [...report.findings].sort(compareFindings).map(findingLine);
  const blocks = findings.length === 0 ? [verdicts] : [verdicts, findings];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function findingLine({ check, fault, subject, confidence, locations: [at] }: ReportedFinding): string {
  const place = at ? `${at.path}:${at.startLine}:${at.startColumn}` : "";
  return `${place}  ${check}/${fault}  ${subject}${confidence === "suspected" ? "  (suspected)" : ""}`;
}

function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  const [first] = a.locations;
  const [second] = b.locations;
  return (
    compareText(first?.path ?? "", second?.path ?? "") ||
    (first?.startLine ?? 0) - (second?.startLine ?? 0) ||
    (first?.startColumn ?? 0) - (second?.startColumn ?? 0) ||
    compareText(findingLine(a), findingLine(b))
  );
}
