import type { CheckResult, Report, Status } from "../../model/report.ts";
import { failsOnlySuppressed, findingsOf, signalsOf } from "../check-findings.ts";
import { leadingOf, statementOf } from "../statements.ts";
import { firstSentence } from "../terminal/checklist.ts";
import { bothSides } from "../terminal/places.ts";
import { escapedShort, linkTo } from "./escape.ts";
import type { Section } from "./fit.ts";

const statementLength = 300;

/** The five-signal checklist: the first thing a reader sees. */
export function signalsSection(report: Report): Section[] {
  const signals = signalsOf(report);
  if (signals.length === 0) return [];
  return [
    {
      opens: [
        "### The five signals of sandbox separation",
        "",
        "| | signal | verdict | what holds | where |",
        "|---|---|---|---|---|",
        ...signals.map((check) => `| ${signalCells(report, check).join(" | ")} |`),
      ],
      items: [],
      noun: "",
      closes: [],
    },
  ];
}

function signalCells(report: Report, check: CheckResult): string[] {
  const first = leadingOf(findingsOf(report, check));
  const places = first && (check.status === "fail" || check.evidence.length === 0) ? first.locations : check.evidence;
  return [
    String(check.signal ?? ""),
    check.id.slice(check.id.indexOf("/") + 1),
    verdictOf(report, check),
    escapedShort(whatHolds(report, check), statementLength),
    bothSides(places).map(linkTo).join(" ↔ "),
  ];
}

function whatHolds(report: Report, check: CheckResult): string {
  const statement = statementOf(report, check);
  return check.status === "fail" || check.status === "pass" ? statement : firstSentence(statement);
}

export const marks: Readonly<Record<Status, string>> = {
  pass: "✓",
  fail: "✗",
  unknown: "?",
  "not-applicable": "–",
};

/** The verdict in a word, with its mark; of one that somebody stands in for, that too. */
export function verdictOf(report: Report, check: CheckResult): string {
  const suppressed = failsOnlySuppressed(report, check) ? ", suppressed" : "";
  const attested = check.attestation === null ? "" : ", attested";
  return `${marks[check.status]} ${check.status.replace("-", " ")}${suppressed}${attested}`;
}
