import { groupBy } from "../../../model/group.ts";
import type { Crossing, Item, Scene } from "../../scene/scene.ts";
import { anchors } from "../anchors.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { crossingWord } from "./words.ts";

/** The picture for those who do not see it, and for whoever wants to search or copy. */
export function sceneTable(scene: Scene): Markup {
  const { compartments } = scene;
  return html`<div class="scroll" role="region" aria-label="The picture as a table" tabindex="0"><table class="scene">
<caption class="unseen">Things by environment, and how they stand across the walls</caption>
<thead><tr><th scope="col">Thing</th>${compartments.map(({ name }) => html`<th scope="col">${name}</th>`)}<th scope="col">Across the walls</th></tr></thead>
<tbody>${thingsIn(scene).map((items) => row(items, scene))}</tbody>
</table></div>`;
}

/** Name of the row of a thing, for links. */
export function rowAnchor(scene: Scene, thing: string): string {
  return `thing-${thingsIn(scene).findIndex((items) => items[0]?.thing === thing) + 1}`;
}

function thingsIn({ items }: Scene): Item[][] {
  return groupBy(items, ({ thing }) => thing);
}

function row(items: readonly Item[], scene: Scene): Content {
  const [first] = items;
  if (first === undefined) return null;
  const keys = items.map(({ key }) => key);
  const own = scene.crossings.filter(({ from, to }) => keys.includes(from) || keys.includes(to));
  return html`<tr id="${rowAnchor(scene, first.thing)}"><th scope="row"><span class="role">${first.kind}</span> <b>${first.name}</b>${first.service !== null && html` <span class="note">of ${first.service}${first.alike > 0 && ` and ${first.alike} more services`}</span>`}</th>${scene.compartments.map(
    ({ name }) => html`<td>${cell(items.filter(({ environment }) => environment === name))}</td>`,
  )}<td>${own.length > 0 ? across(own, scene) : first.breach ? html`<a href="#${anchors.finding(first.breach.fingerprint)}">breach, signal ${first.breach.signals.join(", ")}</a>` : "nothing to compare"}</td></tr>
`;
}

function cell(items: readonly Item[]): Content {
  if (items.length === 0) return html`<span class="note">–</span>`;
  return items.map(({ what, isKnown }) => (what !== "" ? what : isKnown ? "there" : "not known"));
}

function across(crossings: readonly Crossing[], { items }: Scene): Content {
  const environmentOf = (key: string) => items.find((item) => item.key === key)?.environment ?? "";
  const lines = groupBy(crossings, ({ from, to, kind, signal }) =>
    JSON.stringify([environmentOf(from), environmentOf(to), kind, signal]),
  );
  return html`<ul>${lines.map(([one]) => one && html`<li>${environmentOf(one.from)} | ${environmentOf(one.to)}: ${one.kind === "breach" && one.fingerprint !== null ? html`<a href="#${anchors.finding(one.fingerprint)}">${crossingWord(one)}</a>` : crossingWord(one)}</li>`)}</ul>`;
}
