import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { classOf, splitWords } from "../model/environment.ts";
import type { Fact } from "../model/facts.ts";
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
    const context = { path, root, services, seal, ...environmentOf(path) };
    for (const service of services) facts.push(readService(service, context));
    return [...facts, ...included(context)];
  },
};

/** Files whose services belong to this project too. */
function included({ path, root, environment, layer }: Context): readonly Fact[] {
  const entry = entryOf(root, "include");
  const items = entry?.value.kind === "list" ? entry.value.items : [];
  const written = items.flatMap((item) => {
    const paths = textOf(item) === null ? textsOf(valueAt(item, "path")) : textsOf(item);
    return paths.map((text) => ({ text, span: item.span }));
  });
  const gaps = written
    .filter(({ text }) => resolvePath(path, text) === null)
    .map(({ span }) => gap("the compose file includes something from outside the repository", span.startLine));
  const includes = written.flatMap(({ text, span }) => {
    const target = resolvePath(path, text);
    return target === null ? [] : [{ path: target, span }];
  });
  if (!entry || includes.length === 0) return gaps;
  const empty = { service: null, entries: [], hints: [], span: entry.keySpan } as const;
  return [{ kind: "bindings", source: "compose", environment, layer, includes, ...empty }, ...gaps];
}

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
  const folder = buildFolder(chain, context.path);
  const base = extendedFile(chain, context.path);
  return {
    kind: "bindings",
    source: "compose",
    environment: context.environment,
    service: service.key,
    ...(folder === null ? {} : { folder }),
    ...(base === null ? {} : { extends: base }),
    layer: context.layer,
    entries: [...entries.values()],
    includes: chain.flatMap((node) => envFiles(node, context.path)),
    hints: chain.flatMap((node) => hintsOf(node, context.seal)),
    span: service.keySpan,
  };
}

/** Where the program of the service is built from. */
function buildFolder(chain: readonly ConfigNode[], path: string): string | null {
  const written = chain
    .flatMap((node) => textOf(valueAt(node, "build")) ?? textOf(valueAt(node, "build", "context")) ?? [])
    .at(-1);
  const dockerfile = chain.flatMap((node) => textOf(valueAt(node, "build", "dockerfile")) ?? []).at(-1) ?? "";
  const context = written === undefined ? null : resolvePath(path, written);
  // In a monorepo the context is the root, and the Dockerfile lies in the folder of what it builds.
  const folder =
    dockerfile.includes("/") && !dockerfile.startsWith("..") ? dockerfile.slice(0, dockerfile.lastIndexOf("/")) : "";
  return context === null ? null : resolvePath(`${context}${context === "" ? "" : "/"}x`, folder);
}

/** A service of another file that this one extends. */
function extendedFile(chain: readonly ConfigNode[], path: string): NonNullable<BindingsFact["extends"]> | null {
  const node = chain.map((service) => valueAt(service, "extends")).findLast((one) => valueAt(one, "file"));
  const file = textOf(valueAt(node, "file"));
  const service = textOf(valueAt(node, "service"));
  const target = file === null ? null : resolvePath(path, file);
  return node && target !== null && service !== null ? { path: target, service, span: node.span } : null;
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
          ? [resource === "secret" ? "secret-file" : "file", resolvePath(context.path, file) ?? file]
          : [isExternal ? `external-${resource}` : `compose-${resource}`, at];
    // An absolute path is a place on some machine, and what is external belongs to some cluster.
    const isElsewhere = isExternal || (file !== null && resolvePath(context.path, file) === null);
    const value = { kind: "reference", store, name: stored, default: null } as const;
    return [{ name, value: isElsewhere ? { ...value, unplaced: true } : value, span: item.span, resource }];
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
