import type { BindingsFact } from "../model/binding-facts.ts";
import { type ConfigEntry, entriesOf, entryOf, isName, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { hint, isDeployed } from "./platform-file.ts";
import { readToml } from "./read-toml.ts";
import { literalSyntax } from "./references.ts";
import { variablesOfMap } from "./variables.ts";

/** Reads `netlify.toml`: variables of all contexts, and of each: `production`, `deploy-preview`, a branch. */
export const netlifyFile: Extractor = {
  id: "netlify",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, /^netlify\.toml$/i),
  extract({ text }, { seal }) {
    const { root, gaps } = readToml(text);
    const base = entryOf(valueAt(root, "build"), "environment");
    const contexts = entriesOf(valueAt(root, "context")).filter(
      ({ key, value }) => isName(key) && value.kind === "map",
    );
    const command = hint("command", valueAt(root, "build", "command"), seal);
    return [
      ...(base ? [block(null, base, valueAt(root, "build", "environment"), command, seal)] : []),
      ...contexts.map((context) => {
        const own = hint("command", valueAt(context.value, "command"), seal);
        return block(context.key, context, valueAt(context.value, "environment"), own, seal);
      }),
      ...gaps,
    ];
  },
};

function block(
  environment: string | null,
  { keySpan }: ConfigEntry,
  variables: ConfigEntry["value"] | undefined,
  hints: BindingsFact["hints"],
  seal: Seal,
): BindingsFact {
  return {
    kind: "bindings",
    source: "netlify",
    environment,
    service: null,
    layer: environment === null ? "base" : "override",
    entries: variablesOfMap(variables, seal, literalSyntax),
    includes: [],
    hints,
    span: keySpan,
  };
}
