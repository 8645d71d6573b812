import type { Attestation } from "../model/attestation.ts";
import { failurePathTitles } from "../model/failure-path.ts";
import type { Readiness, Report, ReportedFinding, Status } from "../model/report.ts";
import type { Suppression } from "../model/suppression.ts";
import { gapsToJson } from "./json/gaps.ts";
import { locationToJson } from "./json/location.ts";
import type { JsonReport } from "./json/report-schema.ts";
import { stackToJson } from "./json/stack.ts";
import { neutraliseJson } from "./neutralise.ts";

/** The report as JSON, version 1: complete, sorted, and byte-identical for the same input. */
export function jsonReport(report: Report): string {
  return `${neutraliseJson(JSON.stringify(reportToJson(report), null, 2))}\n`;
}

/** The same as plain data. */
export function reportToJson(report: Report): JsonReport {
  const checks = report.controls.flatMap((control) => control.checks);
  const controls = (readiness: Readiness) => report.controls.filter((one) => one.readiness === readiness).length;
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const proven = report.findings.filter((finding) => finding.confidence === "proven").length;
  const gaps = gapsToJson(report.stack.gaps);
  return {
    version: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    target: { name: report.target.name, revision: report.target.revision },
    settings: settingsToJson(report.settings),
    summary: {
      agentStackFound: report.stack.agentEvidence.length > 0,
      checks: {
        pass: count("pass"),
        fail: count("fail"),
        unknown: count("unknown"),
        notApplicable: count("not-applicable"),
      },
      controls: {
        ready: controls("ready"),
        gap: controls("gap"),
        unknown: controls("unknown"),
        notApplicable: controls("not-applicable"),
      },
      findings: {
        proven,
        suspected: report.findings.length - proven,
        suppressed: report.findings.filter((finding) => finding.suppression !== null).length,
      },
      attested: checks.filter((check) => check.attestation !== null).length,
      openFailurePaths: report.failurePaths.filter((path) => path.open).map((path) => path.number),
      gaps: gaps.length,
      files: report.inspected.files,
    },
    signals: checks
      .flatMap(({ id, signal, status, findings }) =>
        signal === null ? [] : [{ number: signal, check: id, status, findings: [...findings] }],
      )
      .sort((a, b) => a.number - b.number),
    controls: report.controls.map(({ control, readiness, reason, checks: results }) => ({
      slug: control.slug,
      number: control.number,
      numberCertainty: control.numberCertainty,
      title: control.title,
      readiness,
      reason,
      checks: results.map((check) => ({
        id: check.id,
        asks: check.asks,
        status: check.status,
        findings: [...check.findings],
        evidence: check.evidence.map(locationToJson),
        reason: check.reason,
        question: check.question,
        notes: [...check.notes],
        attestation: attestationToJson(check.attestation),
        testLeg: check.isTestLeg,
        references: check.references.map(({ framework, id, title }) => ({ framework, id, title })),
      })),
    })),
    findings: report.findings.map(findingToJson),
    stack: stackToJson(report.stack),
    failurePaths: report.failurePaths.map(({ number, open, findings, steps }) => ({
      number,
      title: failurePathTitles[number],
      open,
      findings: [...findings],
      steps: steps.map(locationToJson),
    })),
    gaps,
    notices: report.notices.map(({ kind, message, at }) => ({ kind, message, location: at && locationToJson(at) })),
  };
}

/** Which settings were applied. */
export function settingsToJson(settings: Report["settings"]): JsonReport["settings"] {
  return settings && { path: settings.path, from: settings.from };
}

function findingToJson(finding: ReportedFinding): JsonReport["findings"][number] {
  return {
    fingerprint: finding.fingerprint,
    check: finding.check,
    fault: finding.fault,
    confidence: finding.confidence,
    message: finding.message.says,
    because: finding.message.because,
    remediation: finding.message.fix,
    subject: finding.subject,
    members: [...finding.members],
    environments: [...finding.environments],
    failurePath: finding.failurePath,
    contamination: finding.contamination.map(locationToJson),
    locations: finding.locations.map(locationToJson),
    suppressed: finding.suppression !== null,
    suppression: suppressionToJson(finding.suppression),
  };
}

function suppressionToJson(suppression: Suppression | null): JsonReport["findings"][number]["suppression"] {
  if (suppression === null) return null;
  const { by, reason, owner, expires, at } = suppression;
  return { by, reason, owner, expires, location: at && locationToJson(at) };
}

function attestationToJson(attestation: Attestation | null) {
  if (attestation === null) return null;
  const { answer, evidence, by, date, expires, at } = attestation;
  return { answer, evidence, by, date, expires, location: locationToJson(at) };
}
