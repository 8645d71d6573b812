import { classOf } from "../../model/environment.ts";
import type { Location } from "../../model/location.ts";
import { neutralise } from "../neutralise.ts";
import { type Page, paragraph } from "./page.ts";

const widestPlace = 40;

export function placeOf(location: Location): string {
  return `${neutralise(location.path)}:${location.startLine}`;
}

/** The two ends of a claim: its primary place, and one that speaks for another environment if there is any. */
export function bothSides(locations: readonly Location[]): Location[] {
  const [first, ...rest] = locations;
  if (first === undefined) return [];
  const elsewhere = rest.filter((other) => placeOf(other) !== placeOf(first));
  const opposite = elsewhere.find((other) => {
    const environment = classOf(other.role);
    return environment !== "other" && environment !== classOf(first.role);
  });
  const second = opposite ?? elsewhere[0];
  return second ? [first, second] : [first];
}

/** `a ↔ b` on one line if it fits, else on two. */
export function sidesLines(page: Page, locations: readonly Location[], indent: number): string[] {
  const [first, second] = bothSides(locations).map(placeOf);
  if (first === undefined) return [];
  const pad = " ".repeat(indent);
  const paint = page.color.cyan;
  if (second === undefined) return [pad + paint(first)];
  const fits = indent + [...first].length + [...second].length + 5 <= page.width;
  if (fits) return [`${pad}${paint(first)}  ↔  ${paint(second)}`];
  return [pad + paint(first), `${pad}↔ ${paint(second)}`];
}

/** One line a place: `path:line:column  role: note`; a long path gets a line of its own. */
export function placeLines(page: Page, locations: readonly Location[], indent: number, bullet = ""): string[] {
  const rows = locations.map((location, index) => ({
    lead: index === 0 ? " ".repeat([...bullet].length) : bullet,
    place: `${placeOf(location)}:${location.startColumn}`,
    what: [location.role, location.note].filter((part) => part !== "").join(": "),
  }));
  return besidePlaces(page, rows, indent);
}

export interface PlaceRow {
  /** Of one length in all rows. */
  readonly lead: string;
  readonly place: string;
  readonly what: string;
  /** Set below the place instead of beside it, so that there is more room. */
  readonly isBelow?: boolean;
}

/** Places in a column with what is to be seen there beside them. */
export function besidePlaces(page: Page, rows: readonly PlaceRow[], indent: number): string[] {
  const from = indent + [...(rows[0]?.lead ?? "")].length;
  const longest = Math.max(0, ...rows.map(({ place }) => [...place].length));
  const column = Math.min(longest, widestPlace, Math.floor((page.width - from) / 2));
  return rows.flatMap(({ lead, place, what, isBelow = false }) => {
    const start = " ".repeat(indent) + lead;
    const length = [...place].length;
    const [beside = "", ...below] = paragraph(page, what, from + column + 2);
    if (length <= column && !isBelow) {
      const gap = " ".repeat(column - length + 2);
      return [`${start}${page.color.cyan(place)}${what === "" ? "" : gap}${beside.trimStart()}`, ...below];
    }
    return [start + page.color.cyan(place), ...paragraph(page, what, from + 2)];
  });
}
