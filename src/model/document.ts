import type { BindingValue } from "./binding-facts.ts";
import type { Place } from "./location.ts";

/**
 * A configuration document that means something only together with others: a manifest that an overlay patches, values
 * that a chart's templates take in. A tree whose texts are sealed, and each node of which knows its file, so that nodes
 * of several files can be merged into one tree.
 */
export type DocumentNode = DocumentMap | DocumentList | DocumentScalar;

export interface DocumentMap {
  readonly kind: "map";
  readonly entries: readonly DocumentEntry[];
  readonly at: Place;
}

export interface DocumentEntry {
  readonly key: string;
  /** The key and its value; of a value that stands elsewhere the key alone. */
  readonly at: Place;
  readonly value: DocumentNode;
}

export interface DocumentList {
  readonly kind: "list";
  readonly items: readonly DocumentNode[];
  readonly at: Place;
}

export interface DocumentScalar {
  readonly kind: "scalar";
  /** What a variable of this name would be given; null for null. */
  readonly value: BindingValue | null;
  /** The text where it is plainly no secret: names, paths, kinds. */
  readonly text: string | null;
  readonly at: Place;
}

/** The entry of this key; of a key given twice the last. */
export function entryAt(node: DocumentNode | null | undefined, key: string): DocumentEntry | undefined {
  return node?.kind === "map" ? node.entries.findLast((entry) => entry.key === key) : undefined;
}

/** The node at the end of a path of keys. */
export function nodeAt(node: DocumentNode | null | undefined, ...path: readonly string[]): DocumentNode | undefined {
  let current = node ?? undefined;
  for (const key of path) current = entryAt(current, key)?.value;
  return current;
}

/** The text at the end of a path of keys; null where there is none, or it is no plain text. */
export function plainAt(node: DocumentNode | null | undefined, ...path: readonly string[]): string | null {
  const found = nodeAt(node, ...path);
  return found?.kind === "scalar" ? found.text : null;
}

export function itemsAt(node: DocumentNode | null | undefined, ...path: readonly string[]): readonly DocumentNode[] {
  const found = nodeAt(node, ...path);
  return found?.kind === "list" ? found.items : [];
}

/** The entries that count, of a repeated key only the last. */
export function entriesAt(node: DocumentNode | null | undefined, ...path: readonly string[]): readonly DocumentEntry[] {
  const found = nodeAt(node, ...path);
  if (found?.kind !== "map") return [];
  const last = new Map(found.entries.map((entry) => [entry.key, entry]));
  return last.size === found.entries.length ? found.entries : [...last.values()];
}

/** The plain texts of a list, also where one stands alone in its place. */
export function plainsAt(node: DocumentNode | null | undefined, ...path: readonly string[]): readonly string[] {
  const single = plainAt(node, ...path);
  if (single !== null) return [single];
  return itemsAt(node, ...path).flatMap((item) => (item.kind === "scalar" ? (item.text ?? []) : []));
}
