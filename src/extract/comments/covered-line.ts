import { createPositions } from "../positions.ts";
import type { Stretch } from "./stretch.ts";

/**
 * For each comment the line that it covers, counting from 1: its own if there is anything else on it, otherwise the next
 * one. Several such comments may stand above one line, so lines that hold comments only are passed over.
 */
export function coveredLines(text: string, comments: readonly Stretch[]): (comment: Stretch) => number {
  const positions = createPositions(text);
  const rest = withoutComments(text, comments).split(lineBreak);
  const isBare = (line: number): boolean => /^\s*(?:\{\s*\})?\s*$/.test(rest[line - 1] ?? "");
  // From the end, so that a file of nothing but comments is gone through once.
  const next = new Map<number, number>();
  for (const { start, end } of [...comments].reverse())
    for (let line = positions.line(end); line >= positions.line(start); line--)
      if (isBare(line)) next.set(line, next.get(line + 1) ?? line + 1);
  return ({ start, end }) => {
    const first = positions.line(start);
    const last = positions.line(end);
    if (!isBare(last)) return last;
    if (!isBare(first)) return first;
    return next.get(last) ?? last + 1;
  };
}

const lineBreak = /\r\n|\n|\r/;

/** The text with its comments blanked out. `{` and `}` around one are how JSX has comments at all. */
function withoutComments(text: string, comments: readonly Stretch[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of comments) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]/g, " "));
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}
