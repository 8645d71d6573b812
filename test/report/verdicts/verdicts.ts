import type { Report, Status } from "../../../src/model/report.ts";

/** What a format states, read back from its text. */
export interface Verdicts {
  /** Slug → readiness. */
  readonly readiness: Readonly<Record<string, string>>;
  /** Slug → how many of its checks have a status; a status without a check is left out. */
  readonly tallies: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Id → status; undefined in a format that tells tallies only. */
  readonly checks?: Readonly<Record<string, string>>;
  /** Number → status. */
  readonly signals: Readonly<Record<string, string>>;
  readonly findings: Findings;
}

export interface Findings {
  readonly proven: number;
  /** Of the proven ones. */
  readonly suppressed: number;
}

/** The same from the report itself. */
export function verdictsOf({ controls, findings }: Report): Verdicts {
  const checks = controls.flatMap((control) => control.checks);
  const proven = findings.filter(({ confidence }) => confidence === "proven");
  return {
    ...fromChecks(Object.fromEntries(checks.map(({ id, status }) => [id, status]))),
    readiness: Object.fromEntries(controls.map(({ control, readiness }) => [control.slug, readiness])),
    signals: Object.fromEntries(checks.flatMap(({ signal, status }) => (signal === null ? [] : [[signal, status]]))),
    findings: { proven: proven.length, suppressed: proven.filter(({ suppression }) => suppression !== null).length },
  };
}

/** Tallies from the statuses of single checks. */
export function fromChecks(checks: Readonly<Record<string, string>>) {
  const tallies: Record<string, Record<string, number>> = {};
  for (const [id, status] of Object.entries(checks)) {
    const slug = id.slice(0, id.indexOf("/"));
    const tally = tallies[slug] ?? {};
    tally[status] = (tally[status] ?? 0) + 1;
    tallies[slug] = tally;
  }
  return { checks, tallies };
}

/** `not applicable` as people read it is `not-applicable`. */
export function statusOf(word: string): Status {
  return word.trim().replace(" ", "-") as Status;
}

/** The status that a mark stands for. */
export const statusOfMark: Readonly<Record<string, Status>> = {
  "✓": "pass",
  "✗": "fail",
  "?": "unknown",
  "–": "not-applicable",
};
