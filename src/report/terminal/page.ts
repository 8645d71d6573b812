import { neutralise } from "../neutralise.ts";

/** The few styles the terminal report uses; the command line brings functions that colour, tests none. */
export interface Painter {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string) => text;

/** Paints nothing. */
export const plain: Painter = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

/** How much of the report is wanted: the checklist alone, the report, or the report with every bound lifted. */
export type Detail = "quiet" | "normal" | "verbose";

export interface Page {
  readonly color: Painter;
  /** Columns that text is wrapped to; a path is never broken, so that it can be copied. */
  readonly width: number;
  readonly detail: Detail;
  /** When the report is made (ISO 8601, UTC), for the one format that must say so; absent, no moment is claimed. */
  readonly moment?: string;
}

/** Wraps to the page, every line indented; steering characters are neutralised first. */
export function paragraph(page: Page, text: string, indent: number): string[] {
  const room = Math.max(page.width - indent, 20);
  const lines: string[] = [];
  let line = "";
  for (const word of neutralise(text)
    .split(/ +/)
    .filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && [...longer].length > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== "") lines.push(line);
  return lines.map((one) => " ".repeat(indent) + one);
}

/** A paragraph that hangs on a painted label: `Why  What a test run writes …`. */
export function labelled(
  page: Page,
  label: string,
  paint: (text: string) => string,
  text: string,
  indent: number,
): string[] {
  const hang = indent + [...label].length + 2;
  const [first = "", ...rest] = paragraph(page, text, hang);
  return [`${" ".repeat(indent)}${paint(label)}  ${first.trimStart()}`, ...rest];
}

/** The first `limit` of a list and how many are left; all of them if the page is verbose. */
export function bounded<T>(
  page: Page,
  list: readonly T[],
  limit: number,
): { readonly shown: readonly T[]; readonly more: number } {
  // Hiding one item costs the line that says so.
  if (page.detail === "verbose" || list.length <= limit + 1) return { shown: list, more: 0 };
  return { shown: list.slice(0, limit), more: list.length - limit };
}

export function andMore(page: Page, more: number, indent: number): string[] {
  return more === 0 ? [] : [page.color.dim(`${" ".repeat(indent)}and ${more} more (--verbose)`)];
}

export function heading(page: Page, text: string): string {
  return page.color.bold(text);
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
