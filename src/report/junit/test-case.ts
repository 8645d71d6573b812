import type { Location } from "../../model/location.ts";
import type { CheckResult, Report, ReportedFinding } from "../../model/report.ts";
import { failsOnlySuppressed, findingsOf } from "../check-findings.ts";
import { neutralise } from "../neutralise.ts";
import { attestationText, statementOf, suppressionText } from "../statements.ts";
import type { Element } from "./xml.ts";

export function propertiesOf(properties: Readonly<Record<string, string>>): Element {
  return {
    name: "properties",
    children: Object.entries(properties).map(([name, value]) => ({
      name: "property",
      attributes: { name, value: neutralise(value) },
    })),
  };
}

/** Why a check fails: every finding with what, why, what to do and where; suppressed ones as that. */
export function failureOf(report: Report, check: CheckResult): Element {
  return {
    name: "failure",
    attributes: { type: check.id, message: neutralise(statementOf(report, check)) },
    text: findingsOf(report, check).map(findingText).join("\n\n"),
  };
}

/** Why a check says neither yes nor no, or says no and is let through. */
export function skippedOf(report: Report, check: CheckResult): Element {
  const attested = check.attestation === null ? "" : `, attested ${check.attestation.answer.replace("-", " ")}`;
  const status = `${check.status.replace("-", " ")}${attested}`;
  return {
    name: "skipped",
    attributes: { message: `${status}: ${neutralise(statementOf(report, check))}` },
  };
}

/** What is read beside the outcome: the status in the product's own words, evidence, the open question, who answered it. */
export function systemOutOf(report: Report, check: CheckResult): Element {
  const lines = [
    `status: ${check.status}`,
    ...(check.signal === null ? [] : [`signal: ${check.signal}`]),
    `findings: ${check.findings.length}`,
    `asks: ${check.asks}`,
    ...(check.question === null ? [] : [`question: ${check.question}`]),
    ...(check.attestation === null ? [] : [`attested: ${attestationText(check.attestation)}`]),
    ...check.notes.map((note) => `note: ${note}`),
    ...check.evidence.map((location) => `evidence: ${placeText(location)}`),
  ];
  // The findings of a failure stand in it.
  const isFailure = check.status === "fail" && !failsOnlySuppressed(report, check);
  const findings = isFailure ? [] : findingsOf(report, check);
  return { name: "system-out", text: [...lines.map(neutralise), ...findings.map(findingText)].join("\n") };
}

function findingText({ confidence, message, locations, suppression }: ReportedFinding): string {
  return [
    `${confidence}: ${message.says}`,
    `  why: ${message.because}`,
    `  fix: ${message.fix}`,
    ...(suppression === null ? [] : [`  suppressed ${suppressionText(suppression)}`]),
    ...locations.map((location) => `  ${placeText(location)}`),
  ]
    .map(neutralise)
    .join("\n");
}

function placeText({ path, startLine, startColumn, role, note }: Location): string {
  const said = [role, note].filter((part) => part !== "").join(": ");
  return `${path}:${startLine}:${startColumn}${said === "" ? "" : ` ${said}`}`;
}
