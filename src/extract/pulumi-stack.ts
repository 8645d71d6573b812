import type { BindingEntry, BindingValue } from "../model/binding-facts.ts";
import { isSampleName } from "../model/deployment-name.ts";
import type { GapFact } from "../model/facts.ts";
import {
  type ConfigEntry,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  textOf,
  textsOf,
  toPlain,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { settingName, undecided } from "./variables.ts";

const names = /^Pulumi\.([\w-]+(?:\.[\w-]+)*)\.ya?ml$/;

/** Namespaces of providers, whose settings keep their namespace; those of the project itself are asked for without one. */
const providers =
  /^(?:aws|aws-native|awsx|azure|azure-native|azuread|gcp|google-native|kubernetes|cloudflare|digitalocean|docker|github|pulumi|vercel|random)$/;

/** Reads the settings of a Pulumi stack, which is an environment: its name stands in the file's. */
export const pulumiStack: Extractor = {
  id: "pulumi-stack",
  version: 1,
  wants: (path, zone) => zone === "source" && names.test(fileName(path)) && !isSampleName(fileName(path)),
  extract({ path, text }, { seal }) {
    const stack = names.exec(fileName(path))?.[1] ?? "";
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
    return [
      {
        kind: "bindings",
        source: "pulumi",
        environment: stack,
        service: null,
        layer: "whole",
        entries: entriesOf(config?.value).flatMap((entry) => read(entry, stack, seal)),
        includes: [],
        hints: [],
        span: config?.keySpan ?? fileStart,
      },
      ...elsewhere,
      ...gaps,
    ];
  },
};

/** Settings are bound under names that no process has: code asks the tool for them. */
function read(entry: ConfigEntry, stack: string, seal: Seal): readonly BindingEntry[] {
  const [namespace = "", ...rest] = entry.key.split(":");
  const key = rest.join(":");
  if (key === "" || !isName(namespace) || entry.key.length > 200) return [];
  const name = `pulumi:${providers.test(namespace) ? entry.key : key}`;
  return [{ name, value: valueIn(entry, key, stack, seal), span: entrySpan(entry) }];
}

/** Two encryptions cannot be compared; that each stack has a secret of its own can be told. */
function valueIn({ value }: ConfigEntry, key: string, stack: string, seal: Seal): BindingValue {
  if (valueAt(value, "secure"))
    return { kind: "reference", store: "pulumi-secret", name: `${stack}/${key}`, default: null };
  const text = textOf(value) ?? JSON.stringify(toPlain(value));
  return value.kind === "scalar" && text === ""
    ? undecided("left empty")
    : bindingValue(text, settingName(key), literalSyntax, seal);
}
