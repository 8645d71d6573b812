import type { Span } from "../model/location.ts";

/** Turns offsets into the text of one file into lines and columns. */
export interface Positions {
  span(start: number, end: number): Span;
  line(offset: number): number;
}

/** Indexes the lines of a text; CRLF, LF and a lone CR each end one. */
export function createPositions(text: string): Positions {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);

  const lineIndex = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const at = (offset: number): { line: number; column: number } => {
    const bounded = Math.max(0, Math.min(offset, text.length));
    const index = lineIndex(bounded);
    return { line: index + 1, column: bounded - (starts[index] ?? 0) + 1 };
  };

  return {
    span(start, end) {
      const from = at(start);
      const to = at(Math.max(start, end));
      return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    },
    line: (offset) => at(offset).line,
  };
}

/** From the start of one span to the end of another. */
export function joinSpans(from: Span, to: Span): Span {
  return {
    startLine: from.startLine,
    startColumn: from.startColumn,
    endLine: to.endLine,
    endColumn: to.endColumn,
  };
}

/** The first character of a file: where a claim about the file as a whole stands. */
export const fileStart: Span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Drops the byte order mark, which is no part of any of the formats read here. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
