import type { Report } from "../model/report.ts";
import { neutralise } from "./neutralise.ts";
import { checklist } from "./terminal/checklist.ts";
import { failurePathsSection } from "./terminal/failure-paths.ts";
import { findingsSection } from "./terminal/findings.ts";
import { gapsSection } from "./terminal/gaps.ts";
import { counted, type Page, paragraph } from "./terminal/page.ts";
import { questionsSection } from "./terminal/questions.ts";
import { numberNote, summary } from "./terminal/summary.ts";

/** The report for a person at a terminal: the checklist first, then what to do about it, then what is not known. */
export function terminalReport(report: Report, page: Page): string {
  const sections = report.stack.agentEvidence.length === 0 ? emptySections(report, page) : fullSections(report, page);
  const blocks = [title(report, page), ...sections].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function fullSections(report: Report, page: Page): string[][] {
  if (page.detail === "quiet") return [checklist(report, page), summary(report, page)];
  return [
    checklist(report, page),
    findingsSection(report, page),
    questionsSection(report, page),
    failurePathsSection(report, page),
    gapsSection(report, page),
    summary(report, page),
    numberNote(report, page),
  ];
}

function emptySections(report: Report, page: Page): string[][] {
  const found = [
    ...paragraph(
      page,
      `No agent stack was found in ${counted(report.inspected.files, "file")}: exit status 3, or 0 with --allow-empty.`,
      0,
    ),
    "",
    ...paragraph(
      page,
      "Looked for: agents, tools and model calls of the AI SDKs for TypeScript and JavaScript (Vercel AI SDK, OpenAI, Anthropic, LangChain, Mastra and others), MCP servers in code, and MCP client configuration such as .mcp.json.",
      0,
    ),
  ];
  return page.detail === "quiet" ? [found] : [found, gapsSection(report, page)];
}

function title({ tool, target }: Report, page: Page): string[] {
  const revision = target.revision === null ? "" : ` at ${target.revision.slice(0, 12)}`;
  return [page.color.dim(`${tool.name} ${tool.version}: ${neutralise(target.name)}${revision}`)];
}
