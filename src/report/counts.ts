import type { Report, Status } from "../model/report.ts";
import { checksOf, failsOnlySuppressed } from "./check-findings.ts";
import { counted } from "./terminal/page.ts";

const words: readonly (readonly [Status, string])[] = [
  ["fail", "failed"],
  ["pass", "passed"],
  ["unknown", "unknown"],
  ["not-applicable", "not applicable"],
];

/** `80 checks: 9 failed, 18 passed. 16 findings, 2 of them suppressed. 15 files inspected.` */
export function countsText(report: Report): string {
  const checks = checksOf(report);
  const statuses = words.flatMap(([status, word]) => {
    const count = checks.filter((check) => check.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const proven = report.findings.filter(({ confidence }) => confidence === "proven");
  const suppressed = proven.filter(({ suppression }) => suppression !== null).length;
  const of = suppressed === 0 ? "" : `, ${suppressed} of them suppressed`;
  return `${counted(checks.length, "check")}: ${statuses.join(", ")}. ${counted(proven.length, "finding")}${of}. ${counted(report.inspected.files, "file")} inspected.`;
}

/** What the verdicts come to, in a sentence. */
export function outcomeOf(report: Report): string {
  const checks = checksOf(report);
  const failing = checks.filter(({ status }) => status === "fail");
  if (failing.some((check) => !failsOnlySuppressed(report, check))) return "At least one check fails.";
  if (failing.length > 0) return "Everything that fails is suppressed.";
  if (checks.some(({ status }) => status === "unknown")) return "No check fails, and not every one could be decided.";
  return "No check fails.";
}
