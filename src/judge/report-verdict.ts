import { compareText } from "../model/location.ts";
import type { CheckResult, ReportedFinding } from "../model/report.ts";
import type { Check, Fault, Finding, Verdict } from "../model/rule.ts";
import { fingerprintAll } from "./fingerprint.ts";
import { wordFault } from "./word-fault.ts";

export interface JudgedCheck {
  readonly result: CheckResult;
  readonly findings: readonly ReportedFinding[];
}

/** Puts the verdict of a check into the words and identities that a report shows. */
export function reportVerdict(check: Check, verdict: Verdict, rethrow: boolean): JudgedCheck {
  const findings = reportFindings(check, verdict, rethrow);
  return {
    findings,
    result: {
      id: check.id,
      asks: check.asks,
      signal: check.signal ?? null,
      isTestLeg: check.leg === "test",
      references: check.references,
      status: verdict.status,
      findings: findings.map((finding) => finding.fingerprint),
      evidence: "evidence" in verdict ? verdict.evidence : [],
      reason: "reason" in verdict ? verdict.reason : null,
      question: "question" in verdict ? verdict.question : null,
      notes: "notes" in verdict ? verdict.notes : [],
      attestation: null,
    },
  };
}

function reportFindings(check: Check, verdict: Verdict, rethrow: boolean): ReportedFinding[] {
  const found = verdict.status === "fail" ? verdict.findings : verdict.status === "unknown" ? verdict.suspected : [];
  const sorted = [...found].sort(compareFindings);
  const fingerprints = fingerprintAll(
    sorted.map(({ fault, subject, at }) => ({ check: check.id, fault, subject, path: at.path })),
  );
  return sorted.map((finding, index) => ({
    fingerprint: fingerprints[index] ?? "",
    check: check.id,
    fault: finding.fault,
    confidence: verdict.status === "fail" ? "proven" : "suspected",
    subject: finding.subject,
    members: numbered(finding.members ?? []),
    message: messageOf(check, finding, rethrow),
    environments: finding.environments,
    failurePath: finding.failurePath,
    contamination: finding.contamination,
    locations: [finding.at, ...finding.related],
    suppression: null,
  }));
}

/** Sorted, and those of one name told apart by a number, so that one more of a name is another. */
function numbered(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return [...names].sort(compareText).map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function messageOf(check: Check, finding: Finding, rethrow: boolean): Fault {
  const fault = check.faults[finding.fault] ?? { says: finding.fault, because: "", fix: "" };
  const { message, missing } = wordFault(fault, finding.data);
  // A missing word must not hide a proven violation from a user; in tests it is a bug like any other.
  if (rethrow && missing.length > 0)
    throw new Error(`${check.id}/${finding.fault} lacks data for ${missing.join(", ")}`);
  return message;
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.at.path, b.at.path) ||
    a.at.startLine - b.at.startLine ||
    a.at.startColumn - b.at.startColumn ||
    compareText(a.fault, b.fault) ||
    compareText(a.subject, b.subject) ||
    compareText(JSON.stringify(a.related), JSON.stringify(b.related))
  );
}
