import { classOf } from "../model/environment.ts";
import { failurePathNumbers } from "../model/failure-path.ts";
import type { Location } from "../model/location.ts";
import type { FailurePath, ReportedFinding } from "../model/report.ts";

/** The four failure paths, each open if a proven finding opens it, told along the first such finding. */
export function failurePathsOf(findings: readonly ReportedFinding[]): FailurePath[] {
  return failurePathNumbers.map((number) => {
    const opener = findings.find((finding) => finding.failurePath === number && finding.confidence === "proven");
    return { number, open: opener !== undefined, steps: opener ? fromTestToProduction(opener.locations) : [] };
  });
}

/** From the non-production actor through what is shared to production; the sort is stable, so reading order decides the rest. */
function fromTestToProduction(locations: readonly Location[]): Location[] {
  return [...locations].sort((a, b) => distanceToProduction(a.role) - distanceToProduction(b.role));
}

function distanceToProduction(role: string): number {
  const environment = classOf(role);
  if (environment === "production") return 2;
  return environment === "other" ? 1 : 0;
}
