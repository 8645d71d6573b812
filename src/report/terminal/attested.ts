import type { Attestation } from "../../model/attestation.ts";
import type { CheckResult, Report } from "../../model/report.ts";
import { mark, signalsFirst } from "./checklist.ts";
import { heading, labelled, type Page } from "./page.ts";
import { placeLines } from "./places.ts";

const saying: Readonly<Record<Attestation["answer"], string>> = {
  yes: "Yes",
  no: "No",
  "not-applicable": "It does not apply",
};

/** Every question that somebody answered: what was asked, who answered what, until when, and on what evidence. */
export function attestedSection(report: Report, page: Page): string[] {
  const attested = signalsFirst(report.controls.flatMap(({ checks }) => checks)).flatMap((check) =>
    check.attestation === null ? [] : [{ check, attestation: check.attestation }],
  );
  if (attested.length === 0) return [];
  return [
    heading(page, "Answered by attestation"),
    ...attested.flatMap(({ check, attestation }) => ["", ...attestedLines(check, attestation, page)]),
  ];
}

function attestedLines(
  check: CheckResult,
  { answer, by, date, expires, evidence, at }: Attestation,
  page: Page,
): string[] {
  const suspicions = check.findings.length;
  const despite =
    suspicions === 0
      ? ""
      : `, though ${suspicions === 1 ? "a name or a default suggests" : "names or defaults suggest"} otherwise`;
  return [
    `  ${mark(check.status, page)} ${page.color.bold(check.id)}`,
    ...labelled(page, "Asked   ", page.color.bold, check.asks, 4),
    ...labelled(page, "About   ", page.color.bold, check.question ?? "", 4),
    ...labelled(
      page,
      "Answer  ",
      page.color.bold,
      `${saying[answer]}, says ${by} on ${date}, until ${expires}${answer === "yes" ? despite : ""}.`,
      4,
    ),
    ...labelled(page, "Evidence", page.color.bold, evidence, 4),
    ...placeLines(page, [{ ...at, role: "", note: "" }], 6),
  ];
}
