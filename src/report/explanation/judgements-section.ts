import type { Explanation, Judgement } from "../../model/explanation.ts";
import { listed } from "../../model/wording.ts";
import { mark } from "../terminal/checklist.ts";
import { andMore, bounded, heading, labelled, type Page, paragraph } from "../terminal/page.ts";
import { placeLines } from "../terminal/places.ts";
import { rowLines } from "./rows.ts";

const findingsShown = 2;

/** How the checks judged the line, or what it is. */
export function judgementsSection({ judgements }: Explanation, page: Page): string[] {
  if (judgements.length === 0) return [];
  return [heading(page, "How it was judged"), ...judgements.flatMap((j) => ["", ...judgementLines(j, page)])];
}

const verdicts = { pass: "pass", fail: "fail", unknown: "unknown", "not-applicable": "not applicable" } as const;

function judgementLines(judgement: Judgement, page: Page): string[] {
  const { check, status, citesLine, findings } = judgement;
  const { shown, more } = bounded(page, findings, findingsShown);
  return [
    `  ${mark(status, page)} ${page.color.bold(check)}  ${page.color.dim(verdicts[status])}`,
    ...(citesLine
      ? rowLines(page, [{ label: "this line", text: listed(judgement.as, 4), paint: page.color.bold }], 4)
      : []),
    ...shown.flatMap((finding) => findingLines(finding, page)),
    ...andMore(page, more, 4),
    ...verdictLines(judgement, page),
  ];
}

function findingLines(finding: Judgement["findings"][number], page: Page): string[] {
  const says =
    finding.confidence === "proven"
      ? paragraph(page, finding.says, 4)
      : labelled(page, "Suspected", page.color.yellow, finding.says, 4);
  return [
    ...says,
    ...placeLines(page, finding.locations, 6),
    ...labelled(page, "Why", page.color.bold, finding.because, 4),
    ...labelled(page, "Fix", page.color.bold, finding.fix, 4),
  ];
}

/** Why the check came out so, as far as its findings on this line do not say it. */
function verdictLines(
  { status, asks, citesLine, findings, otherFindings, reason, question }: Judgement,
  page: Page,
): string[] {
  switch (status) {
    case "fail": {
      if (findings.length > 0) return [];
      const others = otherFindings === 1 ? "another finding" : `${otherFindings} findings`;
      return paragraph(page, `It fails by ${others}, none of which names this line.`, 4);
    }
    case "pass":
      return paragraph(page, `${asks} Yes${citesLine ? ", and this line is among the evidence" : ""}.`, 4);
    case "unknown":
      return [
        ...labelled(page, citesLine ? "Open" : "Open, not by this line", page.color.bold, reason ?? "", 4),
        ...labelled(page, "Ask", page.color.bold, question ?? "", 4),
      ];
    case "not-applicable":
      return paragraph(page, reason ?? "", 4);
  }
}
