import type { CheckResult, Report, Status } from "../../model/report.ts";
import { heading, labelled, type Page, paragraph } from "./page.ts";
import { placeLines, sidesLines } from "./places.ts";

/** The first thing a reader sees: each signal with its verdict, one statement and both sides of the claim. */
export function checklist(report: Report, page: Page): string[] {
  return report.controls.flatMap(({ control, checks, readiness, reason }) => {
    const signals = checks.filter(({ signal }) => signal !== null);
    if (signals.length === 0) return [];
    return [
      heading(page, `${control.title} (control ${control.number}): ${readiness.replace("-", " ")}`),
      ...paragraph(page, reason ?? "", 0),
      "",
      ...signals.flatMap((check) => checkLines(report, check, page)),
    ];
  });
}

function checkLines(report: Report, check: CheckResult, page: Page): string[] {
  const name = check.id.slice(check.id.indexOf("/") + 1);
  const number = check.signal === null ? "" : `${check.signal} `;
  const { statement, places } = whatHolds(report, check);
  return [
    `  ${mark(check.status, page)} ${number}${page.color.bold(name)}`,
    ...paragraph(page, statement, 6),
    ...(page.detail === "verbose" ? placeLines(page, places, 6) : sidesLines(page, places, 6)),
    ...check.notes.flatMap((note) => labelled(page, "Note", page.color.bold, note, 6)),
  ];
}

/** One statement for a check, and the places that show it. */
export function whatHolds(report: Report, check: CheckResult) {
  const [first] = report.findings.filter((finding) => check.findings.includes(finding.fingerprint));
  if (check.status === "fail" && first) {
    const others = check.findings.length - 1;
    const statement = others === 0 ? first.message.says : `${first.message.says} And ${others} more.`;
    return { statement, places: first.locations };
  }
  // A pass answers the check's question, so the question itself is the statement.
  if (check.status === "pass") return { statement: `${check.asks} Yes.`, places: check.evidence };
  return { statement: firstSentence(check.reason ?? ""), places: check.evidence };
}

/** The rest of a long reason stands with its question. */
export function firstSentence(text: string): string {
  return /^.*?[.?!](?= \p{Lu})/u.exec(text)?.[0] ?? text;
}

export function mark(status: Status, { color }: Page): string {
  switch (status) {
    case "pass":
      return color.green("✓");
    case "fail":
      return color.red("✗");
    case "unknown":
      return color.yellow("?");
    case "not-applicable":
      return color.dim("–");
  }
}

/** Checks in the order in which they are read: the five signals, then the others by control. */
export function signalsFirst(checks: readonly CheckResult[]): CheckResult[] {
  return [...checks.filter(({ signal }) => signal !== null), ...checks.filter(({ signal }) => signal === null)];
}
