import { neutralise } from "../../neutralise.ts";
import type { Page } from "../../terminal/page.ts";

/** Where the columns of a matrix stand, and the lines above them. */
export interface Columns {
  readonly nameWidth: number;
  /** Of each environment that has a column, without the gap before it; the rest does not fit. */
  readonly widths: readonly number[];
  readonly heading: readonly string[];
}

export const gap = 2;
const narrowestName = 24;
/** Names that are longer get a line of their own. */
const narrowestBesideStaircase = 12;

/**
 * Gives each environment a column. Its name stands above it where all names fit beside the widest of the rows, else
 * the names form a staircase over narrow columns, so that many environments fit into a narrow page as well.
 *
 * @param reserved What a line needs beside the name and the columns.
 */
export function layOut(
  page: Page,
  environments: readonly string[],
  rows: readonly { readonly name: string; readonly cells: readonly string[] }[],
  reserved: number,
): Columns {
  const names = environments.map(neutralise);
  const narrow = names.map((_, index) => Math.max(...rows.map(({ cells }) => lengthOf(cells[index] ?? "")), 1));
  const wide = names.map((name, index) => Math.max(lengthOf(name), narrow[index] ?? 1));
  const longest = Math.max(...rows.map(({ name }) => lengthOf(name)), 0);
  const room = page.width - reserved;

  const isWide = room - widthOf(wide) >= Math.min(longest, narrowestName);
  const widths = isWide ? wide : fitting(narrow, room - narrowestBesideStaircase, page);
  return {
    nameWidth: Math.min(longest, Math.max(room - widthOf(widths), narrowestBesideStaircase)),
    widths,
    heading: isWide ? [lineOf(names, widths)] : staircase(names, widths),
  };
}

/** As many columns as there is room for, one at least; all of them where nothing shall be left out. */
function fitting(widths: readonly number[], room: number, page: Page): readonly number[] {
  if (page.detail === "verbose") return widths;
  const count = widths.filter((_, index) => index === 0 || widthOf(widths.slice(0, index + 1)) <= room).length;
  return widths.slice(0, count);
}

function lineOf(names: readonly string[], widths: readonly number[]): string {
  return names
    .map((name, index) => name.padEnd((widths[index] ?? 0) + gap))
    .join("")
    .trimEnd();
}

function staircase(names: readonly string[], widths: readonly number[]): string[] {
  return widths.map((_, index) => {
    const before = widths.slice(0, index).map((width) => "│".padEnd(width + gap));
    return `${before.join("")}┌ ${names[index] ?? ""}`;
  });
}

/** In characters as a terminal counts them, near enough: no name of a variable is set in wide ones. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function widthOf(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width + gap, 0);
}
