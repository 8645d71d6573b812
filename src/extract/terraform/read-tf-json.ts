import type { GapFact } from "../../model/facts.ts";
import type { InfraBlock, InfraExpression, InfraValue } from "../../model/infrastructure.ts";
import type { Span } from "../../model/location.ts";
import { type ConfigNode, entriesOf, entrySpan, itemsOf } from "../config-node.ts";
import type { Seal } from "../extractor.ts";
import { sealedText } from "../infra-text.ts";
import { readJson } from "../read-json.ts";
import { type Body, readHcl } from "./read-hcl.ts";

/** How many labels the blocks of a type have; anything else at the top of a file is a setting. */
const labelsOf: Readonly<Record<string, number>> = {
  ...{ terraform: 0, locals: 0, variable: 1, output: 1, module: 1, provider: 1, data: 2, resource: 2 },
};

/** Reads the JSON syntax of Terraform, in which strings are templates. */
export function readTerraformJson(text: string, seal: Seal): Body & { readonly gaps: readonly GapFact[] } {
  const { root, gaps } = readJson(text);
  const values: InfraValue[] = [];
  const blocks: InfraBlock[] = [];
  for (const entry of entriesOf(root)) {
    const labels = labelsOf[entry.key];
    if (labels === undefined) values.push(...valuesOf([entry], seal));
    else blocks.push(...blocksOf(entry.key, [], labels, entry.value, entry.keySpan, seal));
  }
  return { values, blocks, gaps };
}

function blocksOf(
  type: string,
  labels: readonly string[],
  missing: number,
  node: ConfigNode,
  span: Span,
  seal: Seal,
): readonly InfraBlock[] {
  if (node.kind === "list") return itemsOf(node).flatMap((item) => blocksOf(type, labels, missing, item, span, seal));
  if (missing > 0) {
    return entriesOf(node).flatMap(({ key, keySpan, value }) =>
      blocksOf(type, [...labels, key], missing - 1, value, keySpan, seal),
    );
  }
  return [{ type, labels, values: valuesOf(entriesOf(node), seal), blocks: [], span }];
}

function valuesOf(entries: ReturnType<typeof entriesOf>, seal: Seal): readonly InfraValue[] {
  return entries.map((entry) => ({
    name: entry.key,
    value: lower(entry.value, entry.key, seal),
    span: entrySpan(entry),
  }));
}

function lower(node: ConfigNode, name: string | null, seal: Seal): InfraExpression {
  const { span } = node;
  if (node.kind === "list") return { kind: "list", items: node.items.map((item) => lower(item, name, seal)), span };
  if (node.kind === "map") {
    const entries = entriesOf(node).map((entry) => ({
      key: entry.key,
      value: lower(entry.value, entry.key, seal),
      span: entrySpan(entry),
    }));
    return { kind: "object", entries, span };
  }
  if (node.type === "number") return { kind: "scalar", value: Number(node.text), span };
  if (node.type === "boolean") return { kind: "scalar", value: node.text === "true", span };
  if (node.type === "null") return { kind: "scalar", value: null, span };
  return node.text.includes("${") ? template(node.text, name, span, seal) : sealedText(node.text, name, span, seal);
}

/** Ends no line of a template but its last. */
const end = "END_OF_JSON_STRING";

/** A string is read as HCL reads a heredoc, which has no escapes either; all of it stands where the string stands. */
function template(text: string, name: string | null, span: Span, seal: Seal): InfraExpression {
  const { values, gaps } = readHcl({
    text: `${name !== null && /^[A-Za-z_]\w*$/.test(name) ? name : "value"} = <<${end}\n${text}\n${end}\n`,
    positions: { span: () => span, line: () => span.startLine },
    seal,
  });
  const [only] = values;
  return only && gaps.length === 0 ? trimmed(only.value) : { kind: "opaque", syntax: "template", span };
}

/** The line break before the end of the heredoc is none of the string's. */
function trimmed(value: InfraExpression): InfraExpression {
  if (value.kind !== "template") return value;
  const parts = value.parts.filter((part) => part.kind !== "text" || part.sealed || part.text !== "\n");
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const last = parts.at(-1);
  if (last?.kind !== "text" || last.sealed) return { ...value, parts };
  return { ...value, parts: [...parts.slice(0, -1), { ...last, text: last.text.replace(/\n$/, "") }] };
}
