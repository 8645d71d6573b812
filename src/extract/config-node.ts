import type { GapFact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import { joinSpans } from "./positions.ts";

/** A YAML, JSON or TOML document as one small tree, so that each kind of file is read once whatever its syntax. */
export type ConfigNode = ConfigMap | ConfigList | ConfigScalar;

export interface ConfigMap {
  readonly kind: "map";
  /** In source order; a key given twice is kept twice, and readers take the last. */
  readonly entries: readonly ConfigEntry[];
  readonly span: Span;
}

export interface ConfigEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigNode;
}

export interface ConfigList {
  readonly kind: "list";
  readonly items: readonly ConfigNode[];
  /** A tag of the format's own in front of it: `!reference`. */
  readonly tag?: string;
  readonly span: Span;
}

export interface ConfigScalar {
  readonly kind: "scalar";
  readonly type: "string" | "number" | "boolean" | "null";
  /** As a string variable would hold it; "" for null. */
  readonly text: string;
  readonly span: Span;
}

/** What could be read of a document, and a gap for each place that could not. */
export interface ConfigDocument {
  readonly root: ConfigNode | null;
  readonly gaps: readonly GapFact[];
}

/** Nesting beyond this is not configuration but an attack on the reader. */
export const maxDepth = 100;

/** Larger files are generated or hostile. */
export const maxLength = 2_000_000;

/** A document that is not read at all. */
export function unread(reason: string, line: number | null = null): ConfigDocument {
  return { root: null, gaps: [gap(reason, line)] };
}

export function gap(reason: string, line: number | null = null): GapFact {
  return { kind: "gap", reason, line };
}

/** The entry of this key; the last one counts, as it does for the programs that read these files. */
export function entryOf(node: ConfigNode | null | undefined, key: string): ConfigEntry | undefined {
  return node?.kind === "map" ? node.entries.findLast((entry) => entry.key === key) : undefined;
}

/** The value at the end of a path of keys. */
export function valueAt(node: ConfigNode | null | undefined, ...path: readonly string[]): ConfigNode | undefined {
  let current = node ?? undefined;
  for (const key of path) current = entryOf(current, key)?.value;
  return current;
}

/** The entries that count: of a repeated key only the last. */
export function entriesOf(node: ConfigNode | null | undefined): readonly ConfigEntry[] {
  if (node?.kind !== "map") return [];
  const last = new Map(node.entries.map((entry) => [entry.key, entry]));
  return last.size === node.entries.length ? node.entries : [...last.values()];
}

/** Whether a key can be the name of a variable, a job or a service; broken files have whole sentences for keys. */
export function isName(key: string): boolean {
  return key.length <= 128 && /^[A-Za-z0-9_*][\w.*-]*$/.test(key);
}

export function itemsOf(node: ConfigNode | null | undefined): readonly ConfigNode[] {
  return node?.kind === "list" ? node.items : [];
}

/** The text of a scalar that is set; null for anything else. */
export function textOf(node: ConfigNode | null | undefined): string | null {
  return node?.kind === "scalar" && node.type !== "null" ? node.text : null;
}

/** A list of strings, also where the format allows one string in its place. */
export function textsOf(node: ConfigNode | null | undefined): readonly string[] {
  const single = textOf(node);
  if (single !== null) return [single];
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

export function isTrue(node: ConfigNode | null | undefined): boolean {
  return textOf(node) === "true";
}

export function isFalse(node: ConfigNode | null | undefined): boolean {
  return textOf(node) === "false";
}

/** From the key to the end of its value. */
export function entrySpan(entry: ConfigEntry): Span {
  return precedes(entry.keySpan, entry.value.span) ? joinSpans(entry.keySpan, entry.value.span) : entry.keySpan;
}

/** The value of an alias stands elsewhere in the file, before its key. */
function precedes(key: Span, value: Span): boolean {
  return key.startLine < value.startLine || (key.startLine === value.startLine && key.startColumn <= value.startColumn);
}

/** The node as JSON would write it, for settings that hold objects. */
export function toPlain(node: ConfigNode): unknown {
  if (node.kind === "list") return node.items.map(toPlain);
  if (node.kind === "map") return Object.fromEntries(entriesOf(node).map((entry) => [entry.key, toPlain(entry.value)]));
  if (node.type === "null") return null;
  if (node.type === "boolean") return node.text === "true";
  return node.type === "number" ? Number(node.text) : node.text;
}
