import { suppressedIn } from "../../model/build-outcome.ts";
import type { CheckResult, ControlResult, Readiness, Report, Status } from "../../model/report.ts";
import { mark } from "./checklist.ts";
import { counted, heading, type Page, paragraph } from "./page.ts";
import { sidesLines } from "./places.ts";

const markOf: Readonly<Record<Readiness, Status>> = {
  ready: "pass",
  gap: "fail",
  unknown: "unknown",
  "not-applicable": "not-applicable",
};

const readinessWidth = "not applicable".length;

/** Every control on a line with its counts, and below a gap the first thing to fix; nothing if the signals are all there is. */
export function controlsSection(report: Report, page: Page): string[] {
  const { controls } = report;
  if (controls.every(({ checks }) => checks.every(({ signal }) => signal !== null))) return [];
  const width = Math.max(...controls.map(({ control }) => control.slug.length));
  return [
    heading(page, counted(controls.length, "control")),
    "",
    ...controls.flatMap((result) => controlLines(report, result, width, page)),
  ];
}

function controlLines(report: Report, result: ControlResult, width: number, page: Page): string[] {
  const { control, readiness, checks } = result;
  const name = page.color.bold(control.slug) + " ".repeat(width - control.slug.length);
  const word = readiness.replace("-", " ").padEnd(readinessWidth);
  const line = `  ${mark(markOf[readiness], page)} ${String(control.number).padStart(2)} ${name}  ${word}  ${tally(checks)}`;
  return [
    line.trimEnd(),
    ...suppressedLine(report, checks, page),
    ...(page.detail === "quiet" ? [] : firstToFix(report, result, page)),
  ];
}

function suppressedLine(report: Report, checks: readonly CheckResult[], page: Page): string[] {
  const count = checks.reduce((sum, check) => sum + suppressedIn(check, report), 0);
  return count === 0 ? [] : [page.color.dim(`       ${counted(count, "finding")} suppressed`)];
}

/** The signals stand above with all that is to be said of them. */
function firstToFix(report: Report, { checks }: ControlResult, page: Page): string[] {
  const failing = checks.find(
    (check) => check.status === "fail" && check.signal === null && suppressedIn(check, report) < check.findings.length,
  );
  const own = report.findings.filter(({ fingerprint }) => failing?.findings.includes(fingerprint));
  const first = own.find(({ suppression }) => suppression === null);
  return first ? [...paragraph(page, first.message.says, 7), ...sidesLines(page, first.locations, 7)] : [];
}

function tally(checks: readonly CheckResult[]): string {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const parts = [
    [count("fail"), "failed"],
    [count("pass"), "passed"],
    [count("unknown"), "unknown"],
  ] as const;
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`])).join(", ");
}
