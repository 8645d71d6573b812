import type { Location } from "../../model/location.ts";
import { neutralise } from "../neutralise.ts";
import { bounded, type Page, paragraph } from "../terminal/page.ts";

const narrowestLabel = 9;
const widestLabel = 16;
/** Columns that labels leave to what they say, whatever the width of the page. */
const roomBeside = 28;
const placesPerRow = 4;

/** A label, what it says, and where that stands. */
export interface Line {
  readonly label: string;
  readonly text: string;
  readonly places?: readonly Location[];
  readonly paint?: (text: string) => string;
  /** Further lines, at the column of the text; the first stands beside the label if there is no text. */
  readonly below?: (indent: number) => readonly string[];
}

/** Labels in one column, what they say in the other, places below it. What repeats the row above is not said again. */
export function rowLines(page: Page, rows: readonly Line[], indent: number): string[] {
  const lengths = rows.map(({ label }) => [...neutralise(label)].length);
  // A label that is too long gets a line of its own, and need not push the others aside.
  const widest = Math.min(widestLabel, page.width - indent - roomBeside);
  const width = Math.max(narrowestLabel, ...lengths.filter((length) => length <= widest));
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const isMore = row.label === before?.label;
    const label = isMore ? "" : neutralise(row.label);
    const places = isMore && placesText(row) === placesText(before) ? [] : (row.places ?? []);
    return oneRow(page, { ...row, label, places }, indent, width);
  });
}

function placesText(line: Line | undefined): string {
  return (line?.places ?? []).map((p) => `${p.path}:${p.startLine}:${p.startColumn}`).join(" ");
}

function oneRow(page: Page, { label, text, places = [], paint, below }: Line, indent: number, width: number): string[] {
  const hang = indent + width + 2;
  const painted = paint ?? page.color.dim;
  const body = [...paragraph(page, text, hang), ...placesLines(page, places, hang), ...(below?.(hang) ?? [])];
  const lead = " ".repeat(indent) + painted(label.padEnd(width));
  const [first, ...rest] = body;
  if (first === undefined) return label === "" ? [] : [lead.trimEnd()];
  if ([...label].length > width) return [" ".repeat(indent) + painted(label), ...body];
  return [`${lead}  ${first.trimStart()}`, ...rest];
}

/** `a:1:2 → b:3:4`, as many on a line as fit; a path is never broken. */
export function placesLines(page: Page, places: readonly Location[], indent: number): string[] {
  const distinct = [...new Set(places.map((p) => `${neutralise(p.path)}:${p.startLine}:${p.startColumn}`))];
  const { shown, more } = bounded(page, distinct, placesPerRow);
  const words = [...shown, ...(more > 0 ? [`${more} more (--verbose)`] : [])];
  const lines: string[][] = [];
  let length = 0;
  for (const word of words) {
    const last = lines.at(-1);
    if (last && indent + length + 3 + [...word].length <= page.width) {
      last.push(word);
      length += 3 + [...word].length;
    } else {
      lines.push([word]);
      length = [...word].length + 2;
    }
  }
  return lines.map((line, i) => `${" ".repeat(indent)}${i === 0 ? "" : "→ "}${line.map(page.color.cyan).join(" → ")}`);
}
