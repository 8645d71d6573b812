import type { InfraExpression } from "../../model/infrastructure.ts";
import type { ConfigNode } from "../config-node.ts";
import type { Seal } from "../extractor.ts";
import { sealedText } from "../infra-text.ts";
import type { Positions } from "../positions.ts";
import { readJsonWith } from "../read-json.ts";

/** A piece of a template: text as written with the place where it starts, or what is filled in. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly start: number }
  | { readonly kind: "filled"; readonly value: InfraExpression; readonly start: number };

/** Stand around the number of what is filled in; no configuration has these characters. */
const opening = "\uE000";
const closing = "\uE001";

/** JSON with places to fill in, as the value it stands for once they are filled; null for any other text. */
export function lowerJsonTemplate(pieces: readonly Piece[], positions: Positions, seal: Seal): InfraExpression | null {
  const [first] = pieces;
  if (first?.kind !== "text" || !/^\s*[[{]/.test(first.text)) return null;
  const filled: InfraExpression[] = [];
  const starts: { readonly built: number; readonly written: number }[] = [];
  let built = "";
  let isQuoted = false;
  for (const piece of pieces) {
    starts.push({ built: built.length, written: piece.start });
    if (piece.kind === "text") {
      for (const [found] of piece.text.matchAll(/\\.|"/gs)) if (found === '"') isQuoted = !isQuoted;
      built += piece.text;
    } else {
      const mark = `${opening}${filled.push(piece.value) - 1}${closing}`;
      built += isQuoted ? mark : JSON.stringify(mark);
    }
  }
  const offset = (at: number): number => {
    const before = starts.findLast((start) => start.built <= at) ?? { built: 0, written: 0 };
    return before.written + at - before.built;
  };
  const { root, gaps } = readJsonWith(built, {
    span: (from, to) => positions.span(offset(from), offset(to)),
    line: (at) => positions.line(offset(at)),
  });
  if (root === null || gaps.length > 0) return null;
  return {
    kind: "call",
    name: "jsonencode",
    args: [lowerNode(root, null, filled, seal)],
    expands: false,
    span: root.span,
  };
}

function lowerNode(
  node: ConfigNode,
  name: string | null,
  filled: readonly InfraExpression[],
  seal: Seal,
): InfraExpression {
  const { span } = node;
  if (node.kind === "list")
    return { kind: "list", items: node.items.map((i) => lowerNode(i, name, filled, seal)), span };
  if (node.kind === "map") {
    // Containers list their variables as `{ "name": …, "value": … }`.
    const called = node.entries.find(({ key }) => key === "name")?.value;
    const variable = called?.kind === "scalar" ? called.text : null;
    const entries = node.entries.map(({ key, keySpan, value }) => ({
      key,
      value: lowerNode(value, key === "value" ? (variable ?? key) : key, filled, seal),
      span: keySpan,
    }));
    return { kind: "object", entries, span };
  }
  if (node.type !== "string") return scalar(node);
  const parts = node.text.split(new RegExp(`${opening}(\\d+)${closing}`));
  const whole = parts.flatMap((part, at): readonly InfraExpression[] => {
    const value = at % 2 === 1 ? filled[Number(part)] : undefined;
    if (at % 2 === 1) return value ? [value] : [];
    return part === "" ? [] : [sealedText(part, parts.length === 1 ? name : null, span, seal)];
  });
  const [only] = whole;
  if (whole.length === 0) return { kind: "text", text: "", span };
  return whole.length === 1 && only ? only : { kind: "template", parts: whole, span };
}

function scalar(node: Extract<ConfigNode, { kind: "scalar" }>): InfraExpression {
  const { type, text, span } = node;
  const value = type === "number" ? Number(text) : type === "boolean" ? text === "true" : null;
  return { kind: "scalar", value, span };
}
