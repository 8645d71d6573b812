import type { Location } from "../../model/location.ts";
import { counted } from "../terminal/page.ts";
import { html, type Markup } from "./markup.ts";

/** A path that is never cut, and broken after a slash where it must be. */
export function pathText(path: string): Markup {
  const parts = path.split(/(?<=[/\\])/);
  return html`${parts.map((part, index) => (index === 0 ? part : html`<wbr>${part}`))}`;
}

/** `path:line:column` as one word. */
export function placeCode({ path, startLine, startColumn }: Location): Markup {
  return html`<code class="place">${pathText(path)}<span class="at">:${startLine}:${startColumn}</span></code>`;
}

/** What a place is to the claim, where it is, and what is to be seen there. */
export function placeItem(location: Location): Markup {
  const { role, note } = location;
  return html`<li><span class="role">${role}</span><span class="where">${placeCode(location)}${note !== "" && html`<span class="note">${note}</span>`}</span></li>`;
}

export function placeList(locations: readonly Location[], label: string): Markup {
  return html`<ol class="places" aria-label="${label}">${locations.map(placeItem)}</ol>`;
}

const fewPlaces = 6;
/** More than this for one claim nobody reads, on paper least of all: the JSON report lists them all. */
const mostPlaces = 100;

/** The list itself if it is short, else one that is opened; on paper it always is. */
export function foldedPlaces(locations: readonly Location[], label: string): Markup | null {
  if (locations.length === 0) return null;
  if (locations.length <= fewPlaces) return placeList(locations, label);
  const [first, rest] = [locations.slice(0, fewPlaces - 1), locations.slice(fewPlaces - 1, mostPlaces)];
  const unlisted = locations.length - first.length - rest.length;
  return html`${placeList(first, label)}
<details class="more"><summary>${counted(rest.length + unlisted, "more place")}</summary>${placeList(rest, `${label}, continued`)}${unlisted > 0 && html`<p class="aside">and ${unlisted} more, which the JSON report lists</p>`}</details>`;
}
