import { labelOf, relationTo } from "../../model/reference.ts";
import type { CheckResult, ControlResult, Report, ReportedFinding, Status } from "../../model/report.ts";
import { anchors } from "./anchors.ts";
import { attestationBlock } from "./attestation.ts";
import { findingGroups } from "./findings.ts";
import { readinessMark, statusMark } from "./marks.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { foldedPlaces } from "./places.ts";
import type { Section } from "./section.ts";
import { tally } from "./title.ts";

/** Each control with its checks, and whatever each check rests on. */
export function controlSections(report: Report): Section | null {
  if (report.controls.length === 0) return null;
  return {
    id: "checks",
    title: "Control by control",
    body: html`<p class="intro">Failing checks stand open, the others open on demand; on paper everything is open.</p>
${report.controls.map((result) => controlPart(report, result))}`,
  };
}

function controlPart(report: Report, { control, readiness, reason, checks }: ControlResult): Markup {
  const id = anchors.control(control.slug);
  return html`<article class="control" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><span class="number">${control.number}</span> <span class="name">${control.title}</span> ${readinessMark(readiness)}</h3>
<p class="question">${control.question}</p>
<p class="tally">${tally(checks)}${reason !== null && html`. ${reason}`}</p>
${checks.map((check) => checkPart(report, check))}
</article>
`;
}

function checkPart(report: Report, check: CheckResult): Markup {
  const { id, asks, status, signal, isTestLeg } = check;
  const findings = report.findings.filter(({ fingerprint }) => check.findings.includes(fingerprint));
  return html`<details class="check ${status}" id="${anchors.check(id)}"${status === "fail" && html` open`}>
<summary><span class="asks">${asks}</span> <span class="meta">${statusMark(status)}<code>${id.slice(id.indexOf("/") + 1)}</code>${signal !== null && html`<span class="tag">signal ${signal}</span>`}${isTestLeg && html`<span class="tag">test</span>`}${check.attestation && html`<span class="tag">attested</span>`}</span></summary>
<div class="check-body">
${bodies[status](check, findings)}
${check.notes.map((note) => html`<p class="aside"><b>Note</b> ${note}</p>`)}
${check.attestation && attestationBlock(check.attestation)}
${references(check)}
</div>
</details>
`;
}

const bodies: Readonly<Record<Status, (check: CheckResult, findings: readonly ReportedFinding[]) => Content>> = {
  fail: (_, findings) => findingGroups(findings, "Finding"),
  pass: ({ evidence, id }) =>
    html`<h4>Evidence</h4>${foldedPlaces(evidence, `Evidence for ${id}`) ?? html`<p>None is needed: see the note.</p>`}`,
  unknown: ({ reason, question, evidence, id }, findings) => html`
${reason !== null && html`<p>${reason}</p>`}
${question !== null && html`<p class="ask"><b>Question to answer</b> ${question}</p>`}
${findings.length > 0 && html`<h4>Suspected, not proven</h4>${findingGroups(findings, "Suspicion")}`}
${evidence.length > 0 && html`<h4>What was seen</h4>${foldedPlaces(evidence, `What was seen for ${id}`)}`}`,
  "not-applicable": ({ reason }) => html`<p>${reason}</p>`,
};

/** The ids alone: their titles stand once, in the section on frameworks. */
function references({ references: list }: CheckResult): Content {
  if (list.length === 0) return null;
  const relevant = list.filter((reference) => relationTo(reference) === "relevant to");
  const mapped = list.filter((reference) => relationTo(reference) !== "relevant to");
  return html`<p class="references">${mapped.length > 0 && html`<b>Maps to</b> ${labels(mapped)}`}${mapped.length > 0 && relevant.length > 0 && ". "}${relevant.length > 0 && html`<b>Relevant to</b> ${labels(relevant)}`}.</p>`;
}

function labels(list: CheckResult["references"]): Content {
  return list.map(
    (reference, index) =>
      html`${index > 0 && "; "}<a href="#${anchors.framework(reference.framework)}">${labelOf(reference)}</a>`,
  );
}
