import type { CheckResult, Report } from "../../model/report.ts";
import { checksOf, findingsOf } from "../check-findings.ts";
import { attestationText } from "../statements.ts";
import { signalsFirst } from "../terminal/checklist.ts";
import { bounded, counted, type Page } from "../terminal/page.ts";
import { escaped, escapedShort, linkTo } from "./escape.ts";
import type { Section } from "./fit.ts";

const longest = 1000;
const suspectsShown = 3;

/** What could not be decided and the question that would decide it, folded: there are many, and none fails a build. */
export function questionsSection(report: Report, page: Page): Section[] {
  const open = signalsFirst(checksOf(report)).filter(({ status }) => status === "unknown");
  return folded(
    counted(open.length, "open question"),
    open.map((check) => questionLines(report, check, page)),
    "open question",
  );
}

/** What somebody states where the repository leaves a question open. */
export function attestedSection(report: Report): Section[] {
  const attested = checksOf(report).filter(({ attestation }) => attestation !== null);
  return folded(
    `${counted(attested.length, "check")} attested`,
    attested.map(({ id, asks, attestation }) => [
      `- **${escaped(id)}** ${escapedShort(asks, longest)}<br>`,
      `  ${attestation ? `${escapedShort(attestationText(attestation), longest)} (${linkTo(attestation.at)})` : ""}`,
    ]),
    "attested check",
  );
}

/** A section that a reader opens; nothing if there is nothing in it. */
export function folded(title: string, items: readonly (readonly string[])[], noun: string): Section[] {
  if (items.length === 0) return [];
  return [{ opens: ["<details>", `<summary>${title}</summary>`, ""], items, noun, closes: ["", "</details>"] }];
}

function questionLines(report: Report, check: CheckResult, page: Page): string[] {
  const { shown, more } = bounded(page, findingsOf(report, check), suspectsShown);
  return [
    `- **${escaped(check.id)}** ${escapedShort(check.reason ?? "", longest)}<br>`,
    `  *Ask:* ${escapedShort(check.question ?? "", longest)}`,
    ...shown.map(({ message, locations }) => {
      const [at] = locations;
      return `  - suspected: ${escapedShort(message.says, longest)} ${at ? linkTo(at) : ""}`;
    }),
    ...(more === 0 ? [] : [`  - and ${counted(more, "more suspicion")}`]),
  ];
}
