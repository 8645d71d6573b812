import type { CheckResult, Report } from "../../model/report.ts";
import { mark, signalsFirst } from "./checklist.ts";
import { andMore, bounded, counted, heading, labelled, type Page, paragraph } from "./page.ts";
import { placeLines } from "./places.ts";

const suspectsPerCheck = 3;

/**
 * What could not be decided, what is missing, and the question whose answer would decide it. Of checks that are no signals
 * the question alone, unless the page is verbose: they are many, and most need what no repository holds.
 */
export function questionsSection(report: Report, page: Page): string[] {
  const open = signalsFirst(report.controls.flatMap((control) => control.checks)).filter(
    (check) => check.status === "unknown",
  );
  const isWhole = (check: CheckResult) => page.detail === "verbose" || check.signal !== null;
  const whole = titled(
    "Open questions",
    open.filter(isWhole),
    (check) => ["", ...questionLines(report, check, page)],
    page,
  );
  const short = shortQuestions(
    open.filter((check) => !isWhole(check)),
    page,
  );
  return whole.length > 0 && short.length > 0 ? [...whole, "", ...short] : [...whole, ...short];
}

function shortQuestions(checks: readonly CheckResult[], page: Page): string[] {
  if (checks.length === 0) return [];
  const suspicions = checks.reduce((sum, { findings }) => sum + findings.length, 0);
  const also = suspicions === 0 ? "the reasons" : `the reasons, and ${counted(suspicions, "suspicion")}`;
  return [
    heading(page, "Open questions of the other controls"),
    ...paragraph(page, `--verbose tells ${also}.`, 0).map(page.color.dim),
    "",
    ...checks.flatMap((check) => [
      `  ${mark("unknown", page)} ${page.color.bold(check.id)}`,
      ...paragraph(page, check.question ?? "", 4),
    ]),
  ];
}

function titled(
  title: string,
  checks: readonly CheckResult[],
  lines: (check: CheckResult) => readonly string[],
  page: Page,
): string[] {
  return checks.length === 0 ? [] : [heading(page, title), ...checks.flatMap(lines)];
}

function questionLines(report: Report, check: CheckResult, page: Page): string[] {
  const suspected = report.findings.filter(
    (finding) => finding.suppression === null && check.findings.includes(finding.fingerprint),
  );
  const { shown, more } = bounded(page, suspected, suspectsPerCheck);
  return [
    `  ${mark("unknown", page)} ${page.color.bold(check.id)}`,
    ...paragraph(page, check.reason ?? "", 4),
    ...shown.flatMap((finding) => [
      ...labelled(page, "Suspected", page.color.yellow, finding.message.says, 4),
      ...placeLines(page, finding.locations, 6),
    ]),
    ...andMore(page, more, 4),
    ...labelled(page, "Ask", page.color.bold, check.question ?? "", 4),
  ];
}
