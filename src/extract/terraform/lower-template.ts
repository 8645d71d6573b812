import type { InfraExpression } from "../../model/infrastructure.ts";
import type { Span } from "../../model/location.ts";
import { childOf, childrenOf, type SyntaxNode } from "../grammar/syntax.ts";
import { sealedText } from "../infra-text.ts";
import { lowerJsonTemplate, type Piece } from "./json-template.ts";
import { lowerExpression, type Source, spanOf } from "./lower-expression.ts";

/** A string, quoted or as a heredoc: text, or a template where something in it is filled in. */
export function lowerTemplate(source: Source, node: SyntaxNode, name: string | null): InfraExpression {
  const span = spanOf(source, node);
  const isHeredoc = node.kind === "heredoc_template";
  const filled = childrenOf(node, "template_interpolation");
  if (childOf(node, "template_directive", "ERROR")) return { kind: "opaque", syntax: "template directive", span };
  // Fixed text is all that stands between: the grammar leaves out the spaces at its ends.
  const [from, to] = insideOf(source, node, isHeredoc);
  const pieces: Piece[] = [];
  let at = from;
  const fix = (end: number): void => {
    if (end > at) pieces.push({ kind: "text", text: source.text.slice(at, end), start: at });
  };
  for (const part of filled) {
    fix(part.start);
    const inner = childOf(part, "expression");
    if (inner) pieces.push({ kind: "filled", value: lowerExpression(source, inner, name), start: part.start });
    at = part.end;
  }
  fix(to);
  const json = isHeredoc ? lowerJsonTemplate(pieces, source.positions, source.seal) : null;
  return json ?? lowerPieces(source, pieces, name, span, isHeredoc);
}

function lowerPieces(
  source: Source,
  pieces: readonly Piece[],
  name: string | null,
  span: Span,
  isHeredoc: boolean,
): InfraExpression {
  const parts = pieces.map((piece): InfraExpression => {
    if (piece.kind === "filled") return piece.value;
    const text = isHeredoc ? piece.text : withoutEscapes(piece.text);
    return { kind: "text", text, span: source.positions.span(piece.start, piece.start + piece.text.length) };
  });
  const [first, ...more] = parts;
  if (!first) return { kind: "text", text: "", span };
  if (more.length > 0) return { kind: "template", parts: sealPieces(parts, name, source), span };
  return first.kind === "text" ? sealedText(first.text, name, span, source.seal) : { ...first, span };
}

/** Between the quotes; in a heredoc from the line after its first to the line before its last. */
function insideOf(source: Source, node: SyntaxNode, isHeredoc: boolean): readonly [number, number] {
  const [open, close] = isHeredoc
    ? childrenOf(node, "heredoc_identifier")
    : childrenOf(node, "quoted_template_start", "quoted_template_end");
  const from = open?.end ?? node.start;
  const to = close?.start ?? node.end;
  if (!isHeredoc) return [from, to];
  const line = source.text.indexOf("\n", from);
  const start = line < 0 || line >= to ? to : line + 1;
  const written = source.text.slice(start, to);
  return [start, start + written.replace(/\r?\n[ \t]*$/, "").length];
}

/** The pieces of a template, with the text left out of those that hold a part of a secret. */
export function sealPieces(
  parts: readonly InfraExpression[],
  name: string | null,
  { seal }: Source,
): readonly InfraExpression[] {
  const filled = (word: string): string => parts.map((part) => (part.kind === "text" ? part.text : word)).join("");
  const [one, other] = ["reference", "another"].map((word) => seal(filled(word), name === null ? {} : { name }));
  const hasSecret = one?.credential !== undefined && one.credential === other?.credential && one.nature === "secret";
  return parts.map((part) => {
    if (part.kind !== "text") return part;
    const sealed = sealedText(part.text, null, part.span, seal);
    if (!hasSecret || sealed.kind !== "text" || sealed.sealed) return sealed;
    const { digest } = seal(part.text);
    return { kind: "text", text: "", sealed: { digest, nature: "secret", shape: "part of a secret" }, span: part.span };
  });
}

function withoutEscapes(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, plain: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return plain === "n" ? "\n" : plain === "t" ? "\t" : plain === "r" ? "\r" : (plain ?? "");
    })
    .replace(/\$\$\{|%%\{/g, (found) => found.slice(1));
}
