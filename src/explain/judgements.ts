import type { Judgement, LineAddress, SubjectKind } from "../model/explanation.ts";
import type { Location, Place } from "../model/location.ts";
import type { CheckResult, Report, ReportedFinding } from "../model/report.ts";
import type { Touched } from "./kind.ts";

const mostSentences = 2;
const mostLines = 10;

/** Which checks are about which kind of thing, for lines that they do not name themselves. */
const aboutKind: Readonly<Partial<Record<SubjectKind, readonly string[]>>> = {
  credential: ["sandbox-separation/unscoped-credential"],
  store: ["sandbox-separation/shared-context-store"],
  tool: ["sandbox-separation/selectable-endpoint", "tool-boundary-docs/open-ended-tool"],
  gate: ["sandbox-separation/selectable-endpoint"],
  "mcp-server": ["sandbox-separation/selectable-endpoint", "tool-boundary-docs/unpinned-server"],
  "audit-event": ["sandbox-separation/untagged-audit-event"],
  pipeline: ["sandbox-separation/ci-writes-production"],
};

/** The ids above, for a test that holds them to the registry. */
export const checksByKind: readonly string[] = [...new Set(Object.values(aboutKind).flat())];

/** What the checks made of a line: those that name it first, then those about what it is. */
export function judgementsOf(report: Report, line: LineAddress, touched: readonly Touched[]): readonly Judgement[] {
  const checks = report.controls.flatMap((control) => control.checks);
  const related = new Set(touched.flatMap(({ kind }) => aboutKind[kind] ?? []));
  const all = checks.map((check) => judgementOf(report, check, line, touched));
  return [
    ...all.filter((j) => j.citesLine),
    ...all.filter((j) => !j.citesLine && related.has(j.check) && j.status !== "not-applicable"),
  ];
}

function judgementOf(report: Report, check: CheckResult, line: LineAddress, touched: readonly Touched[]): Judgement {
  const places = touched.filter(({ kind }) => aboutKind[kind]?.includes(check.id)).flatMap((t) => t.defined);
  const names = touched.map((t) => t.name);
  const findings = report.findings.filter((finding) => check.findings.includes(finding.fingerprint));
  const here = findings.filter(({ locations }) => locations.some((l) => isOn(l, line)));
  const cited = [...here.flatMap((f) => f.locations), ...check.evidence].filter((l) => isOn(l, line));
  const akin = here.length > 0 ? here : findings.filter(({ locations }) => locations.some((l) => isAt(l, places)));
  return {
    check: check.id,
    asks: check.asks,
    status: check.status,
    attestedBy: check.attestation?.by ?? null,
    citesLine: cited.length > 0,
    as: [...new Set(cited.map(({ role, note }) => (note === "" ? role : `${role}: ${note}`)))],
    findings: akin.map((f) => toFinding(f, here.includes(f))),
    otherFindings: findings.length - akin.length,
    reason: pertinent(check.reason, names, cited.length > 0),
    question: pertinent(check.question, names, cited.length > 0),
  };
}

/** Of the sentences for many things, those that name what the line is; a short text about a cited line is about it. */
function pertinent(text: string | null, names: readonly string[], citesLine: boolean): string | null {
  if (text === null) return null;
  const sentences = text.split(/(?<=[.?]) (?=[\p{Lu}(])/u);
  const naming = sentences.filter((sentence) => names.some((name) => mentions(sentence, name)));
  if (naming.length > 0) return naming.join(" ");
  return citesLine && sentences.length <= mostSentences ? text : null;
}

function mentions(sentence: string, name: string): boolean {
  const at = sentence.indexOf(name);
  return at >= 0 && !/[\w-]/.test(sentence[at - 1] ?? "") && !/[\w-]/.test(sentence[at + name.length] ?? "");
}

function toFinding(finding: ReportedFinding, namesLine: boolean): Judgement["findings"][number] {
  const { fingerprint, confidence, message, locations, suppression } = finding;
  const { says, because, fix } = message;
  return { fingerprint, confidence, namesLine, says, because, fix, suppressed: suppression?.reason ?? null, locations };
}

function isAt({ path, startLine, startColumn }: Location, places: readonly Place[]): boolean {
  return places.some((p) => p.path === path && p.span.startLine === startLine && p.span.startColumn === startColumn);
}

/** A place of many lines is named for where it begins; a call over a few lines is meant as a whole. */
function isOn(location: Location, { path, line, column }: LineAddress): boolean {
  const { startLine, startColumn, endLine, endColumn } = location;
  if (location.path !== path || line < startLine || line > endLine) return false;
  if (line > startLine && endLine - startLine > mostLines) return false;
  if (column === null) return true;
  return (line > startLine || column >= startColumn) && (line < endLine || column < endColumn);
}
