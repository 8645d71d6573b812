import { groupBy } from "../../model/group.ts";
import type { Notice } from "../../model/notice.ts";
import type { Report } from "../../model/report.ts";
import { gapsToJson } from "../json/gaps.ts";
import { bounded, counted, type Page } from "../terminal/page.ts";
import { escapedShort, linkTo, linkToFile } from "./escape.ts";
import type { Section } from "./fit.ts";
import { folded } from "./questions.ts";

const longest = 1000;
const placesShown = 5;

/** What was not inspected or not resolved, by reason, the most frequent first. */
export function gapsSection({ stack }: Report, page: Page): Section[] {
  const groups = groupBy(gapsToJson(stack.gaps), ({ reason }) => reason).sort((a, b) => b.length - a.length);
  const items = groups.map((group) => {
    const { shown, more } = bounded(page, group, placesShown);
    const places = shown.map(({ path, line }) => linkToFile(path, line));
    return [
      `- ${escapedShort(group[0]?.reason ?? "", longest)} ${[...places, ...(more === 0 ? [] : [`and ${more} more`])].join(", ")}`,
    ];
  });
  return folded(`${counted(stack.gaps.length, "place")} not inspected`, items, "reason");
}

/** What of the user's own settings had no effect. */
export function noticesSection({ notices }: Report): Section[] {
  if (notices.length === 0) return [];
  return [
    {
      opens: [`### ${counted(notices.length, "notice")} about the settings`, ""],
      items: notices.map((notice) => [noticeLine(notice)]),
      noun: "notice",
      closes: [],
    },
  ];
}

function noticeLine({ kind, message, at }: Notice): string {
  return `- **${kind}** ${escapedShort(message, longest)}${at === null ? "" : ` ${linkTo(at)}`}`;
}
