import { compareText } from "../../model/location.ts";
import type { Report } from "../../model/report.ts";
import { counted } from "../terminal/page.ts";
import { type Content, html } from "./markup.ts";
import { pathText } from "./places.ts";

/** Which of the user's own decisions changed how this report reads, as far as it tells. */
export function appliedSettings(report: Report): Content {
  const suppressions = report.findings.flatMap(({ suppression }) => (suppression ? [suppression] : []));
  const attestations = report.controls
    .flatMap(({ checks }) => checks)
    .flatMap(({ attestation }) => (attestation ? [attestation] : []));
  const by = (kind: "config" | "inline" | "baseline") => suppressions.filter((one) => one.by === kind);
  const pathsOf = (list: readonly { readonly at: { readonly path: string } | null }[]) =>
    [...new Set(list.flatMap(({ at }) => (at ? [at.path] : [])))].sort(compareText);
  const parts = [
    report.settings && html`configuration <code>${pathText(report.settings.path)}</code>`,
    applied(by("baseline").length, "finding", "of a baseline", []),
    applied(by("config").length, "suppression", "by", pathsOf(by("config"))),
    applied(by("inline").length, "suppression", "by comments in the code", []),
    applied(attestations.length, "attestation", "from", pathsOf(attestations)),
    applied(report.notices.length, "notice", "about settings that need attention", []),
  ].filter((part) => part !== null);
  if (parts.length === 0) return "none that changed a verdict";
  return html`${parts.map((part, index) => html`${index > 0 && ", "}${part}`)}`;
}

function applied(count: number, noun: string, how: string, paths: readonly string[]): Content {
  if (count === 0) return null;
  return html`${counted(count, noun)} ${how} ${paths.map((path, index) => html`${index > 0 && ", "}<code>${pathText(path)}</code>`)}`;
}
