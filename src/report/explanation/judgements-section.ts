import type { Explanation, Judgement } from "../../model/explanation.ts";
import { listed } from "../../model/wording.ts";
import { mark } from "../terminal/checklist.ts";
import { andMore, bounded, counted, heading, labelled, type Page, paragraph } from "../terminal/page.ts";
import { placeLines, sidesLines } from "../terminal/places.ts";
import { rowLines } from "./rows.ts";

const findingsShown = 2;

/** How the checks judged the line, or what it is. */
export function judgementsSection({ judgements }: Explanation, page: Page): string[] {
  if (judgements.length === 0) return [];
  return [heading(page, "How it was judged"), ...judgements.flatMap((j) => ["", ...judgementLines(j, page)])];
}

const verdicts = { pass: "pass", fail: "fail", unknown: "unknown", "not-applicable": "not applicable" } as const;

/** The check and its verdict, on one line if they fit. */
function headLines({ check, status }: Judgement, page: Page): string[] {
  const verdict = page.color.dim(verdicts[status]);
  const head = `  ${mark(status, page)} ${page.color.bold(check)}`;
  const fits = check.length + verdicts[status].length + 6 <= page.width;
  return fits ? [`${head}  ${verdict}`] : [head, `    ${verdict}`];
}

function judgementLines(judgement: Judgement, page: Page): string[] {
  const { citesLine, findings } = judgement;
  const { shown, more } = bounded(page, findings, findingsShown);
  return [
    ...headLines(judgement, page),
    ...(citesLine
      ? rowLines(page, [{ label: "this line", text: listed(judgement.as, 4), paint: page.color.bold }], 4)
      : []),
    ...shown.flatMap((finding) => findingLines(finding, page)),
    ...andMore(page, more, 4),
    ...verdictLines(judgement, page),
  ];
}

/** Both sides of the claim, or every place of it on a verbose page. */
function findingLines(
  { confidence, says, because, fix, suppressed, locations }: Judgement["findings"][number],
  page: Page,
): string[] {
  return [
    ...(confidence === "proven" ? paragraph(page, says, 4) : labelled(page, "Suspected", page.color.yellow, says, 4)),
    ...(page.detail === "verbose" ? placeLines(page, locations, 6) : sidesLines(page, locations, 6)),
    ...labelled(page, "Why", page.color.bold, because, 4),
    ...labelled(page, "Fix", page.color.bold, fix, 4),
    ...(suppressed === null ? [] : labelled(page, "Suppressed", page.color.bold, suppressed, 4)),
  ];
}

/** Why the check came out so, as far as its findings do not say it. */
function verdictLines(judgement: Judgement, page: Page): string[] {
  const { status, asks, attestedBy, citesLine, findings, otherFindings, reason, question } = judgement;
  switch (status) {
    case "fail": {
      if (findings.some((f) => f.namesLine)) return [];
      const text = findings.length > 0 ? "It names other lines of what this one is." : othersText(otherFindings);
      return paragraph(page, text, 4).map(page.color.dim);
    }
    case "pass":
      if (attestedBy !== null)
        return paragraph(page, `${asks} Yes, says ${attestedBy}; the repository leaves it open.`, 4);
      return paragraph(page, `${asks} Yes${citesLine ? ", and this line is among the evidence" : ""}.`, 4);
    case "unknown":
      return [
        ...(reason === null ? [] : labelled(page, "Open", page.color.bold, reason, 4)),
        ...(question === null ? [] : labelled(page, "Ask", page.color.bold, question, 4)),
        ...paragraph(page, openText(reason, citesLine), 4).map(page.color.dim),
      ];
    case "not-applicable":
      return paragraph(page, reason ?? "", 4);
  }
}

/** What an open check leaves to be said: where its reason is told and its places include the line, nothing. */
function openText(reason: string | null, citesLine: boolean): string {
  if (citesLine) return reason === null ? "What it says of this line is among what could not be decided." : "";
  return reason === null
    ? "It is open for other things than this line."
    : "This line is not among the places that it names.";
}

function othersText(count: number): string {
  return `It fails for another reason: ${counted(count, "finding")} that ${count === 1 ? "names" : "name"} neither this line nor what it is.`;
}
