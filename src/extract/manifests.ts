import { isSampleName } from "../model/deployment-name.ts";
import type { Fact, GapFact } from "../model/facts.ts";
import { type ConfigNode, gap, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { readJson } from "./read-json.ts";
import { readYamlStream } from "./read-yaml.ts";
import { sealDocument } from "./sealed-document.ts";
import { isInCollection } from "./yaml-config-name.ts";

/** Folders of programs that use manifests for something else. */
const otherFolders = /(?:^|\/)(?:\.github|\.circleci|node_modules|templates)\//i;

/** Files that other extractors read, and lockfiles. */
const otherFiles = /^(?:serverless|render|.*compose|pnpm-.*|package|tsconfig|turbo|openapi|swagger|Chart|mkdocs)[._-]/i;

/** JSON is something else almost everywhere. */
const jsonFolders =
  /(?:^|\/)(?:k8s|kubernetes|kube|kustomize|manifests|overlays|base|deploy|deployments?|argo|flux|clusters)\//i;

/**
 * Reads objects of Kubernetes, of the operators that fetch secrets and of the tools that put manifests together. What
 * each container is given is known once they are joined, so that nothing but the documents is kept here.
 */
export const manifestFile: Extractor = {
  id: "manifests",
  version: 2,
  wants(path, zone) {
    const counts = zone === "source" || (zone === "test" && isInCollection(path));
    const name = fileName(path);
    const isKind = /\.ya?ml$/i.test(name) || (/\.json$/i.test(name) && jsonFolders.test(path));
    return counts && isKind && !otherFolders.test(path) && !otherFiles.test(name) && !isSampleName(name);
  },
  extract({ path, text }, { seal }) {
    if (!mayHoldManifests(path, text)) return [];
    const { roots, gaps } = /\.json$/i.test(path) ? alone(readJson(text)) : readYamlStream(text);
    const lines = text.split(/\r\n|\n|\r/);
    const facts = roots.flatMap((root): readonly Fact[] => {
      const format = formatOf(root, path);
      return format === null ? [] : [{ kind: "document", format, root: sealDocument(root, { path, lines, seal }) }];
    });
    const elsewhere = roots.flatMap(otherGenerators);
    return facts.length > 0 || isKustomization(path) ? [...facts, ...elsewhere, ...gaps] : facts;
  },
};

function alone({ root, gaps }: ReturnType<typeof readJson>): ReturnType<typeof readYamlStream> {
  return { roots: root ? [root] : [], gaps };
}

/** An ApplicationSet of Argo CD is filled in from lists; what it finds in repositories and clusters is not here. */
function otherGenerators(root: ConfigNode): readonly GapFact[] {
  if (textOf(valueAt(root, "kind")) !== "ApplicationSet") return [];
  return itemsOf(valueAt(root, "spec", "generators")).flatMap((generator) =>
    valueAt(generator, "list") === undefined
      ? [gap("a generator of this ApplicationSet is not followed", generator.span.startLine)]
      : [],
  );
}

function isKustomization(path: string): boolean {
  return /^kustomization\.ya?ml$|^Kustomization$/.test(fileName(path));
}

/** Most YAML is something else, and is not parsed to find that out. */
function mayHoldManifests(path: string, text: string): boolean {
  if (isKustomization(path)) return true;
  return /^[ \t{]*["']?apiVersion["']?[ \t]*:/m.test(text) || /^[ \t]*-[ \t]*\{?["']?op["']?[ \t]*:/m.test(text);
}

function formatOf(root: ConfigNode, path: string): "manifest" | "patch" | null {
  if (root.kind === "list") return root.items.some((item) => textOf(valueAt(item, "op")) !== null) ? "patch" : null;
  const isObject = textOf(valueAt(root, "kind")) !== null && textOf(valueAt(root, "apiVersion")) !== null;
  return isObject || (isKustomization(path) && root.kind === "map") ? "manifest" : null;
}
