import { failurePathTitles } from "../../model/failure-path.ts";
import type { Report } from "../../model/report.ts";
import { counted, type Page } from "../terminal/page.ts";
import { placeLines } from "./findings.ts";
import type { Section } from "./fit.ts";

/** The incidents that the findings make possible, each as a chain from the test side to production. */
export function failurePathsSection(report: Report, page: Page): Section[] {
  const open = report.failurePaths.filter((path) => path.open);
  if (open.length === 0) return [];
  return [
    {
      opens: ["### Open failure paths", ""],
      items: open.map(({ number, steps, findings }) => [
        `- **${number} ${failurePathTitles[number]}**${findings.length > 1 ? `, opened by ${counted(findings.length, "finding")}, of which the first is shown` : ""}`,
        ...placeLines(steps, page),
      ]),
      noun: "failure path",
      closes: [],
    },
  ];
}
