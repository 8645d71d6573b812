import type { Tree } from "web-tree-sitter";
import type { GapFact } from "../../model/facts.ts";
import { gap } from "../config-node.ts";
import { type GrammarName, parse } from "./runtime.ts";

/** A node of a syntax tree. What a grammar calls a token (`-`, `if`) is a node too, called by its text. */
export interface SyntaxNode {
  readonly kind: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

/** A file's tree, and a gap for what in it could not be read. */
export interface Syntax {
  readonly root: SyntaxNode | null;
  readonly gaps: readonly GapFact[];
}

/** Larger files are generated, or there to keep a parser busy. */
const longest = 256 * 1024;
const deepest = 200;
const mostNodes = 300_000;

/** Reads a text with one of the grammars; errors in it leave out the statement they stand in and nothing else. */
export function readSyntax(grammar: GrammarName, text: string, language: string): Syntax {
  if (text.length > longest) return { root: null, gaps: [gap(`the file is too large to be read as ${language}`)] };
  if (text.trim() === "") return { root: null, gaps: [] };
  let tree: Tree | null | undefined;
  try {
    tree = parse(grammar, text);
    if (tree === undefined)
      return { root: null, gaps: [gap(`${language} could not be read: its grammar did not load`)] };
    if (tree === null) return { root: null, gaps: [gap(`the file takes too long to be read as ${language}`)] };
    return copy(tree, text, language);
  } finally {
    tree?.delete();
  }
}

interface Draft {
  readonly kind: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: Draft[];
}

/** The tree as plain data, without comments and without what stands in an error. */
function copy(tree: Tree, text: string, language: string): Syntax {
  const cursor = tree.walk();
  const gaps: GapFact[] = [];
  let isCut = false;
  let nodes = 0;
  const make = (): Draft => ({
    kind: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  });
  const broken = (): void => {
    if (gaps.length === 0) gaps.push(gap(`not valid ${language}`, lineAt(text, cursor.startIndex)));
  };
  const root = make();
  if (cursor.nodeType === "ERROR") broken();
  const open: Draft[] = [root];
  let isDown = cursor.gotoFirstChild();
  while (isDown) {
    const node = make();
    const parent = open.at(-1) ?? root;
    if (node.kind === "ERROR" || cursor.nodeIsMissing) broken();
    if (node.kind !== "comment" && !cursor.nodeIsMissing) parent.children.push(node);
    isCut ||= ++nodes > mostNodes || open.length > deepest;
    if (!isCut && cursor.gotoFirstChild()) {
      open.push(node);
      continue;
    }
    isDown = cursor.gotoNextSibling();
    while (!isDown && open.length > 1 && cursor.gotoParent()) {
      open.pop();
      isDown = cursor.gotoNextSibling();
    }
  }
  cursor.delete();
  if (isCut) gaps.push(gap(`the ${language} is nested too deeply or too long, so that its end is not read`));
  return { root, gaps };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/** The children of these kinds. */
export function childrenOf(node: SyntaxNode, ...kinds: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter(({ kind }) => kinds.includes(kind));
}

export function childOf(node: SyntaxNode | undefined, ...kinds: readonly string[]): SyntaxNode | undefined {
  return node?.children.find(({ kind }) => kinds.includes(kind));
}

export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}
