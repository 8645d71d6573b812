import type { Readiness, Status } from "../../model/report.ts";
import { html, type Markup } from "./markup.ts";

const words: Readonly<Record<Status, string>> = {
  pass: "Pass",
  fail: "Fail",
  unknown: "Unknown",
  "not-applicable": "Not applicable",
};

const readinessWords: Readonly<Record<Readiness, { readonly word: string; readonly status: Status }>> = {
  ready: { word: "Ready", status: "pass" },
  gap: { word: "Gap", status: "fail" },
  unknown: { word: "Unknown", status: "unknown" },
  "not-applicable": { word: "Not applicable", status: "not-applicable" },
};

/** A verdict by word and by shape, so that nothing hangs on its colour. */
export function statusMark(status: Status): Markup {
  return badge(status, words[status]);
}

export function readinessMark(readiness: Readiness): Markup {
  const { word, status } = readinessWords[readiness];
  return badge(status, word);
}

export function statusWord(status: Status): string {
  return words[status];
}

/** The shape alone, where its word stands beside it. */
export function shape(status: Status): Markup {
  return html`<svg class="shape" width="16" height="16" aria-hidden="true" focusable="false"><use href="#shape-${status}"/></svg>`;
}

export function badge(status: Status, word: string): Markup {
  return html`<span class="mark ${status}">${shape(status)}${word}</span>`;
}

/** The shapes, once for the whole page. */
export const shapeDefinitions = (): Markup =>
  html`<svg width="0" height="0" class="unseen" aria-hidden="true" focusable="false">${Object.entries(shapes).map(
    ([status, drawing]) =>
      html`<symbol id="shape-${status}" viewBox="${status === "unknown" ? "1 1 14 14" : "0 0 16 16"}">${drawing}</symbol>`,
  )}</svg>`;

/** Told apart without colour: an octagon, a disc, a lozenge and a bar. */
const shapes: Readonly<Record<Status, Markup>> = {
  fail: html`<path class="solid" d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/><path class="sign" d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4"/>`,
  pass: html`<circle class="solid" cx="8" cy="8" r="7"/><path class="sign" d="M4.6 8.3l2.4 2.4 4.4-5"/>`,
  unknown: html`<path class="solid" d="M8 0l8 8-8 8-8-8z"/><path class="sign thin" d="M5.9 6.2c0-1.2.9-2 2.1-2s2.1.8 2.1 1.8c0 1.4-2.1 1.5-2.1 2.9M8 11.5v.3"/>`,
  "not-applicable": html`<rect class="hollow" x="1.2" y="1.2" width="13.6" height="13.6" rx="2"/><path class="dash" d="M4.6 8h6.8"/>`,
};
