import type { Notice } from "../../model/notice.ts";
import type { Report } from "../../model/report.ts";
import { html } from "./markup.ts";
import { placeCode } from "./places.ts";
import type { Section } from "./section.ts";

const titles: Readonly<Record<Notice["kind"], string>> = {
  "unused-suppression": "Suppression that covers nothing",
  "expired-suppression": "Suppression that has run out",
  "malformed-suppression": "Suppression that cannot be read",
  "ignored-attestation": "Attestation that does not count",
  "unused-setting": "Setting without effect",
  "stale-baseline": "Baseline that is out of date",
  "outgrown-baseline": "Finding that has grown beyond the baseline",
};

/** What of the user's own settings had no effect; nothing if there is no such thing. */
export function noticesSection({ notices }: Report): Section | null {
  if (notices.length === 0) return null;
  return {
    id: "notices",
    title: "Settings that need attention",
    body: html`<ul class="decisions">${notices.map(({ kind, message, at }) => html`<li><p class="says"><b>${titles[kind]}.</b> ${message}</p>${at && html`<p>${placeCode(at)}</p>`}</li>`)}</ul>`,
  };
}
