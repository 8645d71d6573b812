import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import type { Fact, GapFact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import { type ConfigEntry, type ConfigNode, entriesOf, entrySpan, gap, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { createPositions, fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readYamlStream } from "./read-yaml.ts";
import { findBlocks } from "./variable-blocks.ts";
import { isNull, isVariableName, scalarValue, settingName, variable } from "./variables.ts";
import { type ConfigName, isInCollection, readConfigName } from "./yaml-config-name.ts";

/**
 * Reads YAML and JSON that configures an environment: `environments/staging.yml`, `values-prod.yaml`,
 * `config/production.json`, Kubernetes manifests. Only files and folders named after an environment count, and objects of
 * Kubernetes that name one themselves.
 */
export const yamlConfig: Extractor = {
  id: "yaml-config",
  version: 3,
  wants(path, zone) {
    const counts = zone === "source" || (zone === "test" && isInCollection(path));
    return counts && readConfigName(path) !== null;
  },
  extract({ path, text }, { seal }) {
    const name = readConfigName(path);
    if (!name) return [];
    // Manifests are documents of their own kind, read together with the kustomizations around them.
    if (/^apiVersion[ \t]*:/m.test(text) && /^kind[ \t]*:/m.test(text)) return [];
    const template = templateGap(path, text);
    // Templates of a chart are read with their values.
    if (template && /(?:^|\/)templates\/[^/]+$/i.test(path)) return [];
    const { roots, gaps } = read(path, text);
    const facts = readDocuments(roots, { name, path, seal });
    const isExpected = facts.length > 0 || (name.kind !== "manifests" && matters(text));
    if (gaps.length === 0 || !isExpected) return facts;
    // A template is no broken file, and its first error says nothing.
    return [...facts, ...(template ? [template] : gaps)];
  },
};

/** Whether a document is an object of Kubernetes or of kustomize. */
function isManifest(root: ConfigNode | null): boolean {
  return textOf(valueAt(root, "kind")) !== null && textOf(valueAt(root, "apiVersion")) !== null;
}

function read(
  path: string,
  text: string,
): { readonly roots: readonly ConfigNode[]; readonly gaps: readonly GapFact[] } {
  if (!/\.jsonc?$/i.test(path)) return readYamlStream(text);
  const { root, gaps } = readJson(text);
  return { roots: root ? [root] : [], gaps };
}

function templateGap(path: string, text: string): GapFact | null {
  const at = text.indexOf("{{");
  if (at < 0 || /\.jsonc?$/i.test(path)) return null;
  return gap("the file is a template, which is not rendered", createPositions(text).line(at));
}

/** Whether there are variables in a file that could not be read. */
function matters(text: string): boolean {
  return /^[ \t-]*["']?(?:env\w*|environment\w*|secretKeyRef|stringData|[A-Z][A-Z0-9]*_[A-Z0-9_]+)["']?[ \t]*:/m.test(
    text,
  );
}

interface Context {
  readonly name: ConfigName;
  readonly path: string;
  readonly seal: Seal;
}

function readDocuments(roots: readonly ConfigNode[], context: Context): readonly Fact[] {
  const { name, seal } = context;
  if (roots.some(isManifest)) return [];
  const [root] = roots;
  if (name.kind === "manifests" || root?.kind !== "map" || isOtherDocument(root)) return [];
  const blocks = findBlocks(root, name.environment, seal).map(({ service, entries, span }) =>
    toFact(service, entries, span, context),
  );
  const loose = looseVariables(root, blocks.length > 0, context);
  return loose.length === 0 ? blocks : [toFact(null, loose, fileStart, context), ...blocks];
}

/** Pipelines, interface descriptions, schemas and packages have blocks of variables too, and configure no environment. */
function isOtherDocument(root: ConfigNode): boolean {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => valueAt(root, key) !== undefined);
  const schema = textOf(valueAt(root, "$schema")) ?? "";
  return (
    has("jobs", "steps", "pipelines", "openapi", "swagger", "asyncapi", "definitions", "$defs", "devDependencies") ||
    (has("stages") && has("script", "image", "variables", "pool", "trigger")) ||
    (has("providers", "prompts") && has("tests")) ||
    has("containerDefinitions", "taskDefinition", "env_variables", "AWSTemplateFormatVersion") ||
    (has("runtime") && has("run")) ||
    valueAt(root, "properties", "template", "containers") !== undefined ||
    /json-schema|schemas?\/(?!config)|openapi/i.test(schema)
  );
}

/** Keys of charts and manifests: what stands beside them is how to run a thing, and no setting that code reads. */
const deploymentKeys = new Set([
  ...["replicaCount", "replicas", "resources", "ingress", "autoscaling", "image", "nodeSelector", "tolerations"],
  ...[
    "affinity",
    "serviceAccount",
    "podAnnotations",
    "cronJobs",
    "securityContext",
    "probes",
    "targetPort",
    "livenessProbe",
  ],
]);

const mostEntries = 2000;
const deepest = 12;

/** Variables at the top of the file; in a file of settings any key, as `database.url`, the way that code asks for it. */
function looseVariables(root: ConfigNode, hasBlocks: boolean, { name, seal }: Context): readonly BindingEntry[] {
  const entries = entriesOf(root).filter((entry) => !isOfSops(entry));
  const isDeployment = entries.some(({ key }) => deploymentKeys.has(key));
  const variables = entries.filter(
    ({ key, value }) => isVariableName(key) && value.kind === "scalar" && !isNull(value),
  );
  const isFlat = name.kind === "settings" && !hasBlocks && !isDeployment;
  if (!isFlat) {
    // One word in capitals among others is a key like any; a file of variables has nothing else.
    const most = variables.length * 2 >= entries.length;
    return most || name.kind === "settings" ? variables.map((entry) => variable(entry, seal)) : [];
  }
  return flatten(root, seal);
}

function flatten(root: ConfigNode, seal: Seal): readonly BindingEntry[] {
  const flat: BindingEntry[] = [];
  let visited = 0;
  const visit = (node: ConfigNode, trail: readonly string[]): void => {
    for (const entry of entriesOf(node)) {
      // Aliases of aliases have no end.
      if (trail.length === 0 && isOfSops(entry)) continue;
      if (visited++ >= mostEntries || !/^[A-Za-z_$][\w$-]{0,100}$/.test(entry.key)) continue;
      const path = [...trail, entry.key];
      if (entry.value.kind === "map" && path.length < deepest) visit(entry.value, path);
      if (entry.value.kind !== "scalar" || isNull(entry.value) || entry.key.startsWith("$")) continue;
      const value = scalarValue(entry.value, settingName(entry.key), seal);
      flat.push({ name: path.join("."), value, span: entrySpan(entry) });
    }
  };
  visit(root, []);
  return flat;
}

/** What SOPS writes of the keys it encrypted with; the values beside it are encrypted where they stand. */
function isOfSops({ key, value }: ConfigEntry): boolean {
  return key === "sops" && valueAt(value, "mac") !== undefined;
}

function toFact(service: string | null, entries: readonly BindingEntry[], span: Span, { name }: Context): BindingsFact {
  return {
    kind: "bindings",
    source: "yaml-config",
    environment: name.environment,
    service: service ?? name.service,
    // Charts and configuration libraries lay the file of an environment over one with defaults.
    layer: name.isBase ? "base" : name.kind === "other" ? "whole" : "override",
    entries,
    includes: [],
    hints: [],
    span,
  };
}
