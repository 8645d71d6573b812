import type { Report } from "../../model/report.ts";
import { groupByReason, type ReasonGroup } from "../terminal/gaps.ts";
import { counted } from "../terminal/page.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { pathText } from "./places.ts";
import type { Section } from "./section.ts";

const fewPlaces = 4;
/** More than this of one reason nobody reads, on paper least of all: the JSON report lists them all. */
const mostPlaces = 200;

/** What was not inspected or not resolved, by reason. */
export function gapsSection({ stack: { gaps } }: Report): Section {
  const groups = groupByReason(gaps);
  return {
    id: "gaps",
    title: "What was not inspected",
    body:
      groups.length === 0
        ? html`<p>Every file that an audit reads was read, and no value or call was left open for want of reading.</p>`
        : html`<p class="intro">${counted(gaps.length, "place")} in ${counted(groups.length, "group")}. Nothing in this report speaks of them.</p>
<ul class="gaps">${groups.map(groupItem)}</ul>`,
  };
}

function groupItem({ reason, places }: ReasonGroup): Markup {
  const shown = places.slice(0, mostPlaces);
  return html`<li><p class="reason">${reason} <span class="count">${counted(places.length, "place")}</span></p>
${shown.length <= fewPlaces ? list(shown, 0) : html`<details class="more"><summary>Show where</summary>${list(shown, places.length - shown.length)}</details>`}</li>
`;
}

function list(places: readonly string[], more: number): Content {
  return html`<ul class="paths">${places.map((place) => html`<li><code class="place">${pathText(place)}</code></li>`)}${more > 0 && html`<li>and ${more} more, which the JSON report lists</li>`}</ul>`;
}
