import { fromMarkdown } from "mdast-util-from-markdown";
import type { Fact, RunbookFact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import { gap } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { type MarkNode, spanOf } from "./mark-node.ts";
import { fileName } from "./paths.ts";
import { fileStart, withoutMark } from "./positions.ts";
import { referencesIn } from "./runbook-references.ts";

/** A document of this size is no page that somebody follows at night. */
const longest = 400_000;
const mostWords = 5_000;

/**
 * Reads the documents that are followed in an incident: what they say is kept as single words and as what they refer to, so
 * that no sentence of theirs leaves the extractor.
 */
export const runbook: Extractor = {
  id: "runbook",
  version: 1,
  wants: (path, zone) => zone !== "fixture" && zone !== "generated" && isRunbook(path.toLowerCase()),
  extract({ text }): readonly Fact[] {
    const source = withoutMark(text);
    if (source.length > longest) return [gap("the document is too large to be read as a runbook")];
    return source.trim() === "" ? [] : [read(source)];
  },
};

function isRunbook(path: string): boolean {
  if (!/\.(?:md|mdx|markdown)$/.test(path)) return false;
  const folders = path.split("/").slice(0, -1);
  const name = fileName(path);
  if (/^(?:runbook|incident[-_]?response|oncall|on-call)|[-_]runbook\./.test(name)) return true;
  if (folders.some((folder) => /^runbooks?$/.test(folder))) return true;
  const inDocs = folders.some((folder) => /^docs?$/.test(folder));
  return inDocs && (/incident/.test(name) || folders.some((folder) => /^(?:ops|operations|incidents?)$/.test(folder)));
}

function read(source: string): RunbookFact {
  const nodes = [...walk(fromMarkdown(source))];
  const texts = nodes.flatMap((node) => (node.type === "text" || node.type === "inlineCode" ? [node] : []));
  const words = texts.flatMap(({ value = "", position }) =>
    (value.toLowerCase().match(/[a-z][a-z0-9_-]{1,39}/g) ?? []).map((word) => ({ word, span: spanOf(position) })),
  );
  const first = new Map<string, Span>();
  for (const { word, span } of words) if (!first.has(word) && first.size < mostWords) first.set(word, span);
  return {
    kind: "runbook",
    words: [...first].map(([word, span]) => ({ word, span })),
    hasCommands: nodes.some(({ type }) => type === "code"),
    references: nodes.flatMap(referencesIn),
    span: fileStart,
  };
}

function* walk(node: MarkNode): Generator<MarkNode> {
  const open: MarkNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    open.push(...[...(next.children ?? [])].reverse());
  }
}
