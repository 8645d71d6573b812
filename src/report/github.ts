import type { CheckResult, ControlResult, Report } from "../model/report.ts";
import { appliedSettings } from "./applied-settings.ts";
import { checksOf, failsOnlySuppressed, findingsOf, signalsOf } from "./check-findings.ts";
import { countsText, outcomeOf } from "./counts.ts";
import { command, logLine } from "./github/command.ts";
import { gapsToJson } from "./json/gaps.ts";
import { attestationText, statementOf, suppressionText } from "./statements.ts";
import { signalsFirst } from "./terminal/checklist.ts";
import { counted } from "./terminal/page.ts";

/**
 * Workflow commands for a step of GitHub Actions. GitHub shows ten annotations of each level for a step, so errors are the
 * findings alone, the five signals first; what is open and what is suppressed is told once, not once for each file.
 */
export function githubReport(report: Report): string {
  const lines = report.stack.agentEvidence.length === 0 ? emptyLines(report) : fullLines(report);
  return `${[...lines, ...settingsLines(report), ...gapLines(report)].join("\n")}\n`;
}

function fullLines(report: Report): string[] {
  return [
    command("notice", `${report.tool.name}: ${report.target.name}`, `${outcomeOf(report)} ${countsText(report)}`),
    ...errorLines(report),
    ...signalsOf(report)
      .filter(({ status }) => status === "unknown")
      .map((check) =>
        command("warning", `Signal ${check.signal} is not decided: ${check.id}`, `${check.reason} ${check.question}`),
      ),
    ...verdictLines(report),
    ...suppressedLines(report),
  ];
}

function emptyLines({ tool, target, inspected }: Report): string[] {
  const message = `No agent stack was found in ${counted(inspected.files, "file")}: nothing was audited.`;
  return [command("warning", `${tool.name}: ${target.name}`, message)];
}

function errorLines(report: Report): string[] {
  return signalsFirst(checksOf(report))
    .filter(({ status }) => status === "fail")
    .flatMap((check) => findingsOf(report, check))
    .filter(({ suppression }) => suppression === null)
    .map(({ check, message, locations: [at] }) =>
      command("error", check, `${message.says} ${message.because} ${message.fix}`, at),
    );
}

function verdictLines(report: Report): string[] {
  return grouped(
    "Verdicts",
    report.controls.flatMap((result) => [
      controlLine(result),
      ...result.checks.map((check) => checkLine(report, check)),
    ]),
  );
}

function controlLine({ control, readiness, reason }: ControlResult): string {
  return `${control.number} ${control.slug}: ${readiness}${reason === null ? "" : `. ${reason}`}`;
}

function checkLine(report: Report, check: CheckResult): string {
  const signal = check.signal === null ? "" : ` (signal ${check.signal})`;
  const suppressed = failsOnlySuppressed(report, check) ? ", suppressed" : "";
  const attested = check.attestation === null ? "" : ` Attested: ${attestationText(check.attestation)}`;
  return `  ${check.status}${suppressed}  ${check.id}${signal}  ${statementOf(report, check)}${attested}`;
}

function suppressedLines(report: Report): string[] {
  const suppressed = report.findings.flatMap(({ suppression, ...finding }) =>
    suppression === null ? [] : [{ ...finding, suppression }],
  );
  if (suppressed.length === 0) return [];
  const lines = suppressed.map(
    ({ check, message, locations: [at], suppression }) =>
      `${check}  ${at ? `${at.path}:${at.startLine}` : ""}  ${message.says} Suppressed ${suppressionText(suppression)}`,
  );
  const title = `${counted(suppressed.length, "finding")} suppressed`;
  return [command("notice", title, "They are listed in the log, with reason and expiry."), ...grouped(title, lines)];
}

/** A setting without effect is a line to change, so it is annotated where it stands. */
function settingsLines(report: Report): string[] {
  const applied = appliedSettings(report);
  return [...(applied === null ? [] : [logLine(applied)]), ...noticeLines(report)];
}

function noticeLines({ notices }: Report): string[] {
  return notices.map(({ kind, message, at }) => command("warning", kind, message, at ?? undefined));
}

function gapLines({ stack }: Report): string[] {
  const gaps = gapsToJson(stack.gaps).map(
    ({ path, line, reason }) => `${path}${line === null ? "" : `:${line}`}  ${reason}`,
  );
  return gaps.length === 0 ? [] : grouped(`Not inspected (${counted(gaps.length, "place")})`, gaps);
}

function grouped(title: string, lines: readonly string[]): string[] {
  return [`::group::${logLine(title)}`, ...lines.map(logLine), "::endgroup::"];
}
