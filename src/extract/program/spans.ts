import type { Span } from "../../model/location.ts";

/** Turns offsets of one text into lines and columns; neighbouring look-ups are cheap. */
export class Spans {
  readonly #starts: readonly number[];
  #line = 0;

  constructor(text: string) {
    this.#starts = lineStarts(text);
  }

  /** The stretch from `start` up to, not including, `end`. */
  between(start: number, end: number): Span {
    const startLine = this.#lineOf(start);
    const startColumn = start - this.#startOf(startLine) + 1;
    const endLine = this.#lineOf(end);
    const endColumn = end - this.#startOf(endLine) + 1;
    return { startLine: startLine + 1, startColumn, endLine: endLine + 1, endColumn };
  }

  #startOf(line: number): number {
    return this.#starts[line] ?? Number.POSITIVE_INFINITY;
  }

  #lineOf(offset: number): number {
    // Syntax is visited nearly in order, so the answer is mostly the last line or the one after it.
    if (this.#has(this.#line, offset)) return this.#line;
    if (this.#has(this.#line + 1, offset)) return this.#remember(this.#line + 1);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#remember(low);
  }

  #has(line: number, offset: number): boolean {
    return this.#startOf(line) <= offset && offset < this.#startOf(line + 1);
  }

  #remember(line: number): number {
    this.#line = line;
    return line;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
