import { compareText } from "../../model/location.ts";
import type { Gap } from "../../model/tree.ts";
import { neutralise } from "../neutralise.ts";
import { andMore, bounded, counted, heading, type Page, paragraph } from "./page.ts";

const reasonsShown = 5;
const pathsPerReason = 2;

/** What was not inspected or not resolved, by reason, the most frequent first. */
export function gapsSection(gaps: readonly Gap[], page: Page): string[] {
  const groups = groupByReason(gaps);
  if (groups.length === 0) return [];
  const { shown, more } = bounded(page, groups, reasonsShown);
  return [
    heading(page, `Not inspected (${counted(gaps.length, "place")})`),
    "",
    ...shown.flatMap((group) => groupLines(group, page)),
    ...andMore(page, more, 2),
  ];
}

/** One reason with all the places it holds for. */
export interface ReasonGroup {
  readonly reason: string;
  readonly places: readonly string[];
}

/** The most frequent reason first. */
export function groupByReason(gaps: readonly Gap[]): ReasonGroup[] {
  const groups = new Map<string, string[]>();
  for (const { reason, path, line } of gaps) {
    const place = line === undefined ? path : `${path}:${line}`;
    groups.set(reason, [...(groups.get(reason) ?? []), place]);
  }
  return [...groups]
    .map(([reason, places]) => ({ reason, places: [...new Set(places)].sort(compareText) }))
    .sort((a, b) => b.places.length - a.places.length || compareText(a.reason, b.reason));
}

function groupLines({ reason, places }: ReasonGroup, page: Page): string[] {
  const { shown, more } = bounded(page, places, pathsPerReason);
  return [
    ...paragraph(page, reason, 2),
    ...shown.map((place) => `    ${page.color.cyan(neutralise(place))}`),
    ...andMore(page, more, 4),
  ];
}
