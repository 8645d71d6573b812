import type { BindingEntry } from "../model/binding-facts.ts";
import { readFileStem } from "../model/deployment-name.ts";
import type { Fact } from "../model/facts.ts";
import { looksLikeKey } from "./address.ts";
import { entryOf, valueAt } from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { literalSyntax, type Syntax } from "./references.ts";
import { variablesOfMap } from "./variables.ts";

const names = /^vercel(?:[._-](.+))?\.json$/i;

/** Reads the variables in `vercel.json`, which every environment of the project gets. */
export const vercelFile: Extractor = {
  id: "vercel",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }) {
    const { root, gaps } = readJson(text);
    const { environment, service } = readFileStem(names.exec(fileName(path))?.[1] ?? "");
    const atBuild = variablesOfMap(valueAt(root, "build", "env"), seal, syntax);
    const entries: readonly BindingEntry[] = [
      ...atBuild.map((entry) => ({ ...entry, resource: "build-arg" })),
      ...variablesOfMap(valueAt(root, "env"), seal, syntax),
    ];
    if (entries.length === 0) return gaps;
    const layer = environment === null ? "base" : "override";
    const span = entryOf(root, "env")?.keySpan ?? fileStart;
    const common = { includes: [], hints: [], span };
    const bindings: Fact = { kind: "bindings", source: "vercel", environment, service, layer, entries, ...common };
    return [bindings, ...gaps];
  },
};

/** `@name` is a secret of the account. */
const syntax: Syntax = (text) => {
  const secret = /^@([a-z][a-z0-9_-]{1,62})$/.exec(text)?.[1];
  return secret === undefined || looksLikeKey(secret)
    ? literalSyntax(text)
    : [{ kind: "reference", store: "vercel-secret", name: secret, fallback: null }];
};
