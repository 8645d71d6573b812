import type { Report } from "../../../model/report.ts";
import { composeScene } from "../../scene/compose.ts";
import { leftOutOf } from "../../scene/left-out.ts";
import type { CrossingKind, Scene } from "../../scene/scene.ts";
import { type Content, html, type Markup } from "../markup.ts";
import type { Section } from "../section.ts";
import { drawScene } from "./draw.ts";
import { sceneTable } from "./table.ts";

/** The stack as a ship in section: environments are compartments, and what is shared goes through the wall. */
export function pictureSection(report: Report): Section {
  const scene = composeScene(report);
  return {
    id: "picture",
    title: "The stack, wall by wall",
    body: scene.items.length === 0 ? nothing(report) : whole(scene, report),
  };
}

function nothing({ stack }: Report): Markup {
  return stack.environments.length === 0
    ? html`<p>The repository declares no environment, so there is no wall to draw.</p>`
    : html`<p>Nothing in the repository says what stands in which environment, so there is nothing to draw.</p>`;
}

function whole(scene: Scene, report: Report): Markup {
  const kinds = samples.filter(({ kind }) => scene.crossings.some((crossing) => crossing.kind === kind));
  return html`<p class="intro">Every environment is a compartment, production on the right. A red line is a breach that was proven: it goes through the wall under the number of its signal.</p>
${!scene.compartments.some(({ class: kind }) => kind === "production") && html`<p class="aside"><b>Note</b> The repository declares no production environment, so nothing can be compared with it.</p>`}
${left(scene)}
<p class="aside hint">The picture is wider than the screen: move it sideways, or read the table below it.</p>
<figure class="drawing">
<div class="scroll" role="region" aria-label="Picture of the stack" tabindex="0">${drawScene(scene, report)}</div>
<figcaption>${kinds.length > 0 && html`<ul class="legend" aria-label="Legend">${kinds.map(({ sample, words }) => html`<li><svg viewBox="0 0 48 24" width="48" height="24" aria-hidden="true" focusable="false"><rect class="sample-wall" x="20" y="0" width="8" height="24"/>${sample}</svg> ${words}</li>`)}</ul>`}</figcaption>
</figure>
<details class="more"><summary>The picture as a table</summary>${sceneTable(scene)}</details>`;
}

const samples: readonly { readonly kind: CrossingKind; readonly sample: Markup; readonly words: string }[] = [
  {
    kind: "breach",
    sample: html`<rect class="hole" x="19" y="7" width="10" height="10"/><path class="crossing breach" d="M0 12h48"/>`,
    words: "Breach: proven, with the number of its signal",
  },
  {
    kind: "open",
    sample: html`<path class="crossing open" d="M0 12h48"/><g class="badge open"><path d="M24 3l9 9-9 9-9-9z"/></g>`,
    words: "Not known: the repository does not tell one from the other",
  },
  {
    kind: "shared",
    sample: html`<path class="crossing shared" d="M0 12h48"/>`,
    words: "One and the same, not judged a breach",
  },
  {
    kind: "held",
    sample: html`<path class="crossing held" d="M0 12h16M16 6v12M32 12h16M32 6v12"/>`,
    words: "Kept apart: two different ones",
  },
];

function left(scene: Scene): Content {
  const parts = leftOutOf(scene);
  if (parts.length === 0) return null;
  return html`<p class="aside">Left out of the picture: ${parts.join("; ")}. <code>bulkhead inventory</code> lists everything.</p>`;
}
