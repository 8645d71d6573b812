import type { EnvironmentClass } from "../../../model/environment.ts";
import type { Report } from "../../../model/report.ts";
import { neutralise } from "../../neutralise.ts";
import type { Compartment, Crossing, Scene } from "../../scene/scene.ts";
import { anchors } from "../anchors.ts";
import { type Content, html, type Markup } from "../markup.ts";
import {
  type Layout,
  layoutScene,
  type PlacedCrossing,
  type PlacedItem,
  type Point,
  roomFor,
  sizes,
  wallAt,
} from "./layout.ts";
import { rowAnchor } from "./table.ts";
import { fitText } from "./text-fit.ts";
import { crossingWord, sentenceOf } from "./words.ts";

/** The scene as a drawing whose items are links: to the finding that they belong to, or to their row of the table. */
export function drawScene(scene: Scene, report: Report): Markup {
  const layout = layoutScene(scene);
  const { width, height } = layout;
  return html`<svg class="picture columns-${scene.compartments.length}${width > height * 1.4 && " wide"}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-labelledby="picture-name picture-text" xmlns="http://www.w3.org/2000/svg">
<title id="picture-name">The stack of ${report.target.name} as compartments</title>
<desc id="picture-text">${sentenceOf(scene)} The table below says the same.</desc>
<rect class="hull" x="2" y="2" width="${width - 4}" height="${height - 4}" rx="14"/>
${scene.compartments.map((compartment, index) => compartmentHead(compartment, layout, index))}
${walls(layout)}
${layout.crossings.map(crossingLine)}
${layout.items.map((placed) => itemLink(placed, scene))}
${layout.crossings.map(crossingBadge)}
</svg>`;
}

function compartmentHead(
  { name, class: kind, crew }: Compartment,
  { columns, headerHeight }: Layout,
  index: number,
): Markup {
  const left = columns[index] ?? 0;
  const [title = ""] = fitText(neutralise(name), roomFor(17), 1);
  const isNamed = name.toLowerCase() === kind || kind === "other";
  return html`<g class="head"><text class="environment" x="${left}" y="34">${title}</text>
<text class="crew" x="${left}" y="52">${isNamed ? (liveness[kind] ?? "not live") : kind}</text>
${crew.map((line, at) => html`<text class="crew" x="${left}" y="${70 + at * sizes.crewLine}">${fitText(neutralise(line), roomFor(sizes.whatFont), 1)[0]}</text>`)}</g>
<path class="deck" d="M${left - 8} ${headerHeight}h${sizes.item + 16}"/>`;
}

/** Under an environment that is called what it is; under any other stands its class. */
const liveness: Readonly<Partial<Record<EnvironmentClass, string>>> = {
  production: "live",
  ci: "build machines",
  other: "of no known class",
};

function walls({ columns, height }: Layout): Content {
  return columns.slice(0, -1).map((left) => {
    const rungs = Array.from(
      { length: Math.ceil((height - 12) / 8) },
      (_, index) => `M0 ${index * 8 + 8}l${sizes.wall} -6`,
    );
    return html`<g class="bulkhead" transform="translate(${wallAt(left) - sizes.wall / 2} 2)"><rect width="${sizes.wall}" height="${height - 4}"/><path d="${rungs.join("")}"/></g>`;
  });
}

function crossingLine({ crossing: { kind }, points, walls: all }: PlacedCrossing): Markup {
  if (kind === "held") return heldLine(points, all.at(-1) ?? { x: 0, y: 0 });
  const line = html`<path class="crossing ${kind}" d="${pathThrough(points)}"/>`;
  if (kind !== "breach") return line;
  return html`${all.map(({ x, y }) => html`<rect class="hole" x="${x - sizes.wall / 2 - 1}" y="${y - 10}" width="${sizes.wall + 2}" height="20"/>`)}${line}`;
}

/** Comes to the wall from either side and ends there. */
function heldLine(points: readonly Point[], { x, y }: Point): Markup {
  const [left, right] = [x - sizes.wall / 2 - 5, x + sizes.wall / 2 + 5];
  const before = [...points.slice(0, -2), { x: left, y }];
  const after = [{ x: right, y }, ...points.slice(-1)];
  return html`<path class="crossing held" d="${pathThrough(before)}${pathThrough(after)}M${left} ${y - 7}v14M${right} ${y - 7}v14"/>`;
}

/** A line that leaves and arrives level. */
function pathThrough(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (!before) return `M${x} ${y}`;
      const middle = Math.round((before.x + x) / 2);
      return before.y === y ? `L${x} ${y}` : `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
    })
    .join("");
}

function crossingBadge({ crossing: { kind, signal }, walls: all }: PlacedCrossing): Content {
  const { x, y } = all.at(-1) ?? { x: 0, y: 0 };
  if (kind === "breach")
    return html`<g class="badge" aria-hidden="true"><circle cx="${x}" cy="${y}" r="11"/><text x="${x}" y="${y + 4.5}">${signal}</text></g>`;
  if (kind === "open")
    return html`<g class="badge open" aria-hidden="true"><path d="M${x} ${y - 12}l12 12-12 12-12-12z"/><text x="${x}" y="${y + 4.5}">?</text></g>`;
  return null;
}

function itemLink(placed: PlacedItem, scene: Scene): Markup {
  const { item, left, top, height, name, what, kind } = placed;
  const own = scene.crossings.filter(({ from, to }) => from === item.key || to === item.key);
  const target = item.breach ? anchors.finding(item.breach.fingerprint) : rowAnchor(scene, item.thing);
  const text = left + sizes.inset;
  return html`<a class="item${item.breach !== null && " breached"}${!item.isKnown && " untold"}" href="#${target}" aria-label="${labelOf(placed, own)}">
<rect x="${left}" y="${top}" width="${sizes.item}" height="${height}" rx="5"/>
<text class="kind" x="${text}" y="${top + 17}">${kind}</text>
${name.map((line, index) => html`<text class="name" x="${text}" y="${top + 35 + index * sizes.nameLine}">${line}</text> `)}
${what.map((line, index) => html`<text class="what" x="${text}" y="${top + 34 + name.length * sizes.nameLine + index * sizes.whatLine}">${line}</text> `)}
</a>
`;
}

/** What can be read in it first, as whoever speaks to the browser names it; then what that leaves out. */
function labelOf({ item, kind, name, what }: PlacedItem, crossings: readonly Crossing[]): string {
  const shown = [kind, ...name, ...what].join(" ");
  const whole = [neutralise(item.name), neutralise(item.what)].filter((text) => text !== "" && !shown.includes(text));
  const alone = crossings.length === 0 && item.breach ? [`breach, signal ${item.breach.signals.join(", ")}`] : [];
  return [shown, ...whole, `in ${item.environment}`, ...alone, ...new Set(crossings.map(crossingWord))].join("; ");
}
