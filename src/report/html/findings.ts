import { groupBy } from "../../model/group.ts";
import type { ReportedFinding } from "../../model/report.ts";
import { counted } from "../terminal/page.ts";
import { anchors } from "./anchors.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { foldedPlaces } from "./places.ts";
import { suppressionText } from "./suppressions.ts";

/** Findings with where they are; why it matters and what to do once for all that share it. */
export function findingGroups(findings: readonly ReportedFinding[], noun: "Finding" | "Suspicion"): Content {
  const groups = groupBy(findings, ({ fault, message }) => JSON.stringify([fault, message.because, message.fix]));
  return groups.map((group) => groupPart(group, noun));
}

const fewFindings = 5;

function groupPart(group: readonly ReportedFinding[], noun: "Finding" | "Suspicion"): Content {
  const [first] = group;
  if (first === undefined) return null;
  // Folding one away costs the line that says so.
  const shown = group.length <= fewFindings + 1 ? group : group.slice(0, fewFindings);
  const rest = group.slice(shown.length);
  return html`<div class="findings">
${shown.map((finding) => findingPart(finding, noun))}
${rest.length > 0 && html`<details class="more"><summary>${counted(rest.length, `more ${noun.toLowerCase()}`)} of this kind</summary>${rest.map((finding) => findingPart(finding, noun))}</details>`}
<dl class="remedy"><div><dt>Why</dt><dd>${first.message.because}</dd></div><div><dt>Fix</dt><dd>${first.message.fix}</dd></div></dl>
</div>
`;
}

function findingPart(finding: ReportedFinding, noun: string): Markup {
  const { fingerprint, check, fault, message, environments, failurePath, suppression, locations } = finding;
  const about = [
    `${check}/${fault}`,
    ...(environments.length > 0 ? [environments.join(", ")] : []),
    ...(failurePath === null ? [] : [`failure path ${failurePath}`]),
  ];
  return html`<article class="finding" id="${anchors.finding(fingerprint)}" aria-label="${noun}: ${finding.subject}">
<p class="says">${message.says}</p>
${suppression && html`<p class="suppressed"><b>Suppressed</b> ${suppressionText(suppression)}</p>`}
${foldedPlaces(locations, `Places of ${finding.subject}`)}
<p class="id">${about.join(" · ")} · <code>${fingerprint}</code></p>
</article>
`;
}
