import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { readFileStem } from "../model/deployment-name.ts";
import { classOf } from "../model/environment.ts";
import type { Fact } from "../model/facts.ts";
import {
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";
import { bindingValue, literalSyntax } from "./references.ts";

const names = /^cloudbuild(?:[._-]([\w.-]+))?\.(?:ya?ml|json)$/i;

/**
 * Reads builds of Google Cloud Build: their steps as the commands that they run, and the secrets that steps are given. A
 * substitution is what the file gives it by default; a trigger may say otherwise, outside the repository.
 */
export const cloudBuild: Extractor = {
  id: "cloud-build",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }) {
    const { root, gaps } = /\.json$/i.test(path) ? readJson(text) : readYaml(text);
    const steps = itemsOf(valueAt(root, "steps"));
    if (steps.length === 0) return gaps;
    const given = substitutionsOf(root);
    const filled = (written: string): string =>
      written.replace(/\$\{?(_[A-Z0-9_]+)\}?/g, (whole, name: string) => given.get(name) ?? whole);
    const lines = steps.slice(0, mostSteps).map((step) => redact(filled(commandOf(step)), seal));
    const name = fileName(path);
    const scripts = [{ name, command: lines.filter((line) => line !== "").join("\n"), span: fileStart }];
    const entries = secretsOf(root, new Set(steps.flatMap((step) => textsOf(valueAt(step, "secretEnv"))))).map(
      ({ variable, reference, span }): BindingEntry => ({
        name: variable,
        value: bindingValue(filled(reference), variable, literalSyntax, seal),
        span,
      }),
    );
    const secrets: BindingsFact = {
      ...{
        kind: "bindings",
        source: "platform",
        environment: environmentOf(name, given),
        service: null,
        layer: "whole",
      },
      ...{ entries, includes: [], hints: [], span: fileStart },
    };
    const facts: readonly Fact[] = [{ kind: "scripts", scripts }, ...(entries.length === 0 ? [] : [secrets])];
    return [...facts, ...gaps];
  },
};

const mostSteps = 100;

function substitutionsOf(root: ConfigNode | null): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(valueAt(root, "substitutions")).flatMap(({ key, value }) => {
      const text = textOf(value);
      return text === null || text.includes("$") ? [] : [[key, text] as const];
    }),
  );
}

/** The file's name says more than a default of its own. */
function environmentOf(name: string, given: ReadonlyMap<string, string>): string | null {
  const told = readFileStem(names.exec(name)?.[1] ?? "").environment;
  const set = ["_ENV", "_ENVIRONMENT", "_STAGE", "_APP_ENV"].flatMap((key) => given.get(key) ?? []);
  return [told, ...set].find((one) => one !== null && classOf(one) !== "other")?.toLowerCase() ?? null;
}

/** A step as a line of the shell. */
function commandOf(step: ConfigNode): string {
  const script = textOf(valueAt(step, "script"));
  if (script !== null) return script.trim();
  const image = (textOf(valueAt(step, "name")) ?? "").replace(/[:@].*$/, "");
  const entrypoint = textOf(valueAt(step, "entrypoint")) ?? image.slice(image.lastIndexOf("/") + 1);
  const folder = textOf(valueAt(step, "dir"));
  const variables = textsOf(valueAt(step, "env")).filter((text) => /^[A-Za-z_]\w*=/.test(text));
  const line = [...variables, entrypoint, ...textsOf(valueAt(step, "args"))].map(quoted).join(" ");
  return folder === null ? line : `(cd ${quoted(folder)} && ${line})`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./${}-]+$/.test(word) ? word : `"${word.replace(/["\\`]/g, "\\$&")}"`;
}

interface BuildSecret {
  readonly variable: string;
  readonly reference: string;
  readonly span: BindingEntry["span"];
}

/** `availableSecrets.secretManager`, as far as a step is given them. */
function secretsOf(root: ConfigNode | null, used: ReadonlySet<string>): readonly BuildSecret[] {
  return itemsOf(valueAt(root, "availableSecrets", "secretManager")).flatMap((item): readonly BuildSecret[] => {
    const version = entryOf(item, "versionName");
    const [variable, reference] = [textOf(valueAt(item, "env")), textOf(version?.value)];
    if (!version || variable === null || reference === null || !isName(variable) || !used.has(variable)) return [];
    return [{ variable, reference: reference.replace(/\/versions\/.*$/, ""), span: entrySpan(version) }];
  });
}
