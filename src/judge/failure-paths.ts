import { failurePathNumbers } from "../model/failure-path.ts";
import type { FailurePath, ReportedFinding } from "../model/report.ts";

/** The four failure paths, each open if a proven finding opens it, told along the first such finding. */
export function failurePathsOf(findings: readonly ReportedFinding[]): FailurePath[] {
  return failurePathNumbers.map((number) => {
    const openers = findings.filter((one) => one.failurePath === number && one.confidence === "proven");
    return {
      number,
      open: openers.length > 0,
      findings: openers.map(({ fingerprint }) => fingerprint),
      steps: openers[0]?.contamination ?? [],
    };
  });
}
