/** Quotes left open make the rest of a script one word; after so many the rest is given up. */
const mostOpenQuotes = 20;

/** Here-documents of one line; each is looked for to the end of the script. */
const mostDocuments = 5;

/** Lines as the shell sees them: continued lines joined, comments and the bodies of here-documents left out. */
export function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open = 0;
  let line = 1;
  let counted = 0;
  for (let at = 0; at < text.length; ) {
    for (; counted < at; counted++) if (text.charAt(counted) === "\n") line++;
    const read = readLine(text, at);
    if (read.closed) {
      lines.push({ text: read.line, line });
      at = read.next;
      continue;
    }
    // A quote that nothing closes: its line is read by itself, and the script goes on below it.
    if (++open > mostOpenQuotes) break;
    const end = text.indexOf("\n", at);
    lines.push({ text: text.slice(at, end < 0 ? text.length : end).replace(/["'`]/g, " "), line });
    at = end < 0 ? text.length : end + 1;
  }
  return lines;
}

export interface LogicalLine {
  readonly text: string;
  /** Where it begins, 1-based. */
  readonly line: number;
}

interface Line {
  readonly line: string;
  readonly next: number;
  readonly closed: boolean;
}

function readLine(text: string, from: number): Line {
  let line = "";
  let quote = "";
  let at = from;
  const documents: { readonly end: string; readonly indented: boolean }[] = [];
  for (; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === "\\" && quote !== "'") {
      if (text.charAt(at + 1) === "\n") line += " ";
      else line += text.slice(at, at + 2);
      at++;
    } else if (quote !== "") {
      if (c === quote) quote = "";
      // A quoted text of several lines is one word.
      line += c;
    } else if (c === "\n") {
      at++;
      break;
    } else if (c === "#" && /^$|\s$/.test(line.slice(-1))) {
      const end = text.indexOf("\n", at);
      at = (end < 0 ? text.length : end) - 1;
    } else {
      if (c === '"' || c === "'") quote = c;
      const document =
        c === "<" && !line.endsWith("<") && documents.length < mostDocuments ? hereDocument(text, at) : null;
      if (document) documents.push(document);
      line += c;
    }
  }
  let next = at;
  for (const document of documents) next = afterDocument(text, next, document);
  return { line, next, closed: quote === "" };
}

function hereDocument(text: string, at: number): { readonly end: string; readonly indented: boolean } | null {
  const start = /<<(-?)[ \t]*["'\\]?(\w+)/y;
  start.lastIndex = at;
  const match = start.exec(text);
  return match?.[2] === undefined ? null : { end: match[2], indented: match[1] === "-" };
}

function afterDocument(
  text: string,
  from: number,
  document: { readonly end: string; readonly indented: boolean },
): number {
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(at, stop);
    if ((document.indented ? line.trim() : line.trimEnd()) === document.end) return Math.min(text.length, stop + 1);
    at = stop + 1;
  }
  // Nothing ends it: whatever follows is read rather than lost.
  return from;
}
