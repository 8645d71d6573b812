import type { Expression, ModuleIR, Property } from "../model/ir.ts";
import type { Zone } from "../model/tree.ts";
import type { ConfigNode } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

/** Larger data files are data sets, translations or generated, and no settings. */
const maximumLength = 64_000;
const zones: ReadonlySet<Zone> = new Set<Zone>(["source", "test", "eval"]);

/** Files that other extractors read, or that configure a tool and never the program. */
const notSettings =
  /(^|\/)(package(-lock)?|tsconfig[^/]*|jsconfig[^/]*|components|turbo|nx|lerna|biome|renovate|composer|vercel|netlify|wrangler[^/]*|mcp|manifest|angular|project|deno|app|eas|firebase|cspell|knip|typedoc|\.[^/]*)\.jsonc?$|\.schema\.json$|(^|\/)(\.[^/]+|locales?|i18n|messages|translations|migrations|snapshots)\//i;

/** YAML is settings only where its folder says so; elsewhere it is the format of tools. */
const settingsFolder = /(^|\/)(config|configs|configuration|settings|conf|environments?|env)\/[^/]+\.ya?ml$/i;

/** Reads a settings file as the module that `import settings from "./settings.json"` or reading and parsing it gives. */
export const dataModule: Extractor = {
  id: "data-module",
  version: 1,
  wants: (path, zone) =>
    zones.has(zone) && ((/\.json$/i.test(path) && !notSettings.test(path)) || settingsFolder.test(path)),
  extract({ path, text }, { seal }) {
    if (text.length > maximumLength) return [];
    // What cannot be read is told by whoever reads the file for its own sake; here it is only not a module.
    const { root } = /\.json$/i.test(path) ? readJson(text) : readYaml(text);
    return root?.kind === "map" ? [{ kind: "module", module: moduleOf(path, root, seal) }] : [];
  },
};

function moduleOf(path: string, root: ConfigNode, seal: Seal): ModuleIR {
  const value = expressionOf(root, "", seal);
  return {
    path,
    bindings: [],
    functions: [],
    classes: [],
    types: [],
    exports: [{ kind: "commonjs", value, span: root.span }],
    body: [],
    gaps: [],
  };
}

function expressionOf(node: ConfigNode, name: string, seal: Seal): Expression {
  const { span } = node;
  switch (node.kind) {
    case "map":
      return {
        kind: "object",
        properties: node.entries.map(
          (e): Property => ({
            kind: "value",
            key: e.key,
            value: expressionOf(e.value, e.key, seal),
            span: e.value.span,
            at: e.keySpan,
          }),
        ),
        span,
      };
    case "list":
      return { kind: "array", elements: node.items.map((item) => expressionOf(item, name, seal)), span };
    case "scalar":
      return scalarOf(node, name, seal);
  }
}

function scalarOf(node: Extract<ConfigNode, { kind: "scalar" }>, name: string, seal: Seal): Expression {
  const { span, type, text } = node;
  if (type === "null") return { kind: "literal", value: null, span };
  if (type === "boolean") return { kind: "literal", value: text === "true", span };
  if (type === "number") return { kind: "literal", value: Number(text), span };
  const sealed = seal(text, { name });
  if (sealed.nature === "plain" && sealed.text !== undefined && !sealed.address)
    return { kind: "literal", value: text, span };
  return { kind: "literal", value: sealed.nature === "plain" ? (sealed.text ?? "") : "", sealed, span };
}
