/** A stretch of source text; lines and columns count from 1, the end column is exclusive. */
export interface Span {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A span in a file of the audited repository. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** A place as a report shows it: what it is to the claim (`role`) and what is to be seen there (`note`). */
export interface Location extends Span {
  readonly path: string;
  readonly role: string;
  readonly note: string;
}

export function locate(place: Place, role: string, note = ""): Location {
  const { startLine, startColumn, endLine, endColumn } = place.span;
  return { path: place.path, startLine, startColumn, endLine, endColumn, role, note };
}

/** Orders by path, then by position; the order of everything that is printed. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.path, b.path) ||
    a.span.startLine - b.span.startLine ||
    a.span.startColumn - b.span.startColumn ||
    a.span.endLine - b.span.endLine ||
    a.span.endColumn - b.span.endColumn
  );
}

/** Byte-wise order, so that output does not depend on the locale of the machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function samePlace(a: Place, b: Place): boolean {
  return comparePlaces(a, b) === 0;
}

/** `path:line`, for messages. */
export function placeText(place: Place): string {
  return `${place.path}:${place.span.startLine}`;
}

/** Whether one place lies within another, or is the same. */
export function isWithin({ path: inside, span: inner }: Place, { path, span: outer }: Place): boolean {
  const starts =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const ends = outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return path === inside && starts && ends;
}

/** The place of a location, without what it is to a claim. */
export function placeOfLocation({ path, startLine, startColumn, endLine, endColumn }: Location): Place {
  return { path, span: { startLine, startColumn, endLine, endColumn } };
}
