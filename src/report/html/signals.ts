import { classOf } from "../../model/environment.ts";
import { failurePathTitles } from "../../model/failure-path.ts";
import type { Location } from "../../model/location.ts";
import type { CheckResult, Report, ReportedFinding } from "../../model/report.ts";
import type { Stack } from "../../model/stack.ts";
import { whatHolds } from "../terminal/checklist.ts";
import { counted } from "../terminal/page.ts";
import { bothSides } from "../terminal/places.ts";
import { anchors } from "./anchors.ts";
import { statusMark } from "./marks.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { placeCode, placeList } from "./places.ts";
import type { Section } from "./section.ts";

/** The five signals: each with its verdict, one statement, and both sides of the claim. */
export function signalsSection(report: Report): Section | null {
  const signals = report.controls
    .flatMap(({ checks }) => checks)
    .filter(({ signal }) => signal !== null)
    .sort((a, b) => (a.signal ?? 0) - (b.signal ?? 0));
  if (signals.length === 0) return null;
  return {
    id: "signals",
    title: "The five signals of sandbox separation",
    body: html`<p class="intro">A signal that fails is proven: each claim shows what stands on one side of the wall between environments and what stands on the other.</p>
<ol class="signals">${signals.map((check) => signalItem(report, check))}</ol>`,
  };
}

function signalItem(report: Report, check: CheckResult): Markup {
  const { statement, places } = whatHolds(report, check);
  const id = anchors.signal(check.signal ?? 0);
  const findings = report.findings.filter(({ fingerprint }) => check.findings.includes(fingerprint));
  return html`<li class="signal ${check.status}" id="${id}">
<h3 id="${id}-title"><span class="number">${check.signal}</span> <span class="name">${check.id.slice(check.id.indexOf("/") + 1)}</span> ${statusMark(check.status)}</h3>
<p class="statement">${statement}</p>
${sides(report.stack, places)}
${check.notes.map((note) => html`<p class="aside"><b>Note</b> ${note}</p>`)}
${check.status === "fail" && places.length > 2 && html`<details class="more"><summary>${`All ${places.length} places of this claim`}</summary>${placeList(places, `Places of signal ${check.signal}`)}</details>`}
<p class="onward">${onward(check, findings)}</p>
</li>
`;
}

/** Both sides of a claim, and between them a wall if that is what divides them. */
function sides(stack: Stack, places: readonly Location[]): Content {
  const [first, second] = bothSides(places);
  if (first === undefined) return null;
  if (second === undefined) return html`<div class="sides">${side(first)}</div>`;
  const isWall = isEnvironment(stack, first.role) && isEnvironment(stack, second.role);
  return html`<div class="sides">${side(first)}<span class="${isWall ? "wall" : "seam"}" aria-hidden="true"></span>${side(second)}</div>`;
}

function isEnvironment({ environments }: Stack, role: string): boolean {
  return classOf(role) !== "other" || environments.some(({ name }) => name === role);
}

function side(location: Location): Markup {
  return html`<div class="side"><p class="role">${location.role}</p>${placeCode(location)}${location.note !== "" && html`<p class="note">${location.note}</p>`}</div>`;
}

function onward(check: CheckResult, findings: readonly ReportedFinding[]): Content {
  const paths = [...new Set(findings.flatMap(({ failurePath }) => (failurePath === null ? [] : [failurePath])))].sort();
  const opened = check.status === "fail" ? paths : [];
  return html`<a href="#${anchors.check(check.id)}">${check.status === "fail" ? `${counted(findings.length, "finding")}, why it matters and what to do` : "How it was judged"}</a>${opened.map(
    (path) => html` · <a href="#failure-path-${path}">opens failure path ${path}: ${failurePathTitles[path]}</a>`,
  )}`;
}
