import type { Fact } from "../model/facts.ts";
import type { InfraExpression, InfraValue } from "../model/infrastructure.ts";
import type { Span } from "../model/location.ts";
import { type ConfigNode, entriesOf, entrySpan, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { sealedText } from "./infra-text.ts";
import { fileName } from "./paths.ts";
import { readJson } from "./read-json.ts";

/** `main.parameters.json`, `main.parameters.prod.json`, `azuredeploy.parameters.dev.json`, `parameters/prod.json`. */
const names = /(?:^|[._-])param(?:eter)?s?(?:[._-][\w.-]*)?\.jsonc?$/i;

/** Reads the files that give values to the parameters of an ARM template or a Bicep module. */
export const armParameters: Extractor = {
  id: "arm-parameters",
  version: 2,
  wants: (path, zone) =>
    zone === "source" && (names.test(fileName(path)) || /(?:^|\/)param(?:eter)?s\/[^/]+\.jsonc?$/i.test(path)),
  extract({ text }, { seal }) {
    const { root, gaps } = readJson(text);
    const schema = textOf(valueAt(root, "$schema")) ?? "";
    const parameters = valueAt(root, "parameters");
    if (!/deploymentParameters\.json/i.test(schema) || parameters?.kind !== "map") return [];
    const values = entriesOf(parameters).flatMap((entry): readonly InfraValue[] => {
      const value = valueAt(entry.value, "value");
      const reference = valueAt(entry.value, "reference");
      const given = value ? lower(value, entry.key, seal) : reference ? secretIn(reference, seal) : null;
      return given ? [{ name: entry.key, value: given, span: entrySpan(entry) }] : [];
    });
    const fact: Fact = { kind: "infrastructure", language: "bicep", role: "values", values, blocks: [] };
    return values.length === 0 ? gaps : [fact, ...gaps];
  },
};

/** A secret of a key vault: `az.getSecret(vault, name)`. */
function secretIn(node: ConfigNode, seal: Seal): InfraExpression | null {
  const vault = valueAt(node, "keyVault", "id");
  const name = valueAt(node, "secretName");
  if (!vault || !name) return null;
  const part = (one: ConfigNode): InfraExpression => filled(textOf(one) ?? "", null, one.span, seal);
  return { kind: "call", name: "az.getSecret", args: [part(vault), part(name)], expands: false, span: name.span };
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
  if (node.type === "string") return filled(node.text, name, span, seal);
  const value = node.type === "number" ? Number(node.text) : node.type === "boolean" ? node.text === "true" : null;
  return { kind: "scalar", value, span };
}

/** The Azure Developer CLI fills in `${AZURE_ENV_NAME}` and `${AZURE_LOCATION=westeurope}`. */
function filled(text: string, name: string | null, span: Span, seal: Seal): InfraExpression {
  const parts = text.split(/\$\{([A-Za-z_]\w*)(?:=([^}]*))?\}/);
  if (parts.length === 1) return sealedText(text, name, span, seal);
  const pieces: InfraExpression[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [fixed = "", variable, fallback] = parts.slice(at, at + 3);
    if (fixed !== "") pieces.push(sealedText(fixed, null, span, seal));
    if (variable === undefined) continue;
    const args = [variable, ...(fallback === undefined ? [] : [fallback])];
    pieces.push({
      kind: "call",
      name: "readEnvironmentVariable",
      args: args.map((arg) => sealedText(arg, null, span, seal)),
      expands: false,
      span,
    });
  }
  const [only] = pieces;
  return pieces.length === 1 && only ? only : { kind: "template", parts: pieces, span };
}
