import { classOf, splitWords } from "../model/environment.ts";
import type { BindingEntry, BindingsFact, Fact } from "../model/facts.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  gap,
  isName,
  isTrue,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName, resolvePath } from "./paths.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";
import { bindingValue } from "./references.ts";
import { composeSyntax } from "./shell-syntax.ts";

const names = /^(?:(.+)\.)?(?:docker-)?compose(?:[._-](.+))?\.ya?ml$/i;

/** Reads Compose files: each service is a unit with its variables, in the environment that the file is named after. */
export const composeFile: Extractor = {
  id: "compose",
  version: 1,
  wants: (path, zone) => zone !== "example" && zone !== "docs" && zone !== "fixture" && names.test(fileName(path)),
  extract({ path, text }, { seal }) {
    const { root, gaps } = readYaml(text);
    const services = entriesOf(valueAt(root, "services")).filter((service) => isName(service.key));
    const facts: Fact[] = [...gaps];
    for (const service of services) {
      facts.push(readService(service, { path, root, services, seal, ...environmentOf(path) }));
      const elsewhere = textOf(valueAt(service.value, "extends", "file"));
      if (elsewhere !== null) {
        const line = entryOf(service.value, "extends")?.keySpan.startLine ?? null;
        facts.push(gap(`service ${service.key} extends one in ${elsewhere}, which is not joined with it`, line));
      }
    }
    return facts;
  },
};

interface Context {
  readonly path: string;
  readonly root: ConfigNode | null;
  readonly services: readonly ConfigEntry[];
  readonly seal: Seal;
  readonly environment: string | null;
  readonly layer: BindingsFact["layer"];
}

/** `docker-compose.staging.yml` is laid over `docker-compose.yml`, and so is `docker-compose.override.yml`. */
function environmentOf(path: string): Pick<Context, "environment" | "layer"> {
  const [, before, after] = names.exec(fileName(path)) ?? [];
  const suffix = after ?? before;
  if (suffix === undefined) return { environment: null, layer: "base" };
  if (suffix.toLowerCase() === "override") return { environment: null, layer: "override" };
  // `docker-compose.lambda.local.yml`: the word that names an environment, if there is one.
  const word = suffix.split(/[._-]/).find((part) => classOf(part) !== "other");
  const environment = classOf(suffix) !== "other" || word === undefined ? suffix : word;
  return { environment: splitWords(environment).length === 0 ? null : environment, layer: "override" };
}

function readService(service: ConfigEntry, context: Context): BindingsFact {
  const chain = inherited(service, context, []);
  const entries = new Map<string, BindingEntry>();
  for (const node of chain) for (const entry of variablesOf(node, context)) entries.set(entry.name, entry);
  return {
    kind: "bindings",
    source: "compose",
    environment: context.environment,
    service: service.key,
    layer: context.layer,
    entries: [...entries.values()],
    includes: chain.flatMap((node) => envFiles(node, context.path)),
    hints: chain.flatMap((node) => hintsOf(node, context.seal)),
    span: service.keySpan,
  };
}

/** The services of the same file that this one extends, outermost first, and itself. */
function inherited(service: ConfigEntry, context: Context, seen: readonly string[]): readonly ConfigNode[] {
  const extended = valueAt(service.value, "extends");
  const isElsewhere = textOf(valueAt(extended, "file")) !== null;
  const name = isElsewhere ? null : (textOf(extended) ?? textOf(valueAt(extended, "service")));
  const base = context.services.find((candidate) => candidate.key === name);
  if (!base || seen.includes(base.key)) return [service.value];
  return [...inherited(base, context, [...seen, service.key]), service.value];
}

function variablesOf(service: ConfigNode, context: Context): readonly BindingEntry[] {
  const { seal } = context;
  const args = variables(valueAt(service, "build", "args"), seal).map((entry) => ({ ...entry, resource: "build-arg" }));
  return [
    ...args,
    ...variables(valueAt(service, "environment"), seal),
    ...mounted(service, "secrets", "secret", context),
    ...mounted(service, "configs", "config", context),
  ];
}

/** Both ways to write variables: a map, and a list of `KEY=value`. A key without a value is taken from outside. */
function variables(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  const pairs =
    node?.kind === "list"
      ? node.items.map((item) => {
          const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(textOf(item) ?? "") ?? [];
          return { name: name.trim(), value: value ?? null, span: item.span };
        })
      : entriesOf(node).map((entry) => ({ name: entry.key, value: textOf(entry.value), span: entrySpan(entry) }));
  return pairs
    .filter(({ name }) => isName(name))
    .map(({ name, value, span }) => ({
      name,
      value:
        value === null
          ? { kind: "reference", store: "environment", name, default: null }
          : bindingValue(value, name, composeSyntax, seal),
      span,
    }));
}

function mounted(service: ConfigNode, key: string, resource: string, context: Context): readonly BindingEntry[] {
  return itemsOf(valueAt(service, key)).flatMap((item): readonly BindingEntry[] => {
    const source = textOf(item) ?? textOf(valueAt(item, "source"));
    if (source === null) return [];
    const name = textOf(valueAt(item, "target")) ?? source;
    const declared = valueAt(context.root, key, source);
    const variable = textOf(valueAt(declared, "environment"));
    const file = textOf(valueAt(declared, "file"));
    const at = textOf(valueAt(declared, "name")) ?? source;
    const isExternal = isTrue(valueAt(declared, "external"));
    const [store, stored] =
      variable !== null
        ? ["environment", variable]
        : file !== null
          ? ["file", resolvePath(context.path, file) ?? file]
          : [isExternal ? `external-${resource}` : `compose-${resource}`, at];
    return [{ name, value: { kind: "reference", store, name: stored, default: null }, span: item.span, resource }];
  });
}

function envFiles(service: ConfigNode, path: string): BindingsFact["includes"] {
  const node = valueAt(service, "env_file");
  const items = node?.kind === "list" ? node.items : node ? [node] : [];
  return items.flatMap((item) => {
    const written = textOf(item) ?? textOf(valueAt(item, "path"));
    const target = written === null ? null : resolvePath(path, written);
    return target === null ? [] : [{ path: target, span: item.span }];
  });
}

function hintsOf(service: ConfigNode, seal: Seal): BindingsFact["hints"] {
  const hints: BindingsFact["hints"][number][] = [];
  const add = (kind: BindingsFact["hints"][number]["kind"], node: ConfigNode | undefined): void => {
    const text = textsOf(node).join(" ");
    if (node && text !== "")
      hints.push({ kind, text: kind === "command" ? redact(text, seal) : text, span: node.span });
  };
  for (const profile of itemsOf(valueAt(service, "profiles"))) add("profile", profile);
  add("image", valueAt(service, "image"));
  add("command", valueAt(service, "command"));
  add("target", valueAt(service, "build", "target"));
  add("file", valueAt(service, "extends", "file"));
  return hints;
}
