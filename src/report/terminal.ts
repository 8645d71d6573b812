import type { Report } from "../model/report.ts";
import { attestedSection } from "./terminal/attested.ts";
import { checklist } from "./terminal/checklist.ts";
import { controlsSection } from "./terminal/controls.ts";
import { failurePathsSection } from "./terminal/failure-paths.ts";
import { findingsSection } from "./terminal/findings.ts";
import { gapsSection } from "./terminal/gaps.ts";
import { noticesSection } from "./terminal/notices.ts";
import type { Page } from "./terminal/page.ts";
import { questionsSection } from "./terminal/questions.ts";
import { numberNote, summary } from "./terminal/summary.ts";
import { suppressedSection } from "./terminal/suppressed.ts";
import { emptyLines, titleLines } from "./terminal/title.ts";

/** The report for a person at a terminal: the checklist first, then what to do about it, then what is not known. */
export function terminalReport(report: Report, page: Page): string {
  const sections = report.stack.agentEvidence.length === 0 ? emptySections(report, page) : fullSections(report, page);
  const blocks = [titleLines(report, page), ...sections].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function fullSections(report: Report, page: Page): string[][] {
  if (page.detail === "quiet") return [checklist(report, page), controlsSection(report, page), summary(report, page)];
  return [
    checklist(report, page),
    controlsSection(report, page),
    findingsSection(report, page),
    suppressedSection(report, page),
    questionsSection(report, page),
    attestedSection(report, page),
    failurePathsSection(report, page),
    gapsSection(report.stack.gaps, page),
    noticesSection(report.notices, page),
    summary(report, page),
    numberNote(report, page),
  ];
}

function emptySections(report: Report, page: Page): string[][] {
  const found = emptyLines(report, page);
  return page.detail === "quiet"
    ? [found]
    : [found, gapsSection(report.stack.gaps, page), noticesSection(report.notices, page)];
}
