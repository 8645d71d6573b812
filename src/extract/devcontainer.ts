import { valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { platformFact } from "./platform-block.ts";
import { isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import type { Syntax } from "./references.ts";
import { lastOfEach, variablesOfMap } from "./variables.ts";

/** Reads development containers, whose variables are those of development. */
export const devcontainerFile: Extractor = {
  id: "devcontainer",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, /^\.?devcontainer\.json$/i),
  extract({ text }, { seal }) {
    const { root, gaps } = readJson(text);
    const entries = ["containerEnv", "remoteEnv"].flatMap((key) => variablesOfMap(valueAt(root, key), seal, syntax));
    const block = { environment: "development", service: null, entries: lastOfEach(entries), span: fileStart };
    return [...platformFact(block), ...gaps];
  },
};

/** `${localEnv:NAME}` is a variable of whoever opens the container. */
const syntax: Syntax = (text) => {
  const [, name, fallback] = /^\$\{(?:localEnv|containerEnv|env):(\w+)(?::([^}]*))?\}$/.exec(text) ?? [];
  if (name !== undefined) return [{ kind: "reference", store: "environment", name, fallback: fallback ?? null }];
  return text.includes("${")
    ? [{ kind: "expression", text: "filled in on start", mentions: [] }]
    : [{ kind: "text", text }];
};
