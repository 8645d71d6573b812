import type { CheckResult, Report, Status } from "../../model/report.ts";
import { counted } from "../terminal/page.ts";
import { anchors } from "./anchors.ts";
import { appliedSettings } from "./applied-settings.ts";
import { shape, statusWord } from "./marks.ts";
import { type Content, html, type Markup } from "./markup.ts";

/** Which tool says what follows of which repository, and in one glance what it found. */
export function titleBlock(report: Report): Markup {
  const { target, tool, inspected } = report;
  const checks = report.controls.flatMap((control) => control.checks);
  return html`<header class="title">
<p class="eyebrow">Bulkhead audit: sandbox separation and incident readiness</p>
<h1>${target.name}</h1>
${lead(report)}
${strip(checks.filter(({ signal }) => signal !== null))}
<dl class="facts">
${fact("Revision", target.revision === null ? "not known" : html`<code>${target.revision}</code>`)}
${fact("Inspected", `${counted(inspected.files, "file")}, ${counted(inspected.modules, "module")} of code among them`)}
${fact("Tool", `${tool.name} ${tool.version}`)}
${checks.length > 0 && fact("Checks", tally(checks))}
${checks.length > 0 && fact("Findings", findingsTally(report))}
${fact("Settings applied", appliedSettings(report))}
</dl>
</header>`;
}

function fact(term: string, value: Content): Markup {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function lead(report: Report): Content {
  const signals = report.controls.flatMap(({ checks }) => checks).filter(({ signal }) => signal !== null);
  if (report.stack.agentEvidence.length === 0) return html`<p class="lead">No agent stack was found.</p>`;
  const open = report.failurePaths.filter((path) => path.open).length;
  const gaps = report.controls.filter(({ readiness }) => readiness === "gap").length;
  const sentences = [
    ...(signals.length === 0 ? [] : [signalsSentence(signals)]),
    `${gaps} of ${counted(report.controls.length, "control")} ${gaps === 1 ? "is a gap" : "are gaps"}`,
    open === 0
      ? "no failure path was shown to be open"
      : `${counted(open, "failure path")} ${open === 1 ? "is" : "are"} open`,
  ];
  return html`<p class="lead">${sentences.join("; ")}.</p>`;
}

function signalsSentence(signals: readonly CheckResult[]): string {
  const count = (status: Status) => signals.filter((check) => check.status === status).length;
  const failing = count("fail");
  if (failing > 0) return `${failing} of ${counted(signals.length, "signal")} ${failing === 1 ? "fails" : "fail"}`;
  const open = count("unknown");
  if (open === 0) return "No signal fails";
  return `No signal fails, and ${open} of ${signals.length} could not be decided`;
}

/** The five signals side by side. */
function strip(signals: readonly CheckResult[]): Content {
  if (signals.length === 0) return null;
  return html`<ol class="strip" aria-label="The five signals at a glance">${signals.map(
    ({ id, signal, status }) =>
      html`<li><a class="tile ${status}" href="#${anchors.signal(signal ?? 0)}"><span class="tile-verdict">${shape(status)}<span>${statusWord(status)}</span></span><span class="tile-name"><span class="tile-number">${signal}</span> ${id.slice(id.indexOf("/") + 1)}</span></a></li>`,
  )}</ol>`;
}

const words: readonly (readonly [Status, string])[] = [
  ["fail", "failed"],
  ["pass", "passed"],
  ["unknown", "unknown"],
  ["not-applicable", "not applicable"],
];

/** `2 failed, 1 passed`, leaving out what there is none of. */
export function tally(checks: readonly CheckResult[]): string {
  return words
    .flatMap(([status, word]) => {
      const count = checks.filter((check) => check.status === status).length;
      return count === 0 ? [] : [`${count} ${word}`];
    })
    .join(", ");
}

function findingsTally({ findings }: Report): string {
  const proven = findings.filter(({ confidence }) => confidence === "proven").length;
  const suppressed = findings.filter(({ suppression }) => suppression !== null).length;
  return `${proven} proven, ${findings.length - proven} suspected${suppressed === 0 ? "" : `; ${suppressed} of them suppressed`}`;
}
