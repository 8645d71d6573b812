import { fromMarkdown } from "mdast-util-from-markdown";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import type { RunbookFact } from "../model/operations-facts.ts";
import { gap } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { type MarkNode, spanOf } from "./mark-node.ts";
import { fileName } from "./paths.ts";
import { fileStart, withoutMark } from "./positions.ts";
import { referencesIn } from "./runbook-references.ts";

/** A document of this size is no page that somebody follows at night. */
const longest = 200_000;
const mostWords = 5_000;

/**
 * Reads the documents that are followed in an incident: what they say is kept as single words and as what they refer to, so
 * that no sentence of theirs leaves the extractor.
 */
export const runbook: Extractor = {
  id: "runbook",
  version: 2,
  wants: (path, zone) => zone !== "fixture" && zone !== "generated" && isRunbook(path.toLowerCase()),
  extract({ text }): readonly Fact[] {
    const source = withoutMark(text);
    if (source.length > longest) return [gap("the document is too large to be read as a runbook")];
    if (!isTame(source)) return [gap("the document is too intricate to be parsed in bounded time")];
    return source.trim() === "" ? [] : [read(source)];
  },
};

const mostMarks = 20_000;
const mostMarksTogether = 500;
const mostNested = 20;
const deepestIndent = 80;

/**
 * Whether the parser is done with a text in bounded time. Its work grows with the square of the marks of a paragraph, and
 * faster with the depth of quotes and lists; no page written by people comes near.
 */
function isTame(source: string): boolean {
  let all = 0;
  let together = 0;
  for (const line of source.split("\n")) {
    const lead = /^(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/.exec(line)?.[0] ?? "";
    if (lead.replace(/[^>\-+*.)]/g, "").length > mostNested || lead.length > deepestIndent) return false;
    if (line.trim() === "") together = 0;
    const marks = line.match(/[*_`[\]!<&~\\]/g)?.length ?? 0;
    all += marks;
    together += marks;
    if (together > mostMarksTogether || all > mostMarks) return false;
  }
  return true;
}

function isRunbook(path: string): boolean {
  if (!/\.(?:md|mdx|markdown)$/.test(path)) return false;
  const folders = path.split("/").slice(0, -1);
  const name = fileName(path);
  if (/^(?:runbook|incident[-_]?response|oncall|on-call)|[-_]runbook\./.test(name)) return true;
  if (folders.some((folder) => /^runbooks?$/.test(folder))) return true;
  if (!folders.some((folder) => /^docs?$/.test(folder))) return false;
  if (/incident/.test(name) || folders.some((folder) => /^incidents?$/.test(folder))) return true;
  // Guides on logging or hosting stand in the same folders; nobody follows them in an incident.
  const isOps = folders.some((folder) => /^(?:ops|operations)$/.test(folder));
  return isOps && /playbook|on-?call|outage|rollback|emergency|kill|stop|disaster|recovery/.test(name);
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
