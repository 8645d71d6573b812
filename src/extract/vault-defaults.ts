import type { BindingsFact } from "../model/binding-facts.ts";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import { type ConfigNode, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { resolvePath } from "./paths.ts";
import { isDeployed } from "./platform-file.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

/**
 * Reads what `doppler run` and `infisical run` take on a developer's machine where nothing else is asked for: `doppler.yaml`
 * and `.infisical.json`.
 */
export const vaultDefaults: Extractor = {
  id: "vault-defaults",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, /^(?:\.?doppler\.ya?ml|\.infisical\.json)$/i),
  extract({ path, text }) {
    if (/\.json$/i.test(path)) {
      const { root, gaps } = readJson(text);
      const environment = valueAt(root, "defaultEnvironment");
      const project = textOf(valueAt(root, "workspaceId"));
      return [...holding("infisical", { project, configuration: environment, folder: undefined }), ...gaps];
    }
    const { root, gaps } = readYaml(text);
    const setup = valueAt(root, "setup");
    const all = setup?.kind === "list" ? itemsOf(setup) : setup ? [setup] : [];
    return [
      ...all.flatMap((one) => {
        const folder = textOf(valueAt(one, "path"));
        const project = textOf(valueAt(one, "project"));
        const home = folder === null ? null : resolvePath(path, folder);
        const set = { project, configuration: valueAt(one, "config"), folder: home ?? undefined };
        return holding("doppler", set);
      }),
      ...gaps,
    ];
  },
};

interface Setup {
  readonly project: string | null;
  readonly configuration: ConfigNode | undefined;
  readonly folder: string | undefined;
}

function holding(store: string, { project, configuration, folder }: Setup): readonly Fact[] {
  const name = textOf(configuration);
  if (name === null || name === "" || !configuration) return [];
  const span: Span = configuration.span;
  const fact: BindingsFact = {
    ...{ kind: "bindings", source: "platform", environment: "development", service: null, layer: "whole" },
    ...{ entries: [], includes: [], hints: [], span },
    holds: { store, name: project === null ? name : `${project}/${name}` },
    ...(folder === undefined ? {} : { folder }),
  };
  return [fact];
}
