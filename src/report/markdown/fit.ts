import { counted } from "../terminal/page.ts";

/** A part of the page: what stands in any case, and a list of which as much is shown as there is room for. */
export interface Section {
  readonly opens: readonly string[];
  /** Blocks of lines, the most important first. */
  readonly items: readonly (readonly string[])[];
  /** What an item is called where some are left out. */
  readonly noun: string;
  readonly closes: readonly string[];
}

/** Room for the line that says what was left out of one section. */
const noteRoom = 200;

/** The sections as one text of at most `limit` bytes; what there is no room for is counted, never dropped in silence. */
export function fitted(sections: readonly Section[], limit: number): string {
  let room = limit - sections.reduce((sum, { opens, closes }) => sum + sizeOf(opens) + sizeOf(closes) + noteRoom, 0);
  const parts = sections.map(({ opens, items, noun, closes }) => {
    const shown: string[] = [];
    let count = 0;
    for (const item of items) {
      const size = sizeOf(item);
      if (size > room) break;
      room -= size;
      count += 1;
      shown.push(...item);
    }
    const left = items.length - count;
    return [...opens, ...shown, ...(left === 0 ? [] : ["", leftOut(left, noun)]), ...closes].join("\n");
  });
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function leftOut(count: number, noun: string): string {
  return `*${counted(count, `more ${noun}`)} left out for want of room; \`--format json\` holds everything.*`;
}

function sizeOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join("\n")) + 2;
}
