import { failurePathTitles } from "../../model/failure-path.ts";
import type { FailurePath, Report } from "../../model/report.ts";
import { counted } from "../terminal/page.ts";
import { anchors } from "./anchors.ts";
import { badge } from "./marks.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { placeItem } from "./places.ts";
import type { Section } from "./section.ts";

/** The four ways into an incident, each that is open as a chain from the test side to production. */
export function failurePathsSection({ failurePaths }: Report): Section | null {
  if (failurePaths.length === 0) return null;
  const open = failurePaths.filter((path) => path.open);
  const others = failurePaths.filter((path) => !path.open);
  return {
    id: "failure-paths",
    title: "Failure paths",
    body: html`<p class="intro">How a missing wall turns into an incident: from the actor that is not production’s, through what is shared, to production.</p>
${open.map(openPath)}
${others.length > 0 && html`<ul class="quiet-paths">${others.map(({ number }) => html`<li id="failure-path-${number}">${badge("not-applicable", "Not shown to be open")} <span><b>${number}</b> ${failurePathTitles[number]}</span></li>`)}</ul>`}`,
  };
}

function openPath({ number, steps, findings }: FailurePath): Markup {
  return html`<article class="path" id="failure-path-${number}" aria-labelledby="failure-path-${number}-title">
<h3 id="failure-path-${number}-title"><span class="number">${number}</span> <span class="name">${failurePathTitles[number]}</span> ${badge("fail", "Open")}</h3>
${steps.length > 0 && html`<ol class="chain" aria-label="Steps of failure path ${number}">${steps.map((step) => placeItem(step))}</ol>`}
${openers(findings)}
</article>
`;
}

const fewFindings = 12;

function openers(findings: readonly string[]): Content {
  const shown = findings.slice(0, fewFindings);
  const more = findings.length - shown.length;
  return html`<p class="onward">Opened by ${counted(findings.length, "finding")}${findings.length > 1 && "; the chain is that of the first"}: ${shown.map((fingerprint, index) => html`${index > 0 && ", "}<a href="#${anchors.finding(fingerprint)}"><code>${fingerprint}</code></a>`)}${more > 0 && ` and ${more} more`}.</p>`;
}
