import type { Report } from "../model/report.ts";
import { appliedSettings } from "./applied-settings.ts";
import { countsText, outcomeOf } from "./counts.ts";
import { controlsSection } from "./markdown/controls.ts";
import { escaped } from "./markdown/escape.ts";
import { failurePathsSection } from "./markdown/failure-paths.ts";
import { findingsSection, suppressedSection } from "./markdown/findings.ts";
import { fitted, type Section } from "./markdown/fit.ts";
import { gapsSection, noticesSection } from "./markdown/gaps.ts";
import { graphSection } from "./markdown/graph.ts";
import { attestedSection, questionsSection } from "./markdown/questions.ts";
import { signalsSection } from "./markdown/signals.ts";
import { counted, type Page, plain } from "./terminal/page.ts";
import { numberNote } from "./terminal/summary.ts";

/** In bytes: a comment on GitHub holds 65,536 characters, a job summary 1 MiB. */
const comment = 65_000;
const jobSummary = 1_000_000;

/**
 * The report for a pull request or a job summary, in GitHub's Markdown. It fits into a comment; on a verbose page it holds
 * more, and fits into a job summary.
 */
export function markdownReport(report: Report, page: Page): string {
  return fitted(sectionsOf(report, page), page.detail === "verbose" ? jobSummary : comment);
}

function sectionsOf(report: Report, page: Page): Section[] {
  const { stack } = report;
  const title = titleSection(report);
  if (stack.agentEvidence.length === 0) return [title, ...noticesSection(report), ...gapsSection(report, page)];
  const first = [title, ...signalsSection(report), ...controlsSection(report)];
  if (page.detail === "quiet") return first;
  return [
    ...first,
    ...findingsSection(report, page),
    ...graphSection(report),
    ...failurePathsSection(report, page),
    ...suppressedSection(report),
    ...attestedSection(report),
    ...noticesSection(report),
    ...questionsSection(report, page),
    ...gapsSection(report, page),
    ...numbersSection(report, page),
  ];
}

function titleSection(report: Report): Section {
  const { tool, target, stack, inspected } = report;
  // Let it link itself: the commit is one of this repository.
  const commit = /^[0-9a-f]{7,64}$/.test(target.revision ?? "") ? ` at ${target.revision?.slice(0, 12)}` : "";
  const settings = appliedSettings(report);
  const verdict =
    stack.agentEvidence.length === 0
      ? [`**No agent stack was found** in ${counted(inspected.files, "file")}: nothing was audited.`]
      : [`**${outcomeOf(report)}** ${countsText(report)}`];
  return fixed([
    `## ${tool.name}: ${escaped(target.name)}`,
    "",
    ...verdict,
    "",
    `${tool.name} ${tool.version}${commit}`,
    ...(settings === null ? [] : ["", escaped(settings)]),
  ]);
}

/** Says once which control numbers are a reading of this project. */
function numbersSection(report: Report, page: Page): Section[] {
  const note = numberNote(report, { ...page, color: plain, width: Number.POSITIVE_INFINITY });
  return note.length === 0 ? [] : [fixed(note)];
}

function fixed(opens: readonly string[]): Section {
  return { opens, items: [], noun: "", closes: [] };
}
