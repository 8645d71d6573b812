import type { Fact } from "../../model/facts.ts";
import type { InfraBlock, InfraValue } from "../../model/infrastructure.ts";
import type { Extractor } from "../extractor.ts";
import { childOf, readSyntax, type SyntaxNode } from "../grammar/syntax.ts";
import { resolvePath } from "../paths.ts";
import { createPositions, joinSpans, withoutMark } from "../positions.ts";
import { type Source, spanOf, textOf } from "../terraform/lower-expression.ts";
import { lowerBicep } from "./lower-expression.ts";

/** Reads Bicep: modules (`.bicep`) and the values of their parameters (`.bicepparam`). */
export const bicepFile: Extractor = {
  id: "bicep",
  version: 1,
  wants: (path, zone) => zone === "source" && /\.bicep(?:param)?$/i.test(path),
  extract({ path, text: written }, { seal }) {
    const isValues = /param$/i.test(path);
    const text = withoutMark(written);
    // A value stands where a declaration has its type, and the grammar knows declarations alone: a variable is written alike.
    const readable = isValues ? text.replace(/^([ \t]*)param(?=[ \t])/gm, "$1var  ") : text;
    const { root, gaps } = readSyntax("bicep", readable, "Bicep");
    if (!root) return gaps;
    const source: Source = { text: readable, positions: createPositions(text), seal };
    const blocks = blocksOf(source, root);
    if (!isValues) {
      const fact: Fact = { kind: "infrastructure", language: "bicep", role: "module", values: [], blocks };
      return blocks.length === 0 ? gaps : [fact, ...gaps];
    }
    const values = blocks.flatMap(({ labels: [name = ""], values: [value], span }): readonly InfraValue[] =>
      value ? [{ name, value: value.value, span: joinSpans(span, value.value.span) }] : [],
    );
    const using = root.children.find(({ kind }) => kind === "using_statement");
    const module = using ? resolvePath(path, stringIn(source, using)) : null;
    const of = module === null ? {} : { of: module };
    return [{ kind: "infrastructure", language: "bicep", role: "values", values, blocks: [], ...of }, ...gaps];
  },
};

const kinds: Readonly<Record<string, string>> = {
  parameter_declaration: "param",
  variable_declaration: "var",
  resource_declaration: "resource",
  module_declaration: "module",
  output_declaration: "output",
};

function blocksOf(source: Source, root: SyntaxNode): readonly InfraBlock[] {
  return root.children.flatMap((node, index): readonly InfraBlock[] => {
    const type = kinds[node.kind];
    const before = root.children[index - 1];
    return type === undefined ? [] : [blockOf(source, node, type, before?.kind === "decorators" ? before : undefined)];
  });
}

function blockOf(source: Source, node: SyntaxNode, type: string, decorators: SyntaxNode | undefined): InfraBlock {
  const name = childOf(node, "identifier");
  const of = type === "resource" || type === "module" ? childOf(node, "string") : undefined;
  const equals = node.children.findIndex(({ kind }) => kind === "=");
  const value = equals < 0 ? undefined : node.children.slice(equals + 1).find(({ kind }) => kind !== "ERROR");
  const label = textOf(source, name);
  const values: InfraValue[] = value
    ? [{ name: "value", value: lowerBicep(source, value, label), span: spanOf(source, value) }]
    : [];
  const head = name ?? node;
  const flags = [
    ...(decorators && /@(?:sys\.)?secure\(/.test(textOf(source, decorators)) ? ["secure"] : []),
    ...(node.children.some(({ kind }) => kind === "existing") ? ["existing"] : []),
  ];
  return {
    type,
    labels: [label, ...(of ? [stringOf(source, of)] : [])],
    values: [
      ...values,
      ...flags.map((flag): InfraValue => {
        const span = spanOf(source, head);
        return { name: flag, value: { kind: "scalar", value: true, span }, span };
      }),
    ],
    blocks: [],
    span: joinSpans(spanOf(source, node), spanOf(source, of ?? head)),
  };
}

function stringIn(source: Source, node: SyntaxNode): string {
  return stringOf(source, childOf(node, "string") ?? node);
}

function stringOf(source: Source, node: SyntaxNode): string {
  return textOf(source, node).replace(/^'|'$/g, "");
}
