import type { GapFact } from "../../model/facts.ts";
import type { InfraBlock, InfraValue } from "../../model/infrastructure.ts";
import { childOf, childrenOf, readSyntax, type SyntaxNode } from "../grammar/syntax.ts";
import { joinSpans } from "../positions.ts";
import { lowerExpression, type Source, spanOf, textOf } from "./lower-expression.ts";

/** What stands at one level of a file. */
export interface Body {
  readonly values: readonly InfraValue[];
  readonly blocks: readonly InfraBlock[];
}

/** Reads HCL in its own syntax. An error leaves out the block that it stands in, and the rest is read. */
export function readHcl(source: Source): Body & { readonly gaps: readonly GapFact[] } {
  const { root, gaps } = readSyntax("terraform", source.text, "HCL");
  const [first] = gaps;
  if (!first || root === null) return { ...(root ? readBody(source, root) : { values: [], blocks: [] }), gaps };
  const parts = partsOf(source);
  if (parts.length < 2) return { ...readBody(source, root), gaps };
  const bodies = parts.map((part) => {
    const own = readSyntax("terraform", part.text, "HCL");
    return own.root ? readBody(part, own.root) : { values: [], blocks: [] };
  });
  return { values: bodies.flatMap((body) => body.values), blocks: bodies.flatMap((body) => body.blocks), gaps };
}

const mostParts = 1000;

/**
 * A file in pieces that each end with a line of a closing brace. After an error the parser takes all that follows for one
 * string; piece by piece it cannot get further than the next one.
 */
function partsOf({ text, positions, seal }: Source): readonly Source[] {
  const ends = [...text.matchAll(/^\}[^\n]*\n/gm)].map((match) => match.index + match[0].length).slice(0, mostParts);
  const starts = [0, ...ends].filter((start) => start < text.length);
  return starts.map((start, index) => ({
    text: text.slice(start, starts[index + 1]),
    positions: {
      span: (from, to) => positions.span(start + from, start + to),
      line: (offset) => positions.line(start + offset),
    },
    seal,
  }));
}

/** A body holds its statements itself, or in a node of their own; a broken file has them beside its errors. */
function readBody(source: Source, node: SyntaxNode): Body {
  const inner = childrenOf(node, "body", "ERROR").map((body) => readBody(source, body));
  return {
    values: [
      ...childrenOf(node, "attribute").flatMap((one) => readValue(source, one)),
      ...inner.flatMap((b) => b.values),
    ],
    blocks: [...childrenOf(node, "block").flatMap((one) => readBlock(source, one)), ...inner.flatMap((b) => b.blocks)],
  };
}

function readValue(source: Source, node: SyntaxNode): readonly InfraValue[] {
  const name = textOf(source, childOf(node, "identifier"));
  const value = childOf(node, "expression");
  return value && name !== ""
    ? [{ name, value: lowerExpression(source, value, name), span: spanOf(source, node) }]
    : [];
}

function readBlock(source: Source, node: SyntaxNode): readonly InfraBlock[] {
  const [type, ...labels] = childrenOf(node, "identifier", "string_lit");
  if (!type) return [];
  const last = labels.at(-1) ?? type;
  const body = childOf(node, "body");
  return [
    {
      type: textOf(source, type),
      labels: labels.map((label) => textOf(source, childOf(label, "template_literal") ?? label)),
      ...(body ? readBody(source, body) : { values: [], blocks: [] }),
      span: joinSpans(spanOf(source, type), spanOf(source, last)),
    },
  ];
}
