import { suppressedIn } from "../../model/build-outcome.ts";
import type { CheckResult, Report, Status } from "../../model/report.ts";
import { findingsOf } from "../check-findings.ts";
import { leadingOf } from "../statements.ts";
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
    `  ${mark(check.status, page)} ${number}${page.color.bold(name)}${suppressedNote(report, check, page)}`,
    ...paragraph(page, statement, 6),
    ...(page.detail === "verbose" ? placeLines(page, places, 6) : sidesLines(page, places, 6)),
    ...check.notes.flatMap((note) => labelled(page, "Note", page.color.bold, note, 6)),
  ];
}

/** `(1 of 2 suppressed)`: a check that fails is not made to look as if it did not. */
function suppressedNote(report: Report, check: CheckResult, page: Page): string {
  const count = suppressedIn(check, report);
  return count === 0 ? "" : page.color.dim(`  (${count} of ${check.findings.length} suppressed)`);
}

/** One statement for a check, and the places that show it. */
export function whatHolds(report: Report, check: CheckResult) {
  const first = leadingOf(findingsOf(report, check));
  if (check.status === "fail" && first) {
    const others = check.findings.length - 1;
    const statement = others === 0 ? first.message.says : `${first.message.says} And ${others} more.`;
    return { statement, places: first.locations };
  }
  if (check.attestation !== null) return { statement: attestedStatement(check), places: check.evidence };
  // A pass answers the check's question, so the question itself is the statement.
  if (check.status === "pass") return { statement: `${check.asks} Yes.`, places: check.evidence };
  return { statement: firstSentence(check.reason ?? ""), places: check.evidence };
}

/** A check that somebody answered, in a sentence that does not read as if the repository had shown it. */
function attestedStatement({ asks, reason, status, attestation }: CheckResult): string {
  if (attestation === null || status !== "pass") return reason ?? "";
  return `${asks} Yes, says ${attestation.by}; this holds until ${attestation.expires}.`;
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
