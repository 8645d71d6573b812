import type { Judgement, LineAddress, SubjectKind } from "../model/explanation.ts";
import type { Location } from "../model/location.ts";
import type { CheckResult, Report, ReportedFinding } from "../model/report.ts";

/** Which check is about which kind of thing, for lines that it does not name itself. */
const aboutKind: Readonly<Partial<Record<SubjectKind, string>>> = {
  credential: "sandbox-separation/unscoped-credential",
  store: "sandbox-separation/shared-context-store",
  tool: "sandbox-separation/selectable-endpoint",
  gate: "sandbox-separation/selectable-endpoint",
  "mcp-server": "sandbox-separation/selectable-endpoint",
  "audit-event": "sandbox-separation/untagged-audit-event",
  pipeline: "sandbox-separation/ci-writes-production",
};

/** The ids above, for a test that holds them to the registry. */
export const checksByKind: readonly string[] = [...new Set(Object.values(aboutKind))];

/** What the checks made of a line: those that name it first, then those about what it is. */
export function judgementsOf(report: Report, line: LineAddress, kinds: ReadonlySet<SubjectKind>): readonly Judgement[] {
  const checks = report.controls.flatMap((control) => control.checks);
  const related = new Set([...kinds].flatMap((kind) => aboutKind[kind] ?? []));
  const all = checks.map((check) => judgementOf(report, check, line));
  return [
    ...all.filter((j) => j.citesLine),
    ...all.filter((j) => !j.citesLine && related.has(j.check) && j.status !== "not-applicable"),
  ];
}

function judgementOf(report: Report, check: CheckResult, line: LineAddress): Judgement {
  const findings = report.findings.filter((finding) => check.findings.includes(finding.fingerprint));
  const here = findings.filter(({ locations }) => locations.some((l) => isOn(l, line)));
  const cited = [...here.flatMap((f) => f.locations), ...check.evidence].filter((l) => isOn(l, line));
  return {
    check: check.id,
    asks: check.asks,
    status: check.status,
    citesLine: cited.length > 0,
    as: [...new Set(cited.map(({ role, note }) => (note === "" ? role : `${role}: ${note}`)))],
    findings: here.map(toFinding),
    otherFindings: findings.length - here.length,
    reason: check.reason,
    question: check.question,
  };
}

function toFinding({ fingerprint, confidence, message, locations }: ReportedFinding): Judgement["findings"][number] {
  return { fingerprint, confidence, says: message.says, because: message.because, fix: message.fix, locations };
}

/** A line inside a long stretch is not what a finding points at, unless nothing shorter is. */
function isOn(location: Location, { path, line, column }: LineAddress): boolean {
  if (location.path !== path || line < location.startLine || line > location.endLine) return false;
  if (column === null) return true;
  const isAfterStart = line > location.startLine || column >= location.startColumn;
  return isAfterStart && (line < location.endLine || column < location.endColumn);
}
