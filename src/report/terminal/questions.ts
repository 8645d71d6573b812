import type { CheckResult, Report } from "../../model/report.ts";
import { mark, signalsFirst } from "./checklist.ts";
import { andMore, bounded, heading, labelled, type Page, paragraph } from "./page.ts";
import { placeLines } from "./places.ts";

const suspectsPerCheck = 3;

/** What could not be decided, what is missing, and the question whose answer would decide it. */
export function questionsSection(report: Report, page: Page): string[] {
  const checks = signalsFirst(report.controls.flatMap((control) => control.checks));
  const open = checks.filter((check) => check.status === "unknown");
  if (open.length === 0) return [];
  return [heading(page, "Open questions"), ...open.flatMap((check) => ["", ...questionLines(report, check, page)])];
}

function questionLines(report: Report, check: CheckResult, page: Page): string[] {
  const suspected = report.findings.filter((finding) => check.findings.includes(finding.fingerprint));
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
