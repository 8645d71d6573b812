import { groupBy } from "../../../model/group.ts";
import { placeText } from "../../../model/location.ts";
import { listed } from "../../../model/wording.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, labelled, type Page } from "../../terminal/page.ts";
import { besidePlaces } from "../../terminal/places.ts";
import type { Row } from "../rows.ts";
import type { Entry } from "../things.ts";
import { lengthOf } from "./columns.ts";

const signsShown = 10;
const placesShown = 2;
const namesShown = 12;
const reasonsShown = 2;

/** What each sign of a row stands for, with the places that say so. */
export function keyLines({ things }: Row, page: Page, indent: number): string[] {
  if (page.detail === "quiet") return [];
  const entries = things.flatMap((thing) => thing.entries);
  const widest = Math.max(0, ...entries.map(({ mark }) => mark.length));
  const told = entries.filter(({ standing }) => standing !== "unknown");
  const signs = bounded(
    page,
    groupBy(told, ({ mark }) => mark),
    signsShown,
  );
  const rows = signs.shown.flatMap((group) => signRows(group, widest, page));
  // A host must not be broken, and beside its place there is room for short ones only.
  const isBelow = rows.some(({ what }) => what.split(" ").some((word) => lengthOf(word) > page.width / 2));
  return [
    ...besidePlaces(
      page,
      rows.map((row) => ({ ...row, isBelow })),
      indent,
    ),
    ...andMore(page, signs.more, indent),
    ...unknownLines(entries, widest, page, indent),
    ...(page.detail === "verbose" ? useLines(things, widest, page, indent) : []),
  ];
}

function signRows(group: readonly Entry[], widest: number, page: Page) {
  const [mark = ""] = group.map((entry) => entry.mark);
  const [what = "", ...others] = new Set(group.map(withoutEnvironment));
  const places = [...new Set(group.map(({ at }) => neutralise(placeText(at))))];
  const { shown, more } = bounded(page, places, placesShown);
  const first = others.length === 0 ? what : `${what}, and ${others.length} more`;
  return shown.map((place, index) => ({
    lead: `${(index === 0 ? mark : "").padEnd(widest)}  `,
    place,
    what: [
      ...(index === 0 ? [first] : []),
      ...(index === shown.length - 1 && more > 0 ? [`(${more} more places)`] : []),
    ].join(" "),
  }));
}

/** Why nothing is known, once for all environments of which the same is said. */
function unknownLines(entries: readonly Entry[], widest: number, page: Page, indent: number): string[] {
  const unknown = entries.filter(({ standing }) => standing === "unknown");
  const said = groupBy(unknown, ({ environment }) => environment).map((own) => ({
    environment: own[0]?.environment ?? "",
    reasons: [...new Set(own.map(withoutEnvironment))],
  }));
  return groupBy(said, ({ reasons }) => JSON.stringify(reasons)).flatMap((group) => {
    const { shown, more } = bounded(page, group[0]?.reasons ?? [], reasonsShown);
    const reasons = [...shown, ...(more > 0 ? [`${more} more reasons`] : [])].join("; or ");
    const names = group.map(({ environment }) => environment);
    const text = `${listed(names, page.detail === "verbose" ? names.length : namesShown)}: ${reasons}`;
    return labelled(page, "?".padEnd(widest), page.color.yellow, text, indent);
  });
}

/** What is said of an environment as it is said of others: which one it is stands beside it. */
function withoutEnvironment({ what, environment }: Entry): string {
  return what.replaceAll(` for ${environment}`, "").replaceAll(` in ${environment}`, "");
}

function useLines(things: Row["things"], widest: number, page: Page, indent: number): string[] {
  const lead = " ".repeat(widest + 2);
  const uses = things.flatMap((thing) => thing.uses);
  return besidePlaces(
    page,
    uses.map(({ place, what }) => ({ lead, place: neutralise(placeText(place)), what })),
    indent,
  );
}
