import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { classOf, isEnvironmentWord } from "../model/environment.ts";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import {
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  isTrue,
  textOf,
  toPlain,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readToml } from "./read-toml.ts";
import { bindingValue, literalSyntax } from "./references.ts";
import { type Owner, readResources } from "./wrangler-resources.ts";

const names = /^wrangler(?:[._-]([\w.-]+))?\.(?:toml|jsonc?)$/i;

/**
 * Reads the configuration of a Worker: the top level and each `env.*` is a block of its own, since neither variables
 * nor bindings are inherited. Sibling files (`wrangler.canary.jsonc`) are environments too.
 */
export const wranglerFile: Extractor = {
  id: "wrangler",
  version: 4,
  wants(path, zone) {
    const suffix = names.exec(fileName(path))?.[1] ?? "";
    const isSample = /(?:^|[._-])(?:example|sample|template|dist)(?:[._-]|$)/i.test(suffix);
    return zone !== "example" && zone !== "docs" && zone !== "fixture" && names.test(fileName(path)) && !isSample;
  },
  extract({ path, text }, { seal }) {
    const { root, gaps } = path.endsWith(".toml") ? readToml(text) : readJson(text);
    if (root?.kind !== "map") return gaps;
    return [...readWorker(root, path, seal), ...gaps];
  },
};

function readWorker(root: ConfigNode, path: string, seal: Seal): readonly Fact[] {
  const environment = names.exec(fileName(path))?.[1] ?? null;
  const name = entryOf(root, "name");
  const worker = textOf(name?.value);
  const account = textOf(valueAt(root, "account_id"));
  const service = worker === null ? null : withoutEnvironment(worker, environment);
  // Only the top level has this key, and it holds for every environment of the file.
  const kept = isTrue(valueAt(root, "keep_vars")) ? { platformMayAdd: true as const } : {};
  const top = block(
    root,
    { environment, service, span: name ? entrySpan(name) : fileStart, ...kept },
    { worker, account },
    seal,
  );

  const named = entriesOf(valueAt(root, "env"))
    .filter((entry) => isName(entry.key))
    .map((entry) => {
      const own = textOf(valueAt(entry.value, "name")) ?? (worker === null ? null : `${worker}-${entry.key}`);
      const owner = { worker: own, account: textOf(valueAt(entry.value, "account_id")) ?? account };
      return block(entry.value, { environment: entry.key, service, span: entry.keySpan, ...kept }, owner, seal);
    });
  const live = [top, ...named].filter(({ environment: of }) => of === null || classOf(of) === "production");
  return [
    ...[top, ...named].map(withoutSession),
    ...live.flatMap(session),
    ...previews(entryOf(root, "previews"), service, { worker, account }, seal),
  ];
}

/**
 * What `wrangler dev --remote` opens where the file names production's own resource for it. A resource of its own is left
 * with the block, since it says nothing else of development.
 */
function session(live: BindingsFact): readonly BindingsFact[] {
  const entries = live.entries.flatMap((entry) => {
    const of = opensLive(entry, live);
    return of === null ? [] : [{ ...entry, name: of }];
  });
  return entries.length === 0 ? [] : [{ ...live, environment: "development", entries, span: { ...live.span } }];
}

function withoutSession(block: BindingsFact): BindingsFact {
  const isLive = block.environment === null || classOf(block.environment) === "production";
  return isLive ? { ...block, entries: block.entries.filter((entry) => opensLive(entry, block) === null) } : block;
}

/** The binding that a preview's entry stands for, if both name one resource. */
function opensLive({ name, value }: BindingEntry, { entries }: BindingsFact): string | null {
  const of = /^(.+)\.preview_\w+$/.exec(name)?.[1];
  const live = entries.find((entry) => entry.name === of)?.value;
  if (of === undefined || value.kind !== "literal" || live?.kind !== "literal") return null;
  const { nature, digest } = value.sealed;
  return nature !== "empty" && nature !== "placeholder" && digest === live.sealed.digest ? of : null;
}

/** What preview deployments get instead of the top level's bindings. */
function previews(entry: ConfigEntry | undefined, service: string | null, owner: Owner, seal: Seal): readonly Fact[] {
  if (entry?.value.kind !== "map") return [];
  const previewed = { worker: owner.worker === null ? null : `${owner.worker}-previews`, account: owner.account };
  return [block(entry.value, { environment: "previews", service, span: entry.keySpan }, previewed, seal)];
}

/** One service under several names: `shop-canary` in `wrangler.canary.jsonc`, and `shop-dev`, are `shop`. */
function withoutEnvironment(worker: string, environment: string | null): string {
  const suffix = `-${environment}`;
  if (environment !== null && worker.endsWith(suffix)) return worker.slice(0, -suffix.length);
  const [, rest, word] = /^(.+)-([a-z]+)$/i.exec(worker) ?? [];
  return rest !== undefined && word !== undefined && isEnvironmentWord(word) ? rest : worker;
}

interface Head {
  readonly environment: string | null;
  readonly service: string | null;
  readonly platformMayAdd?: true;
  readonly span: Span;
}

function block(node: ConfigNode, head: Head, owner: Owner, seal: Seal): BindingsFact {
  const deployed = owner.worker === null ? [] : [{ kind: "target" as const, text: owner.worker, span: head.span }];
  return {
    kind: "bindings",
    source: "wrangler",
    ...head,
    layer: "whole",
    entries: [...readVars(valueAt(node, "vars"), seal), ...readResources(node, owner, seal)],
    includes: [],
    hints: deployed,
  };
}

function readVars(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  return entriesOf(node)
    .filter((entry) => isName(entry.key))
    .map((entry) => {
      const text = entry.value.kind === "scalar" ? entry.value.text : JSON.stringify(toPlain(entry.value));
      return { name: entry.key, value: bindingValue(text, entry.key, literalSyntax, seal), span: entrySpan(entry) };
    });
}
