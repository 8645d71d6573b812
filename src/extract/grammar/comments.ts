import type { Stretch } from "../comments/stretch.ts";
import { type GrammarName, parse } from "./runtime.ts";

/** Larger files are not read by the extractors either. */
const longest = 256 * 1024;

/** The comments of a text in one of the grammars; none if it cannot be parsed. */
export function grammarComments(grammar: GrammarName, text: string): Stretch[] {
  if (text.length > longest) return [];
  const tree = parse(grammar, text);
  try {
    const found = tree?.rootNode.descendantsOfType("comment") ?? [];
    return found.flatMap((node) => (node === null ? [] : [{ start: node.startIndex, end: node.endIndex }]));
  } finally {
    tree?.delete();
  }
}
