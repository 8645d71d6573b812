import { failurePathTitles } from "../../model/failure-path.ts";
import type { Report } from "../../model/report.ts";
import { heading, type Page, paragraph } from "./page.ts";
import { placeLines } from "./places.ts";

/** The incidents that the findings make possible, each as a chain from the test side to production. */
export function failurePathsSection(report: Report, page: Page): string[] {
  const open = report.failurePaths.filter((path) => path.open);
  if (open.length === 0) return [];
  return [
    heading(page, "Open failure paths"),
    ...open.flatMap(({ number, steps, findings }) => [
      "",
      ...paragraph(page, `${number}  ${failurePathTitles[number]}`, 2),
      ...placeLines(page, steps, 5, "→ "),
      ...(findings.length > 1 ? paragraph(page, `Opened by ${findings.length} findings; the first is shown.`, 5) : []),
    ]),
  ];
}
