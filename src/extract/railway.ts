import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { readFileStem } from "../model/deployment-name.ts";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import { type ConfigNode, entriesOf, isName, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { hint, isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readToml } from "./read-toml.ts";
import type { Syntax } from "./references.ts";
import { undecided, variablesOfMap } from "./variables.ts";

const names = /^railway(?:[._-](.+))?\.(?:json|toml)$/i;

/** Reads `railway.json`: the service as it is everywhere, and each environment that differs from it. */
export const railwayFile: Extractor = {
  id: "railway",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }) {
    const { root, gaps } = path.toLowerCase().endsWith(".toml") ? readToml(text) : readJson(text);
    if (root?.kind !== "map" || root.entries.length === 0) return gaps;
    const file = readFileStem(names.exec(fileName(path))?.[1] ?? "");
    const layer = file.environment === null ? "base" : "override";
    const top = block(root, { ...file, layer, span: fileStart }, seal);
    const named = entriesOf(valueAt(root, "environments"))
      .filter((entry) => isName(entry.key) && entry.value.kind === "map")
      .map((entry): Fact => {
        const head = { environment: entry.key, service: file.service, layer: "override", span: entry.keySpan } as const;
        return block(entry.value, head, seal);
      });
    return [top, ...named, ...gaps];
  },
};

type Head = Pick<BindingsFact, "environment" | "service" | "layer"> & { readonly span: Span };

function block(node: ConfigNode, head: Head, seal: Seal): BindingsFact {
  const places = [["variables"], ["env"], ["envVars"], ["deploy", "variables"], ["deploy", "env"]];
  const entries = places.flatMap((at) => variables(valueAt(node, ...at), seal));
  const hints = [
    ...hint("file", valueAt(node, "build", "dockerfilePath"), seal),
    ...hint("command", valueAt(node, "deploy", "startCommand"), seal),
    ...hint("command", valueAt(node, "deploy", "preDeployCommand"), seal),
  ];
  return { kind: "bindings", source: "railway", ...head, entries, includes: [], hints };
}

/** A variable is a string, or an object with the string in it. */
function variables(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  return entriesOf(node).flatMap((entry) => {
    const value = entry.value.kind === "map" ? valueAt(entry.value, "value") : entry.value;
    const [read] = value
      ? variablesOfMap({ kind: "map", entries: [{ ...entry, value }], span: entry.keySpan }, seal, syntax)
      : [];
    if (read) return [read];
    return isName(entry.key)
      ? [{ name: entry.key, value: undecided("set in the dashboard"), span: entry.keySpan }]
      : [];
  });
}

/** `${{Postgres.DATABASE_URL}}` is a variable of another service in the same environment. */
const syntax: Syntax = (text) => {
  const written = /^\$\{\{([\w.\s-]+)\}\}$/.exec(text)?.[1]?.trim() || undefined;
  if (written === undefined) {
    return text.includes("${{") ? [{ kind: "expression", text, mentions: [] }] : [{ kind: "text", text }];
  }
  // Which service that is differs from environment to environment, and its name does not.
  return [{ kind: "expression", text: `\${{${written}}}`, mentions: [{ store: "railway-variable", name: written }] }];
};
