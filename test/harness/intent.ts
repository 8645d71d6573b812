import type { CheckResult, Report, Status } from "../../src/model/report.ts";

/** What the author of a fixture meant, written before any run of the tool. */
export interface Intent {
  /** The verdict of each signal, by its number. */
  readonly signals: Readonly<Record<string, Status>>;
  /** The verdicts of further checks, by id. */
  readonly checks?: Readonly<Record<string, Status>>;
  /** By signal or id of a check, places as `path:line` that a finding, a question or the evidence of a pass has to name. */
  readonly mustPointAt: Readonly<Record<string, readonly string[]>>;
  readonly why: string;
  /** Why the tool does not get this right yet. The test then fails as soon as it does. */
  readonly todo?: string;
}

/** Where a report does not say what was meant, a sentence each. */
export function unmet(intent: Intent, report: Report): string[] {
  const checks = report.controls.flatMap((control) => control.checks);
  const signals = Object.entries(intent.signals).flatMap(([signal, meant]) => {
    const check = checks.find((one) => one.signal === Number(signal));
    return unmetBy(check, `Signal ${signal}`, meant, intent.mustPointAt[signal] ?? [], report);
  });
  const others = Object.entries(intent.checks ?? {}).flatMap(([id, meant]) => {
    const check = checks.find((one) => one.id === id);
    return unmetBy(check, id, meant, intent.mustPointAt[id] ?? [], report);
  });
  return [...signals, ...others];
}

function unmetBy(
  check: CheckResult | undefined,
  name: string,
  meant: Status,
  places: readonly string[],
  report: Report,
): string[] {
  if (check === undefined) return [`${name} was not judged.`];
  const verdict = check.status === meant ? [] : [`${name} is ${check.status}; meant is ${meant}.`];
  const named = placesNamed(check, report);
  const said = `${check.reason} ${check.question}`;
  const missed = places.filter((place) => !named.has(place) && !said.includes(place));
  return [...verdict, ...missed.map((place) => `${name} does not point at ${place}.`)];
}

function placesNamed(check: CheckResult, report: Report): Set<string> {
  const findings = report.findings.filter((finding) => finding.check === check.id);
  const locations = [...check.evidence, ...findings.flatMap((finding) => finding.locations)];
  return new Set(locations.map(({ path, startLine }) => `${path}:${startLine}`));
}
