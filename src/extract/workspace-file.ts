import { entryOf, entrySpan, textsOf } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

/** Reads pnpm-workspace.yaml and lerna.json: which folders are packages of the repository. */
export const workspaceFile: Extractor = {
  id: "workspace-file",
  version: 1,
  wants: (path, zone) => zone !== "fixture" && /^(?:pnpm-workspace\.ya?ml|lerna\.json)$/.test(fileName(path)),
  extract({ path, text }) {
    const { root, gaps } = path.endsWith(".json") ? readJson(text) : readYaml(text);
    const packages = entryOf(root, "packages");
    if (!packages) return gaps;
    return [{ kind: "workspace", patterns: textsOf(packages.value), span: entrySpan(packages) }, ...gaps];
  },
};
