import { buildOutcome } from "../model/build-outcome.ts";
import type { Report, Status } from "../model/report.ts";
import { checksOf } from "./check-findings.ts";
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
  return `${counted(checks.length, "check")}: ${statuses.join(", ")}. ${counted(proven.length, "finding")}${suppressedPart(suppressed, proven.length)}. ${counted(report.inspected.files, "file")} inspected.`;
}

function suppressedPart(count: number, all: number): string {
  if (count === 0) return "";
  if (count < all) return `, ${count} of them suppressed`;
  return all === 1 ? ", suppressed" : ", all suppressed";
}

/** What the verdicts come to, in a sentence. */
export function outcomeOf(report: Report): string {
  const { failing, suppressed, unknown } = buildOutcome(report);
  if (failing > 0) return "At least one check fails.";
  if (suppressed > 0) return "Everything that fails is suppressed.";
  if (unknown > 0) return "No check fails, and not every one could be decided.";
  return "No check fails.";
}
