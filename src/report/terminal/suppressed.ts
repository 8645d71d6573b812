import type { Report, ReportedFinding } from "../../model/report.ts";
import type { Suppression } from "../../model/suppression.ts";
import { mark, signalsFirst } from "./checklist.ts";
import { andMore, bounded, counted, heading, labelled, type Page, paragraph } from "./page.ts";
import { placeLines, placeOf } from "./places.ts";

const findingsPerDecision = 5;

const origin: Readonly<Record<Suppression["by"], string>> = {
  inline: "comment",
  config: "configuration",
  baseline: "baseline",
};

/** What somebody decided to live with, suspicions too: each finding with who decided it, why and until when. */
export function suppressedSection(report: Report, page: Page): string[] {
  const suppressed = report.findings.filter((finding) => finding.suppression !== null);
  if (suppressed.length === 0) return [];
  const order = signalsFirst(report.controls.flatMap(({ checks }) => checks)).map(({ id }) => id);
  const groups = order.flatMap((check) => groupByDecision(suppressed.filter((finding) => finding.check === check)));
  return [
    heading(page, `Suppressed (${countedByConfidence(suppressed)})`),
    ...groups.flatMap((group) => ["", ...groupLines(group, page)]),
  ];
}

function countedByConfidence(findings: readonly ReportedFinding[]): string {
  const suspected = findings.filter(({ confidence }) => confidence === "suspected").length;
  const parts = [
    [findings.length - suspected, "finding"],
    [suspected, "suspicion"],
  ] as const;
  return parts.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)])).join(", ");
}

/** An entry of the configuration may cover many findings of a check, and says so once. */
function groupByDecision(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.fault, finding.suppression]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function groupLines(group: readonly ReportedFinding[], page: Page): string[] {
  const [first] = group;
  if (first === undefined || first.suppression === null) return [];
  const { shown, more } = bounded(page, group, findingsPerDecision);
  return [
    `  ${mark(first.confidence === "proven" ? "fail" : "unknown", page)} ${page.color.bold(`${first.check}/${first.fault}`)}`,
    ...shown.flatMap((finding) => [
      ...paragraph(page, finding.message.says, 4),
      ...placeLines(page, page.detail === "verbose" ? finding.locations : finding.locations.slice(0, 1), 6),
    ]),
    ...andMore(page, more, 4),
    ...decisionLines(first.suppression, page),
  ];
}

function decisionLines({ by, reason, owner, expires, at }: Suppression, page: Page): string[] {
  const rows: readonly (readonly [label: string, text: string | null])[] = [
    ["Reason", reason],
    ["By    ", `${origin[by]}${at === null ? "" : ` at ${placeOf(at)}`}`],
    ["Owner ", owner],
    ["Until ", expires],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : labelled(page, label, page.color.bold, text, 4)));
}
