import { buildOutcome } from "../../model/build-outcome.ts";
import type { Report, Status } from "../../model/report.ts";
import { counted, type Page, paragraph } from "./page.ts";

const words: readonly (readonly [Status, string])[] = [
  ["fail", "failed"],
  ["pass", "passed"],
  ["unknown", "unknown"],
  ["not-applicable", "not applicable"],
];

/** The counts and, in so many words, what they mean for a build. */
export function summary(report: Report, page: Page): string[] {
  const checks = report.controls.flatMap((control) => control.checks);
  const statuses = words.flatMap(([status, word]) => {
    const count = checks.filter((check) => check.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const proven = report.findings.filter((finding) => finding.confidence === "proven");
  const accepted = proven.filter((finding) => finding.suppression !== null).length;
  const found = `${counted(proven.length, "finding")}${suppressedPart(accepted, proven.length)}`;
  const counts = `${counted(checks.length, "check")}: ${statuses.join(", ")}. ${found}. ${counted(report.inspected.files, "file")} inspected.`;
  return [...paragraph(page, counts, 0), ...paragraph(page, meaning(report), 0)];
}

function suppressedPart(count: number, all: number): string {
  if (count === 0) return "";
  if (count < all) return `, ${count} of them suppressed`;
  return all === 1 ? ", suppressed" : ", all suppressed";
}

function meaning(report: Report): string {
  const { failing, suppressed, unknown } = buildOutcome(report);
  const isDecided = report.findings.some(({ suppression }) => suppression !== null);
  if (failing > 0) {
    if (!isDecided) return "At least one check fails: exit status 1.";
    return `${failing === 1 ? "1 check fails" : `${failing} checks fail`} for findings that are not suppressed: exit status 1.`;
  }
  const strict = unknown === 0 ? "" : ", 1 with --strict";
  if (suppressed > 0) {
    const failed = suppressed === 1 ? "the check that fails" : `the ${suppressed} checks that fail`;
    return `Every finding of ${failed} is suppressed: exit status 0${strict}.`;
  }
  if (unknown > 0) return "No check fails, and not every one could be decided: exit status 0, 1 with --strict.";
  return "No check fails: exit status 0.";
}

/** Says once which control numbers are a reading of this project; nothing if none is shown. */
export function numberNote(report: Report, page: Page): string[] {
  const sentence = numberSentence(report);
  return sentence === null ? [] : paragraph(page, sentence, 0).map(page.color.dim);
}

/** The same as one sentence, for formats that are not wrapped; null if every number that is shown is stated. */
export function numberSentence(report: Report): string | null {
  const numbered = (certainty: string) =>
    report.controls.filter(({ control }) => control.numberCertainty === certainty).map(({ control }) => control.number);
  const parts = [
    numbersAre(numbered("inferred"), "inferred from the order in which the audit names its controls"),
    numbersAre(numbered("proposed"), "this project's own reading of an open slot"),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join("; ")}.`;
}

function numbersAre(numbers: readonly number[], what: string): string | null {
  const last = numbers.at(-1);
  if (last === undefined) return null;
  if (numbers.length === 1) return `Control number ${last} is ${what}`;
  return `Control numbers ${numbers.slice(0, -1).join(", ")} and ${last} are ${what}`;
}
