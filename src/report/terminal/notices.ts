import type { Notice } from "../../model/notice.ts";
import { andMore, bounded, counted, heading, type Page, paragraph } from "./page.ts";
import { placeOf } from "./places.ts";

const noticesShown = 10;

/** What of the user's own settings and decisions had no effect. */
export function noticesSection(notices: readonly Notice[], page: Page): string[] {
  if (notices.length === 0) return [];
  const { shown, more } = bounded(page, notices, noticesShown);
  return [
    heading(page, `Notices (${counted(notices.length, "decision")} without effect)`),
    "",
    ...shown.flatMap(({ message, at }) => [
      ...(at === null ? [] : [`  ${page.color.cyan(placeOf(at))}`]),
      ...paragraph(page, message, at === null ? 2 : 4),
    ]),
    ...andMore(page, more, 2),
  ];
}
