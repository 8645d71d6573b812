import type { CheckResult, ControlResult, Report } from "../../model/report.ts";
import { signalsOf } from "../check-findings.ts";
import { attestationText } from "../statements.ts";
import { plainText } from "./text.ts";

/**
 * The verdicts of all checks, for the property bag of the run. SARIF has kinds of results for them (`pass`, `open`,
 * `notApplicable`), yet GitHub's code scanning raises an alert for every result whatever its kind: a pass would be one.
 */
export function verdictsOf(report: Report) {
  return {
    signals: signalsOf(report).map(({ signal, id, status }) => ({ number: signal, check: id, status })),
    controls: report.controls.map(controlVerdict),
    failurePaths: report.failurePaths.map(({ number, open }) => ({ number, open })),
  };
}

function controlVerdict({ control, readiness, reason, checks }: ControlResult) {
  return {
    slug: control.slug,
    number: control.number,
    title: control.title,
    readiness,
    ...(reason === null ? {} : { reason: plainText(reason) }),
    checks: checks.map(checkVerdict),
  };
}

function checkVerdict({ id, status, findings, reason, question, notes, attestation }: CheckResult) {
  return {
    id,
    status,
    findings: findings.length,
    ...(reason === null ? {} : { reason: plainText(reason) }),
    ...(question === null ? {} : { question: plainText(question) }),
    ...(notes.length === 0 ? {} : { notes: notes.map(plainText) }),
    ...(attestation === null ? {} : { attestation: plainText(attestationText(attestation)) }),
  };
}
