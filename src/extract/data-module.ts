import type { Expression, ModuleIR, Property } from "../model/ir.ts";
import type { Zone } from "../model/tree.ts";
import { type ConfigEntry, type ConfigNode, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { readJson } from "./read-json.ts";
import { readToml } from "./read-toml.ts";
import { readYaml } from "./read-yaml.ts";
import { settingName } from "./variables.ts";

/** Larger data files are data sets, translations or generated, and no settings. */
const maximumLength = 64_000;
/** Settings have far fewer values; aliases of YAML can stand for any number of them. */
const maximumNodes = 5_000;
const zones: ReadonlySet<Zone> = new Set<Zone>(["source", "test", "eval"]);

/** Files that other extractors read, or that configure a tool and never the program. */
const notSettings =
  /(^|\/)(package(-lock)?|tsconfig[^/]*|jsconfig[^/]*|components|turbo|nx|lerna|biome|renovate|composer|vercel|netlify|railway|wrangler[^/]*|mcp|manifest|angular|project|deno|app|eas|firebase|cspell|knip|typedoc|\.[^/]*)\.jsonc?$|\.schema\.json$|(^|\/)(\.[^/]+|locales?|i18n|messages|translations|migrations|snapshots)\//i;

/** YAML and TOML are settings only where folder or name say so; elsewhere they are the formats of tools. */
const settingsFolder = /(^|\/)(config|configs|configuration|settings|conf|environments?|env)\/[^/]+\.(ya?ml|toml)$/i;
const settingsName =
  /(^|\/)([\w-]+[._-])?(config|configuration|settings|environments?|endpoints|stores)([._-][\w-]+)?\.(ya?ml|toml)$/i;
/** Files of tools that are called so, and pipelines. */
const toolFile =
  /(^|\/)(\.|docker-?compose|compose|mkdocs|wrangler|netlify|fly|railway|pnpm|lerna|codecov|cliff|renovate|buf|sqlc|supabase\/)|(^|\/)(k8s|kubernetes|helm|charts?|templates|manifests|overlays)\//i;

/** Reads a settings file as the module that `import settings from "./settings.json"` or reading and parsing it gives. */
export const dataModule: Extractor = {
  id: "data-module",
  version: 3,
  wants(path, zone) {
    if (!zones.has(zone)) return false;
    if (/\.jsonc?$/i.test(path)) return !notSettings.test(path);
    return settingsFolder.test(path) || (settingsName.test(path) && !toolFile.test(path));
  },
  extract({ path, text }, { seal }) {
    if (text.length > maximumLength) return [];
    // What cannot be read is told by whoever reads the file for its own sake; here it is only not a module.
    const read = /\.jsonc?$/i.test(path) ? readJson : /\.toml$/i.test(path) ? readToml : readYaml;
    const { root, gaps } = read(text);
    return root && root.kind !== "scalar" && gaps.length === 0
      ? [{ kind: "module", module: moduleOf(path, root, seal) }]
      : [];
  },
};

/** The file by which node-config takes values from the environment: its texts are names of variables, and no values. */
const namesFile = /(^|\/)custom-environment-variables\.\w+$/;

function moduleOf(path: string, root: ConfigNode, seal: Seal): ModuleIR {
  const value = expressionOf(root, "", { seal, left: maximumNodes, holdsNames: namesFile.test(path) });
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

/** `{ name: API_KEY, value: … }`: what a value is of stands beside it. Else its key, which is a setting's and so as a variable's. */
function hintFor(entry: ConfigEntry, within: ConfigNode): string {
  const key = settingName(entry.key);
  return entry.key === "value" ? (textOf(valueAt(within, "name")) ?? key) : key;
}

interface Reading {
  readonly seal: Seal;
  left: number;
  readonly holdsNames: boolean;
}

function expressionOf(node: ConfigNode, name: string, reading: Reading): Expression {
  const { span } = node;
  if (reading.left-- <= 0) return { kind: "opaque", syntax: "data beyond what settings hold", children: [], span };
  switch (node.kind) {
    case "map":
      return {
        kind: "object",
        properties: entriesIn(node, reading).map(
          (e): Property => ({
            kind: "value",
            key: e.key,
            value: expressionOf(e.value, hintFor(e, node), reading),
            span: e.value.span,
            at: e.keySpan,
          }),
        ),
        span,
      };
    case "list":
      return {
        kind: "array",
        elements: node.items.slice(0, reading.left + 1).map((item) => expressionOf(item, name, reading)),
        span,
      };
    case "scalar":
      if (reading.holdsNames && /^[A-Za-z_]\w{0,127}$/.test(node.text))
        return { kind: "literal", value: node.text, span };
      return scalarOf(node, name, reading.seal);
  }
}

/** As many entries as may still be read, without those whose key is itself a secret. */
function entriesIn(node: Extract<ConfigNode, { kind: "map" }>, { seal, left }: Reading): readonly ConfigEntry[] {
  return node.entries.slice(0, left + 1).filter(({ key }) => seal(key).nature !== "secret");
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
