import type { Explanation } from "../../model/explanation.ts";
import { neutralise } from "../neutralise.ts";
import { andMore, bounded, counted, heading, type Page, paragraph } from "../terminal/page.ts";
import { codeSection } from "./code-section.ts";
import { judgementsSection } from "./judgements-section.ts";
import { subjectsSection } from "./subjects-section.ts";

const limitsShown = 6;

/** One line explained for a person at a terminal: what it is, how it was judged, and what that leaves open. */
export function terminalExplanation(explanation: Explanation, page: Page): string {
  const blocks = [
    title(explanation, page),
    unknownSection(explanation, page),
    subjectsSection(explanation, page),
    codeSection(explanation.code, page),
    judgementsSection(explanation, page),
    nearbySection(explanation, page),
    limitsSection(explanation, page),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function title({ tool, target, line, file }: Explanation, page: Page): string[] {
  const revision = target.revision === null ? "" : ` at ${target.revision.slice(0, 12)}`;
  const column = line.column === null ? "" : `:${line.column}`;
  const read = file.extractors.length === 0 ? "read by no extractor" : `read as ${file.extractors.join(", ")}`;
  return [
    page.color.dim(`${tool.name} ${tool.version}: ${neutralise(target.name)}${revision}`),
    "",
    `${page.color.bold(page.color.cyan(`${neutralise(line.path)}:${line.line}${column}`))}`,
    ...paragraph(page, `${file.zone}, ${read}, ${counted(file.lines, "line")}`, 0).map(page.color.dim),
  ];
}

function unknownSection({ unknownBecause, subjects }: Explanation, page: Page): string[] {
  if (unknownBecause.length === 0 || subjects.length > 0) return [];
  return [heading(page, "The model knows nothing of this line"), "", ...points(page, unknownBecause)];
}

function nearbySection({ nearby, line }: Explanation, page: Page): string[] {
  if (nearby.length === 0) return [];
  const known = nearby.map((one) => `${neutralise(line.path)}:${one.line} ${one.says}`);
  return [heading(page, "Known nearby"), "", ...points(page, known)];
}

function limitsSection({ limits }: Explanation, page: Page): string[] {
  if (limits.length === 0) return [];
  const { shown, more } = bounded(page, limits, limitsShown);
  return [heading(page, "What this does not establish"), "", ...points(page, shown), ...andMore(page, more, 2)];
}

function points(page: Page, texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const [first = "", ...rest] = paragraph(page, text, 4);
    return [`  - ${first.trimStart()}`, ...rest];
  });
}
