import { ts } from "ts-morph";
import type { Expression } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import { lowerExpression } from "./expressions.ts";
import type { Lowering } from "./lowering.ts";

/** Shorter strings are neither secrets nor addresses, and sealing is the dearest thing done to a string. */
const SHORTEST_SEALED = 8;

/** A string as a literal, without its text if that may not leave the extractor. */
export function stringLiteral(m: Lowering, text: string, span: Span): Expression & { readonly kind: "literal" } {
  if (text.length < SHORTEST_SEALED) return { kind: "literal", value: text, span };
  const sealed = m.seal(text);
  const harmless = sealed.nature === "plain" || sealed.nature === "empty" || sealed.nature === "placeholder";
  if (!harmless || sealed.text === undefined) return { kind: "literal", value: "", sealed, span };
  return sealed.address === undefined
    ? { kind: "literal", value: text, span }
    : { kind: "literal", value: text, sealed, span };
}

/** The text where only plain text fits, or undefined if it may not leave the extractor. */
export function openText(m: Lowering, text: string): string | undefined {
  const { value } = stringLiteral(m, text, NOWHERE);
  return value === text ? text : undefined;
}

/** What follows `from`, `require(` or `import(`; a URL in it may carry a password. */
export function specifierText(m: Lowering, text: string): string {
  const served = contentNetworks.exec(text);
  if (served) return `npm:${text.slice(served[0].length).replace(/[?#].*$/, "")}`;
  return text.includes("://") ? (openText(m, text) ?? "") : text;
}

/** Hosts that serve packages of the npm registry by their names. */
const contentNetworks =
  /^https?:\/\/(?:esm\.sh\/(?:v\d+\/|stable\/)?|esm\.run\/|cdn\.skypack\.dev\/|unpkg\.com\/|cdn\.jsdelivr\.net\/npm\/)/;

/** A template with substitutions, its fixed parts as literals. */
export function lowerTemplate(m: Lowering, node: ts.TemplateExpression): Expression {
  const parts: Expression[] = [];
  const fixed = (part: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail) => {
    if (part.text !== "") parts.push(stringLiteral(m, part.text, m.span(part)));
  };
  fixed(node.head);
  for (const { expression, literal } of node.templateSpans) {
    parts.push(lowerExpression(m, expression));
    fixed(literal);
  }
  return { kind: "template", parts, span: m.span(node) };
}

/** The fixed parts and the values of a tagged template. */
export function lowerTaggedParts(
  m: Lowering,
  template: ts.TemplateLiteral,
): { strings: string[]; values: Expression[] } {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return { strings: [openText(m, template.text) ?? ""], values: [] };
  return {
    strings: [template.head, ...template.templateSpans.map((part) => part.literal)].map(
      ({ text }) => openText(m, text) ?? "",
    ),
    values: template.templateSpans.map((part) => lowerExpression(m, part.expression)),
  };
}

const NOWHERE: Span = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };
