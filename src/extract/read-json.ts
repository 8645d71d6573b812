import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
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

/** Reads JSON with comments and trailing commas, as the tools that own these files do. */
export function readJson(source: string): ConfigDocument {
  const text = withoutMark(source);
  return readJsonWith(text, createPositions(text));
}

/** Reads JSON that stands inside another file, at places which that file tells. */
export function readJsonWith(text: string, positions: Positions): ConfigDocument {
  if (text.length > maxLength) return unread("the file is too large to be read as JSON");
  if (text.trim() === "") return { root: null, gaps: [] };
  if (isTooDeep(text)) return unread("the JSON is nested too deeply");

  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  const gaps = first
    ? [gap(`not valid JSON: ${readable(printParseErrorCode(first.error))}`, positions.line(first.offset))]
    : [];
  return { root: tree ? convert(tree, positions) : null, gaps };
}

function convert(node: Node, positions: Positions): ConfigNode {
  const span = positions.span(node.offset, node.offset + node.length);
  if (node.type === "array") {
    return { kind: "list", items: (node.children ?? []).map((child) => convert(child, positions)), span };
  }
  if (node.type === "object") {
    const entries = (node.children ?? []).flatMap((property): readonly ConfigEntry[] => {
      const [key, value] = property.children ?? [];
      if (!key || !value) return [];
      const keySpan = positions.span(key.offset, key.offset + key.length);
      return [{ key: String(key.value), keySpan, value: convert(value, positions) }];
    });
    return { kind: "map", entries, span };
  }
  return { kind: "scalar", type: scalarType(node), text: node.value === null ? "" : String(node.value), span };
}

function scalarType(node: Node): ConfigScalar["type"] {
  return node.type === "number" || node.type === "boolean" || node.type === "null" ? node.type : "string";
}

/** The parser recurses, so depth is checked before it runs; braces inside strings only make this err towards a gap. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      depth++;
      if (depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function readable(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
