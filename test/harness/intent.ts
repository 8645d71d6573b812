import type { CheckResult, Report, Status } from "../../src/model/report.ts";

/** What the author of a fixture meant, written before any run of the tool. */
export interface Intent {
  /** The verdict of each signal, by its number. */
  readonly signals: Readonly<Record<string, Status>>;
  /** By signal, places as `path:line` that a finding, a question or the evidence of a pass has to name. */
  readonly mustPointAt: Readonly<Record<string, readonly string[]>>;
  readonly why: string;
  /** Why the tool does not get this right yet. The test then fails as soon as it does. */
  readonly todo?: string;
}

/** Where a report does not say what was meant, a sentence each. */
export function unmet(intent: Intent, report: Report): string[] {
  const checks = report.controls.flatMap((control) => control.checks);
  return Object.entries(intent.signals).flatMap(([signal, meant]) => {
    const check = checks.find((one) => one.signal === Number(signal));
    if (check === undefined) return [`Signal ${signal} was not judged.`];
    const verdict = check.status === meant ? [] : [`Signal ${signal} is ${check.status}; meant is ${meant}.`];
    const named = placesNamed(check, report);
    const said = `${check.reason} ${check.question}`;
    const missed = (intent.mustPointAt[signal] ?? []).filter((place) => !named.has(place) && !said.includes(place));
    return [...verdict, ...missed.map((place) => `Signal ${signal} does not point at ${place}.`)];
  });
}

function placesNamed(check: CheckResult, report: Report): Set<string> {
  const findings = report.findings.filter((finding) => finding.check === check.id);
  const locations = [...check.evidence, ...findings.flatMap((finding) => finding.locations)];
  return new Set(locations.map(({ path, startLine }) => `${path}:${startLine}`));
}
