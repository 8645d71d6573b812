import type { CheckResult, ControlResult, Report, Status } from "../../model/report.ts";
import { numberSentence } from "../terminal/summary.ts";
import { anchors } from "./anchors.ts";
import { readinessMark } from "./marks.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { placeCode } from "./places.ts";
import type { Section } from "./section.ts";

/** Every control on a row, with the first thing to fix where it is a gap. */
export function controlsOverview(report: Report): Section | null {
  if (report.controls.length === 0) return null;
  const note = numberSentence(report);
  const count = report.controls.length;
  return {
    id: "controls",
    title: count === 12 ? "The twelve controls" : count === 1 ? "The control" : `The ${count} controls`,
    body: html`<p class="intro">Ready means that the control is there and a test shows it at work. A gap is proven. Unknown is neither: the repository does not decide it.</p>
<table class="controls" role="table">
<caption class="unseen">Controls with their readiness, checks and the first thing to fix</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">No</th><th role="columnheader" scope="col">Control</th><th role="columnheader" scope="col">Readiness</th>${counted.map(([status, word]) => html`<th role="columnheader" scope="col" class="count">${status === "not-applicable" ? html`<abbr title="Not applicable">${word}</abbr>` : word}</th>`)}</tr></thead>
<tbody role="rowgroup">${report.controls.map((result) => row(report, result))}</tbody>
</table>
${note !== null && html`<p class="aside">${note}</p>`}`,
  };
}

function row(report: Report, result: ControlResult): Markup {
  const { control, readiness, checks } = result;
  return html`<tr role="row" class="${readiness}"><td role="cell" class="no">${control.number}</td><th role="rowheader" scope="row"><a href="#${anchors.control(control.slug)}">${control.title}</a>${firstToFix(report, result)}</th><td role="cell">${readinessMark(readiness)}</td>${counted.map(([status, word]) => countCell(checks, status, word))}</tr>
`;
}

const counted: readonly (readonly [Status, string])[] = [
  ["fail", "Failed"],
  ["pass", "Passed"],
  ["unknown", "Unknown"],
  ["not-applicable", "N/A"],
];

function countCell(checks: readonly CheckResult[], status: Status, word: string): Markup {
  const count = checks.filter((check) => check.status === status).length;
  return html`<td role="cell" class="count ${count === 0 ? "none" : status}">${count}<span class="word"> ${word === "N/A" ? "not applicable" : word.toLowerCase()}</span></td>`;
}

/** The first finding that nobody decided to live with; why the control is unknown where nothing fails. */
function firstToFix(report: Report, { checks, reason }: ControlResult): Content {
  const failing = checks.filter(({ status }) => status === "fail").flatMap(({ findings }) => findings);
  const first = failing
    .map((fingerprint) => report.findings.find((finding) => finding.fingerprint === fingerprint))
    .find((finding) => finding?.suppression === null);
  if (first === undefined) return reason !== null && html`<span class="first">${reason}</span>`;
  const [at] = first.locations;
  return html`<span class="first"><b>First to fix:</b> ${first.message.says}${at && html` ${placeCode(at)}`}</span>`;
}
