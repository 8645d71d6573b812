import type { BindingEntry, BindingsFact, Fact, Located } from "../model/facts.ts";
import type { FunctionIR, ModuleIR } from "../model/ir.ts";
import type { Place } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import type { Store, StoreIdentity, StoreKind } from "../model/stack.ts";
import type { LinkContext } from "./context.ts";
import { contextWords } from "./feeds.ts";
import { directoryOf } from "./program/resolve.ts";
import { eachExpressionOf } from "./program/walk.ts";
import type { Unit } from "./units.ts";

const kinds: Readonly<Record<string, { readonly kind: StoreKind; readonly label: string; readonly context: boolean }>> =
  {
    vectorize: { kind: "vector", label: "Vectorize index", context: true },
    "ai-search": { kind: "search", label: "AI Search index", context: true },
    d1: { kind: "database", label: "D1 database", context: false },
    kv: { kind: "cache", label: "KV namespace", context: false },
    r2: { kind: "object", label: "R2 bucket", context: false },
    hyperdrive: { kind: "database", label: "Hyperdrive", context: false },
    queue: { kind: "queue", label: "queue", context: false },
  };

/** Stores that a platform binds by configuration and that no code constructs: one a binding name, in every block that declares it. */
export function platformStores(context: LinkContext): readonly Store[] {
  const groups = new Map<
    string,
    {
      readonly directory: string;
      readonly entries: { readonly fact: Located<BindingsFact>; readonly entry: BindingEntry }[];
    }
  >();
  for (const fact of context.facts) {
    if (!isBlock(fact)) continue;
    const directory = directoryOf(fact.path);
    for (const entry of fact.entries) {
      if (entry.resource === undefined || !kinds[entry.resource]) continue;
      const key = `${directory}\0${entry.resource}\0${entry.name}`;
      const group = groups.get(key) ?? { directory, entries: [] };
      group.entries.push({ fact, entry });
      groups.set(key, group);
    }
  }
  const read = bindingReads(context);
  return [...groups.values()].flatMap(({ directory, entries }) => storeOf(context, directory, entries, read));
}

function isBlock(fact: Located<Fact>): fact is Located<BindingsFact> {
  return fact.kind === "bindings" && fact.source === "wrangler";
}

function storeOf(
  context: LinkContext,
  directory: string,
  entries: readonly { readonly fact: Located<BindingsFact>; readonly entry: BindingEntry }[],
  read: ReadonlyMap<string, readonly BindingRead[]>,
): readonly Store[] {
  const [first] = entries;
  const described = first ? kinds[first.entry.resource ?? ""] : undefined;
  if (!first || !described) return [];
  const unit = context.units.find((u) => environmentOf(u, first.fact) !== null);
  const identities = entries.flatMap(({ fact, entry }): readonly StoreIdentity[] => {
    const at: Place = { path: fact.path, span: entry.span };
    const environment = unit ? environmentOf(unit, fact) : null;
    const sealed = entry.value.kind === "literal" ? entry.value.sealed : null;
    if (environment === null || sealed === null || sealed.nature === "placeholder" || sealed.nature === "empty")
      return [];
    const address =
      sealed.address ??
      (sealed.text === undefined
        ? null
        : { provider: "cloudflare", host: null, name: sealed.text, container: null, scope: null });
    return address
      ? [{ environment, identity: { kind: "known", address }, at, via: [], credential: null, assumption: null }]
      : [];
  });
  const base = directory === "" ? "" : `${directory}/`;
  const readers = (read.get(first.entry.name) ?? []).filter((r) => r.path.startsWith(base));
  const isUsed = readers.length > 0;
  return [
    {
      name: `${described.label} ${first.entry.name}`,
      kind: described.kind,
      provider:
        first.entry.value.kind === "literal"
          ? (first.entry.value.sealed.address?.provider ?? "cloudflare")
          : "cloudflare",
      service: context.serviceName(unit?.directory ?? directory),
      at: { path: first.fact.path, span: first.entry.span },
      feedsContext: contextOf(described, readers),
      used: isUsed,
      limitsContainers: false,
      identities,
    },
  ];
}

/** A vector index is context by its nature; another store where the code around it says that it holds some. */
function contextOf(
  { label, context }: { readonly label: string; readonly context: boolean },
  readers: readonly BindingRead[],
): string | null {
  if (context) return `${label} is what the agent retrieves from`;
  return readers.some((r) => contextWords.test(r.words)) ? `what the ${label} is used for is context` : null;
}

/** The environment that a block became when the units were read. */
function environmentOf(unit: Unit, fact: Located<BindingsFact>): string | null {
  for (const [name, environment] of unit.environments) {
    if (environment.blocks.some((b) => b.declared.path === fact.path && b.declared.span === fact.span)) return name;
  }
  return null;
}

/** A read of a platform binding: the file, and the words around it that say what is kept there. */
interface BindingRead {
  readonly path: string;
  readonly words: string;
}

/** Properties in capitals that deployed code reads, with where and in which function. */
function bindingReads(context: LinkContext): ReadonlyMap<string, readonly BindingRead[]> {
  const reads = new Map<string, BindingRead[]>();
  const note = (name: string, read: BindingRead): void => {
    remember(reads, name, (): BindingRead[] => []).push(read);
  };
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e, owner) => {
      if (e.kind !== "member" || !/^[A-Z][A-Z0-9_]*$/.test(e.property)) return;
      note(e.property, { path: module.path, words: `${e.property} ${module.path} ${functionNames(module, owner)}` });
    });
    for (const binding of module.bindings) {
      if (binding.value?.kind === "member") note(binding.value.property, { path: module.path, words: module.path });
    }
  }
  return reads;
}

/** A function with those around it, and the variables that hold them. */
function functionNames(module: ModuleIR, owner: FunctionIR | null): string {
  const names: string[] = [];
  for (let fn = owner; fn; fn = fn.parent === null ? null : (module.functions[fn.parent] ?? null)) names.push(fn.name);
  return names.join(" ");
}
