import type { LineAddress, Row, SubjectKind } from "../model/explanation.ts";
import { locate, type Place } from "../model/location.ts";
import type { Stack } from "../model/stack.ts";

/** A place that has a part in something of the model; `role` completes the sentence "this line …". */
export interface Mention {
  readonly place: Place;
  readonly role: string;
  /** Whether the thing itself is written there, and the place is no mere step on the way to it. */
  readonly defines: boolean;
  /** The environment that the role is about. */
  readonly environment?: string;
}

/** A kind of thing in the Stack, as far as explaining a line needs it. */
interface KindOf<T> {
  readonly kind: SubjectKind;
  all(stack: Stack): readonly T[];
  name(one: T, stack: Stack): string;
  /** The service it belongs to: the same thing in several services is told once. */
  service?(one: T): string;
  mentions(one: T, stack: Stack): readonly Mention[];
  /** What is known of it, for a reader who looks at one line of it; less if the line is only a step. */
  rows(one: T, stack: Stack, line: LineAddress, isStep: boolean): readonly Row[];
  /** What knowing it does not establish. */
  limits(one: T, stack: Stack): readonly string[];
}

/** One thing that a line touches. */
export interface Touched {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly service: string | null;
  readonly mentions: readonly Mention[];
  /** Where it is written, on this line or elsewhere. */
  readonly defined: readonly Place[];
  readonly rows: (isStep: boolean) => readonly Row[];
  readonly limits: () => readonly string[];
}

/** A kind without its type, so that all of them stand in one list. */
export interface Kind {
  /** Everything of this kind with a mention that counts. */
  touched(stack: Stack, line: LineAddress, counts: (place: Place) => boolean): readonly Touched[];
}

export function defineKind<T>({ kind, all: allOf, name, service, mentions, rows, limits }: KindOf<T>): Kind {
  return {
    touched: (stack, line, counts) =>
      allOf(stack).flatMap((one) => {
        const all = mentions(one, stack);
        const found = all.filter((m) => counts(m.place));
        if (found.length === 0) return [];
        const touched: Touched = {
          kind,
          name: name(one, stack),
          service: service?.(one) ?? null,
          mentions: found,
          defined: all.filter((m) => m.defines).map((m) => m.place),
          rows: (isStep) => rows(one, stack, line, isStep),
          limits: () => limits(one, stack),
        };
        return [touched];
      }),
  };
}

export function defines(place: Place | null | undefined, role: string, environment?: string): readonly Mention[] {
  return place ? [mention(place, role, true, environment)] : [];
}

export function serves(
  places: Place | null | undefined | readonly Place[],
  role: string,
  environment?: string,
): readonly Mention[] {
  if (!places) return [];
  const list: readonly Place[] = "path" in places ? [places] : places;
  return list.map((place) => mention(place, role, false, environment));
}

function mention(place: Place, role: string, isDefinition: boolean, environment: string | undefined): Mention {
  const base = { place, role, defines: isDefinition };
  return environment === undefined ? base : { ...base, environment };
}

export function row(label: string, text: string, places: readonly Place[] = []): Row {
  return { label, text, places: places.map((place) => locate(place, label)) };
}

/** Whether a place covers a line, and the column if one is asked for. */
export function covers({ path, span }: Place, line: LineAddress): boolean {
  if (path !== line.path || line.line < span.startLine || line.line > span.endLine) return false;
  if (line.column === null) return true;
  const isAfterStart = line.line > span.startLine || line.column >= span.startColumn;
  return isAfterStart && (line.line < span.endLine || line.column < span.endColumn);
}
