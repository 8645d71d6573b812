import type { Report, ReportedFinding } from "../../model/report.ts";
import { mark, signalsFirst } from "./checklist.ts";
import { andMore, bounded, heading, labelled, type Page, paragraph } from "./page.ts";
import { placeLines } from "./places.ts";

const findingsPerFault = 5;

/** Every proven finding that is held against the build: what is the case, where, why it matters and what to do; the last two once for each fault. */
export function findingsSection(report: Report, page: Page): string[] {
  const proven = report.findings.filter((finding) => finding.confidence === "proven" && finding.suppression === null);
  if (proven.length === 0) return [];
  const order = signalsFirst(report.controls.flatMap(({ checks }) => checks)).map(({ id }) => id);
  const groups = order.flatMap((check) => groupByRemedy(proven.filter((finding) => finding.check === check)));
  return [heading(page, "Findings"), ...groups.flatMap((group) => ["", ...groupLines(group, page)])];
}

function groupByRemedy(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.fault, finding.message.because, finding.message.fix]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function groupLines(group: readonly ReportedFinding[], page: Page): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { shown, more } = bounded(page, group, findingsPerFault);
  return [
    `  ${mark("fail", page)} ${page.color.bold(`${first.check}/${first.fault}`)}`,
    ...shown.flatMap((finding) => [
      ...paragraph(page, finding.message.says, 4),
      ...placeLines(page, finding.locations, 6),
    ]),
    ...andMore(page, more, 4),
    ...labelled(page, "Why", page.color.bold, first.message.because, 4),
    ...labelled(page, "Fix", page.color.bold, first.message.fix, 4),
  ];
}
