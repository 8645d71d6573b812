import { groupBy } from "../../model/group.ts";
import type { Reference } from "../../model/reference.ts";
import type { CheckResult, Report } from "../../model/report.ts";
import { anchors } from "./anchors.ts";
import { shape, statusWord } from "./marks.ts";
import { html, type Markup } from "./markup.ts";
import type { Section } from "./section.ts";

interface Mapped {
  readonly reference: Reference;
  readonly check: CheckResult;
}

/** The entries of public frameworks that the checks bear on, and how those checks came out. */
export function frameworksSection(report: Report): Section | null {
  const mapped = report.controls
    .flatMap(({ checks }) => checks)
    .flatMap((check) => check.references.map((reference) => ({ reference, check })));
  if (mapped.length === 0) return null;
  return {
    id: "frameworks",
    title: "References to frameworks",
    body: html`<p class="intro">What the checks bear on. A check that passes is evidence towards an entry and does not by itself satisfy it; to an article of the EU AI Act a check is relevant, and no more.</p>
${groupBy(mapped, ({ reference }) => reference.framework).map(frameworkPart)}`,
  };
}

function frameworkPart(mapped: readonly Mapped[]): Markup {
  const name = mapped[0]?.reference.framework ?? "";
  const entries = groupBy(mapped, ({ reference }) => reference.id).sort((a, b) => byNumber.compare(idOf(a), idOf(b)));
  return html`<details class="framework" id="${anchors.framework(name)}"><summary><span class="name">${name}</span> <span class="count">${entries.length} ${entries.length === 1 ? "entry" : "entries"}</span></summary>
<dl class="entries">${entries.map(entryPart)}</dl></details>
`;
}

/** `Art. 9` before `Art. 12`. */
const byNumber = new Intl.Collator("en", { numeric: true });

function idOf([first]: readonly Mapped[]): string {
  return first?.reference.id ?? "";
}

function entryPart(mapped: readonly Mapped[]): Markup {
  const [first] = mapped;
  return html`<div><dt><b>${first?.reference.id ?? ""}</b> ${first?.reference.title ?? ""}</dt><dd><ul class="outcomes">${mapped.map(
    ({ check: { id, status } }) =>
      html`<li class="${status}"><a href="#${anchors.check(id)}">${shape(status)}<span class="unseen">${statusWord(status)}: </span>${id}</a></li>`,
  )}</ul></dd></div>
`;
}
