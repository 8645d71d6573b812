import { settingOfStack } from "../catalog/infrastructure/pulumi-settings.ts";
import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import { isSampleName } from "../model/deployment-name.ts";
import type { GapFact } from "../model/facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  textOf,
  textsOf,
  toPlain,
  valueAt,
} from "./config-node.ts";
import { stored } from "./ecs.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { settingName, undecided } from "./variables.ts";

const names = /^Pulumi(?:\.([\w-]+(?:\.[\w-]+)*))?\.ya?ml$/;

/**
 * Reads the settings of a Pulumi stack, which is an environment: its name stands in the file's. What the file of the
 * project says holds for all of its stacks that do not say otherwise.
 */
export const pulumiStack: Extractor = {
  id: "pulumi-stack",
  version: 2,
  wants: (path, zone) => zone === "source" && names.test(fileName(path)) && !isSampleName(fileName(path)),
  extract({ path, text }, { seal }) {
    const stack = names.exec(fileName(path))?.[1] ?? null;
    const { root, gaps } = readYaml(text);
    const config = entryOf(root, "config");
    const imported = textsOf(valueAt(root, "environment"));
    const elsewhere: readonly GapFact[] =
      imported.length > 0 && !config
        ? [
            {
              kind: "gap",
              reason: "the stack takes its settings from an environment outside the repository",
              line: null,
            },
          ]
        : [];
    if (root?.kind !== "map") return gaps;
    const entries = entriesOf(config?.value).flatMap((entry) => read(entry, stack, seal));
    if (stack === null && entries.length === 0) return gaps;
    return [
      {
        kind: "bindings",
        source: "pulumi",
        environment: stack,
        service: null,
        layer: stack === null ? "base" : "whole",
        entries,
        includes: [],
        ...(imported.length > 0 ? { platformMayAdd: true as const } : {}),
        hints: [],
        span: config?.keySpan ?? fileStart,
      },
      ...elsewhere,
      ...gaps,
    ];
  },
};

/** Settings are bound under names that no process has: code asks the tool for them. */
function read(entry: ConfigEntry, stack: string | null, seal: Seal): readonly BindingEntry[] {
  const [namespace = "", ...rest] = entry.key.split(":");
  // The project's file may leave its own namespace out.
  const [space, key] = rest.length === 0 && stack === null ? [null, namespace] : [namespace, rest.join(":")];
  if (key === "" || (space !== null && !isName(space)) || entry.key.length > 200) return [];
  const value = stack === null ? defaultIn(entry.value) : entry.value;
  if (value === null) return [];
  return [{ name: settingOfStack(space, key), value: valueIn(value, key, stack, seal), span: entrySpan(entry) }];
}

/** What the project's file says a setting is for all of its stacks; null where it only says what kind it is of. */
function defaultIn(node: ConfigNode): ConfigNode | null {
  if (node.kind !== "map" || valueAt(node, "secure")) return node;
  return valueAt(node, "value") ?? valueAt(node, "default") ?? null;
}

/** Two encryptions cannot be compared; that each stack has a secret of its own can be told. */
function valueIn(value: ConfigNode, key: string, stack: string | null, seal: Seal): BindingValue {
  if (valueAt(value, "secure"))
    return { kind: "reference", store: "pulumi-secret", name: `${stack ?? "project"}/${key}`, default: null };
  const text = textOf(value) ?? JSON.stringify(toPlain(value));
  // What names an entry of a secret store is no secret, whatever the setting is called.
  if (/^arn:aws[\w-]*:(?:secretsmanager|ssm):/.test(text)) return stored(text, null);
  return value.kind === "scalar" && text === ""
    ? undecided("left empty")
    : bindingValue(text, settingName(key), literalSyntax, seal);
}
