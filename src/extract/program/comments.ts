import { ts } from "ts-morph";
import { commentsOutside, type Stretch } from "../comments/stretch.ts";
import { parse } from "./lower-module.ts";

/**
 * The comments of a TypeScript or JavaScript file. Only the parser tells a regular expression or the text of an element
 * from code, so it says where the literals are, and what looks like a comment between them is one.
 */
export function programComments(path: string, text: string): Stretch[] {
  const source = parse(path, text);
  const literals: Stretch[] = [];
  // The tree of a hostile file is deeper than the call stack.
  const open: ts.Node[] = [source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isJsxText(node)) literals.push({ start: node.pos, end: node.end });
    else if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node))
      literals.push({ start: node.getStart(source), end: node.end });
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
  }
  return commentsOutside(text, literals, { line: ["//"], block: ["/*", "*/"] });
}
