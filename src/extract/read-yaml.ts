import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { GapFact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import {
  type ConfigDocument,
  type ConfigEntry,
  type ConfigNode,
  type ConfigScalar,
  gap,
  maxDepth,
  maxLength,
  unread,
} from "./config-node.ts";
import { createPositions, type Positions, withoutMark } from "./positions.ts";

/** Reads one YAML 1.2 document; `on` is a string there. Aliases are shared and merge keys applied. */
export function readYaml(source: string): ConfigDocument {
  const text = withoutMark(source);
  if (text.length > maxLength) return unread("the file is too large to be read as YAML");
  if (isTooDeep(text)) return unread("the YAML is nested too deeply");
  const positions = createPositions(text);
  let document: Document;
  try {
    document = parseDocument(text, options);
  } catch {
    // The parser recurses, and flow collections nested by the thousand exhaust the call stack.
    return unread("the YAML is nested too deeply");
  }
  return convertDocument(document, text, positions);
}

/** Reads a stream of documents, as Kubernetes manifests are; of more than a thousand, the first thousand. */
export function readYamlStream(source: string): {
  readonly roots: readonly ConfigNode[];
  readonly gaps: readonly GapFact[];
} {
  const text = withoutMark(source);
  if (text.length > maxLength) return { roots: [], gaps: [gap("the file is too large to be read as YAML")] };
  if (isTooDeep(text)) return { roots: [], gaps: [gap("the YAML is nested too deeply")] };
  const positions = createPositions(text);
  // A marker at the start of a line ends a document, whatever stands in it.
  const end = [...text.matchAll(/^---/gm)][mostDocuments]?.index ?? text.length;
  let parsed: readonly Document[];
  try {
    parsed = [...parseAllDocuments(text.slice(0, end), options)];
  } catch {
    return { roots: [], gaps: [gap("the YAML is nested too deeply")] };
  }
  const documents = parsed.slice(0, mostDocuments).map((document) => convertDocument(document, text, positions));
  const rest =
    parsed.length > mostDocuments || end < text.length
      ? [gap(`only the first ${mostDocuments} documents are read`)]
      : [];
  return {
    roots: documents.flatMap(({ root }) => (root ? [root] : [])),
    gaps: [...documents.flatMap(({ gaps }) => gaps), ...rest],
  };
}

const mostDocuments = 1000;

/** Far beyond what is converted, and far from where the parser's recursion ends the process instead of throwing. */
const deepestSyntax = 1000;

/** Whether brackets, dashes or indentation nest deeper than any configuration does. Brackets in quotes do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quote = "";
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\n" || character === "\r") {
      quote = "";
      run = 0;
      continue;
    }
    if (quote !== "") {
      if (character === "\\" && quote === '"') index++;
      else if (character === quote) quote = "";
      continue;
    }
    // What a line begins with: spaces and the dashes of lists in lists.
    if (run >= 0) {
      if (character === " " || character === "-" || character === "?") run++;
      else run = -1;
      if (run > 2 * deepestSyntax) return true;
    }
    if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth = Math.max(0, depth - 1);
    if (depth > deepestSyntax) return true;
  }
  return false;
}

const options = { uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;

function convertDocument(document: Document, text: string, positions: Positions): ConfigDocument {
  const reader = new Reader(text, positions);
  const root = document.contents ? reader.convert(document.contents as Node, 0) : null;
  const [first] = document.errors;
  // The message may quote the file, and with it a secret; the code does not.
  const syntax = first ? [gap(`not valid YAML: ${readable(first.code)}`, positions.line(first.pos[0]))] : [];
  return { root, gaps: [...syntax, ...reader.gaps] };
}

class Reader {
  readonly gaps: GapFact[] = [];
  // An anchor is converted once and then shared, so that aliases of aliases cost nothing.
  private readonly done = new Map<Node, ConfigNode>();
  private readonly open = new Set<Node>();
  private readonly anchors = new Map<string, Node>();
  private readonly text: string;
  private readonly positions: Positions;

  constructor(text: string, positions: Positions) {
    this.text = text;
    this.positions = positions;
  }

  convert(node: Node, depth: number): ConfigNode {
    const known = this.done.get(node);
    if (known) return known;
    if (this.open.has(node)) return this.give(node, "an alias refers to what contains it");
    if (depth > maxDepth) return this.give(node, "the YAML is nested too deeply");
    if (!isAlias(node) && node.anchor) this.anchors.set(node.anchor, node);
    this.open.add(node);
    const result = this.convertNew(node, depth);
    this.open.delete(node);
    this.done.set(node, result);
    return result;
  }

  private convertNew(node: Node, depth: number): ConfigNode {
    if (isAlias(node)) return this.resolve(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.child(item, node, depth));
      const own = node.tag?.startsWith("!") ? { tag: node.tag } : {};
      return { kind: "list", items, ...own, span: this.spanOf(node) };
    }
    if (isMap(node)) return { kind: "map", entries: this.entriesOf(node, depth), span: this.spanOf(node) };
    return isScalar(node) ? this.scalar(node) : this.give(node, "not a YAML value");
  }

  private resolve(alias: Alias, depth: number): ConfigNode {
    const target = this.anchors.get(alias.source);
    return target ? this.convert(target, depth + 1) : this.give(alias, `no anchor is named ${alias.source}`);
  }

  private entriesOf(map: YAMLMap, depth: number): ConfigEntry[] {
    const merged = new Map<string, ConfigEntry>();
    const own: ConfigEntry[] = [];
    for (const pair of map.items as Pair[]) {
      const keyNode = pair.key as Node;
      const key = isScalar(keyNode) ? String(keyNode.value) : "";
      if (key === "<<") {
        // Of several merged maps the first wins, and what the map says itself wins over all of them.
        const value = this.child(pair.value, keyNode, depth);
        for (const source of value.kind === "list" ? value.items : [value]) {
          if (source.kind !== "map") continue;
          for (const entry of source.entries) if (!merged.has(entry.key)) merged.set(entry.key, entry);
        }
      } else if (key !== "") {
        own.push({ key, keySpan: this.spanOf(keyNode), value: this.child(pair.value, keyNode, depth) });
      }
    }
    if (merged.size === 0) return own;
    const names = new Set(own.map((entry) => entry.key));
    return [...[...merged.values()].filter((entry) => !names.has(entry.key)), ...own];
  }

  private child(value: unknown, parent: Node, depth: number): ConfigNode {
    if (value) return this.convert(value as Node, depth + 1);
    const { endLine, endColumn } = this.spanOf(parent);
    const end = { startLine: endLine, startColumn: endColumn, endLine, endColumn };
    return { kind: "scalar", type: "null", text: "", span: end };
  }

  private scalar(node: Scalar): ConfigScalar {
    const span = this.spanOf(node);
    const { value } = node;
    if (value === null || value === undefined) return { kind: "scalar", type: "null", text: "", span };
    // `1.10` and `0x1f` are what a variable receives; the number they stand for is not.
    if (typeof value === "number" || typeof value === "bigint") {
      return { kind: "scalar", type: "number", text: node.source ?? String(value), span };
    }
    if (typeof value === "boolean") return { kind: "scalar", type: "boolean", text: String(value), span };
    return { kind: "scalar", type: "string", text: String(value), span };
  }

  private spanOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return this.positions.span(start, this.trimmedEnd(start, end));
  }

  /** A block scalar's range runs over its last line break. */
  private trimmedEnd(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.text.charAt(last - 1))) last--;
    return last;
  }

  private give(node: Node, reason: string): ConfigNode {
    this.gaps.push(gap(reason, this.positions.line(node.range?.[0] ?? 0)));
    return { kind: "scalar", type: "null", text: "", span: this.spanOf(node) };
  }
}

/** The parser's own words may quote the file; its codes are plain enough. */
function readable(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}
