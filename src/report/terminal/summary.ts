import { buildOutcome } from "../../model/build-outcome.ts";
import type { Report } from "../../model/report.ts";
import { countsText } from "../counts.ts";
import { type Page, paragraph } from "./page.ts";

/** The counts and, in so many words, what they mean for a build. */
export function summary(report: Report, page: Page): string[] {
  return [...paragraph(page, countsText(report), 0), ...paragraph(page, meaning(report), 0)];
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
