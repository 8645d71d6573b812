/** A value of JSON or YAML of which nothing is known yet. */
export type Untyped = Readonly<Record<string, unknown>>;

/** The properties of an object; of anything else, none. */
export function recordOf(value: unknown): Untyped {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Untyped) : {};
}

/** The entry of this name alone: `constructor` in a hostile file is a name like any other. */
export function entryIn(record: Untyped, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

export function textIn(record: Untyped, name: string): string | null {
  const value = entryIn(record, name);
  return typeof value === "string" ? value : null;
}

const groups = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/** What a manifest, or its copy in a lockfile, declares: each name with what stands beside it. */
export function declaredIn(manifest: unknown): ReadonlyMap<string, unknown> {
  const record = recordOf(manifest);
  return new Map(groups.flatMap((group) => Object.entries(recordOf(entryIn(record, group)))));
}

/** More text than is given to a parser that works for a second on every megabyte. */
export class TooLarge extends Error {}

const maxParsed = 2_000_000;

/** The part of a lockfile that is to be parsed. Throws where it is larger than that of any real one. */
export function bounded(text: string): string {
  if (text.length > maxParsed) throw new TooLarge();
  return text;
}
