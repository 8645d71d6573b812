/** A part of a text, by offsets; the end is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface CommentMarks {
  /** Begins a comment that ends with its line. */
  readonly line: readonly string[];
  readonly block?: readonly [open: string, close: string];
}

/** The comments of a text of which it is known where its literals are: whatever looks like a comment outside them is one. */
export function commentsOutside(text: string, literals: readonly Stretch[], marks: CommentMarks): Stretch[] {
  const opaque = [...literals].sort((a, b) => a.start - b.start);
  const found: Stretch[] = [];
  let next = 0;
  for (let at = 0; at < text.length; ) {
    while (next < opaque.length && (opaque[next]?.end ?? 0) <= at) next++;
    const literal = opaque[next];
    if (literal !== undefined && literal.start <= at) {
      at = literal.end;
      continue;
    }
    const end = endOfComment(text, at, marks);
    if (end > at) found.push({ start: at, end });
    at = Math.max(end, at + 1);
  }
  return found;
}

function endOfComment(text: string, at: number, { line, block }: CommentMarks): number {
  if (line.some((mark) => text.startsWith(mark, at))) return endOfLine(text, at);
  if (block === undefined || !text.startsWith(block[0], at)) return at;
  const close = text.indexOf(block[1], at + block[0].length);
  return close < 0 ? text.length : close + block[1].length;
}

/** Without quotes to go by from line to line: a mark at the start of a word, outside the quotes of its own line. */
export function lineComments(text: string, mark: string): Stretch[] {
  const found: Stretch[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    const at = commentIn(text.slice(start, end), mark);
    if (at >= 0) found.push({ start: start + at, end });
    start = end + 1;
  }
  return found;
}

function commentIn(line: string, mark: string): number {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "\\" && quote !== "'") at++;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'" || character === "`") quote = character;
    else if (line.startsWith(mark, at) && (at === 0 || /\s/.test(line.charAt(at - 1)))) return at;
  }
  return -1;
}

function endOfLine(text: string, from: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}
