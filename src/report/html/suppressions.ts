import type { Report, ReportedFinding } from "../../model/report.ts";
import type { Suppression } from "../../model/suppression.ts";
import { anchors } from "./anchors.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { placeCode } from "./places.ts";
import type { Section } from "./section.ts";

const sources: Readonly<Record<Suppression["by"], string>> = {
  config: "by the configuration",
  inline: "by a comment in the code",
  baseline: "by the baseline",
};

/** Findings that somebody decided to live with: who, why, and until when. */
export function suppressionsSection({ findings }: Report): Section {
  const suppressed = findings.filter(({ suppression }) => suppression !== null);
  return {
    id: "suppressions",
    title: "Suppressed findings",
    body:
      suppressed.length === 0
        ? html`<p>No finding is suppressed.</p>`
        : html`<p class="intro">They are findings all the same; the build does not fail for them.</p>
<ul class="decisions">${suppressed.map(item)}</ul>`,
  };
}

function item(finding: ReportedFinding): Content {
  const { suppression, fingerprint, check, fault, message } = finding;
  if (suppression === null) return null;
  const { by, reason, owner, expires, at } = suppression;
  return html`<li><p class="says"><a href="#${anchors.finding(fingerprint)}">${message.says}</a></p>
<p class="id">${check}/${fault} · <code>${fingerprint}</code></p>
<dl class="pairs"><div><dt>Suppressed</dt><dd>${sources[by]}</dd></div><div><dt>Reason</dt><dd>${reason}</dd></div><div><dt>Owner</dt><dd>${owner ?? "none is named"}</dd></div><div><dt>Holds until</dt><dd>${expires ?? "no end is set"}</dd></div>${at && html`<div><dt>Written in</dt><dd>${placeCode(at)}</dd></div>`}</dl></li>
`;
}

/** The decision in one line, where the finding stands. */
export function suppressionText({ by, reason, owner, expires }: Suppression): Markup {
  return html`${sources[by]}: ${reason}${owner !== null && ` (owner: ${owner})`}${expires !== null && `, until ${expires}`}`;
}
