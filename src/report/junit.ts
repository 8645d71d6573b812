import type { CheckResult, ControlResult, Report } from "../model/report.ts";
import { appliedSettings } from "./applied-settings.ts";
import { checksOf, failsOnlySuppressed } from "./check-findings.ts";
import { outcomeOf } from "./counts.ts";
import { gapsToJson } from "./json/gaps.ts";
import { failureOf, propertiesOf, skippedOf, systemOutOf } from "./junit/test-case.ts";
import { type Element, xmlDocument } from "./junit/xml.ts";
import { neutralise } from "./neutralise.ts";

/** The report as JUnit XML, for whatever shows test results: a suite for each control, a test case for each check. */
export function junitReport(report: Report): string {
  const suites = report.controls.map((result) => suiteOf(report, result));
  return xmlDocument({
    name: "testsuites",
    attributes: {
      name: `${report.tool.name}: ${neutralise(report.target.name)}`,
      ...countsOf(report, checksOf(report)),
    },
    children: [...suites, aboutSuite(report)],
  });
}

function suiteOf(report: Report, { control, readiness, reason, checks }: ControlResult): Element {
  const { skipped, ...counts } = suiteCountsOf(report, checks);
  return {
    name: "testsuite",
    attributes: { name: control.slug, ...counts, skipped },
    children: [
      propertiesOf({
        number: String(control.number),
        title: control.title,
        readiness,
        ...(reason === null ? {} : { reason }),
      }),
      ...checks.map((check) => caseOf(report, control.slug, check)),
    ],
  };
}

function caseOf(report: Report, slug: string, check: CheckResult): Element {
  return {
    name: "testcase",
    attributes: { classname: slug, name: check.id.slice(check.id.indexOf("/") + 1) },
    children: [...outcomeElements(report, check), systemOutOf(report, check)],
  };
}

function outcomeElements(report: Report, check: CheckResult): Element[] {
  if (isSkipped(report, check)) return [skippedOf(report, check)];
  return check.status === "fail" ? [failureOf(report, check)] : [];
}

/** What is suppressed must not fail a build, and must not look like a pass either. */
function isSkipped(report: Report, check: CheckResult): boolean {
  return check.status === "unknown" || check.status === "not-applicable" || failsOnlySuppressed(report, check);
}

function countsOf(report: Report, checks: readonly CheckResult[]) {
  const failures = checks.filter((check) => check.status === "fail" && !failsOnlySuppressed(report, check)).length;
  return { tests: checks.length, failures, errors: 0 };
}

function suiteCountsOf(report: Report, checks: readonly CheckResult[]) {
  return { ...countsOf(report, checks), skipped: checks.filter((check) => isSkipped(report, check)).length };
}

/** What is about no single check: which repository, what was not inspected, what of the settings had no effect. */
function aboutSuite(report: Report): Element {
  const { tool, target, inspected, stack, notices } = report;
  const gaps = gapsToJson(stack.gaps);
  const lines = [
    stack.agentEvidence.length === 0 ? "No agent stack was found: nothing was audited." : outcomeOf(report),
    ...notices.map(
      ({ kind, message, at }) => `${kind}: ${message}${at === null ? "" : ` (${at.path}:${at.startLine})`}`,
    ),
    ...gaps.map(({ path, line, reason }) => `not inspected: ${path}${line === null ? "" : `:${line}`}: ${reason}`),
  ];
  const settings = appliedSettings(report);
  return {
    name: "testsuite",
    attributes: { name: tool.name, tests: 0, failures: 0, errors: 0, skipped: 0 },
    children: [
      propertiesOf({
        version: tool.version,
        target: target.name,
        ...(target.revision === null ? {} : { revision: target.revision }),
        ...(settings === null ? {} : { settings }),
        files: String(inspected.files),
        findings: String(report.findings.length),
        gaps: String(gaps.length),
        notices: String(notices.length),
      }),
      { name: "system-out", text: lines.map(neutralise).join("\n") },
    ],
  };
}
