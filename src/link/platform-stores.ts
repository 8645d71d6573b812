import { storeBoundAs } from "../catalog/match.ts";
import type { StoreEntry } from "../catalog/types.ts";
import type { BindingsFact } from "../model/binding-facts.ts";
import type { Located } from "../model/facts.ts";
import type { FunctionIR, ModuleIR } from "../model/ir.ts";
import type { Place } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import type { StoreIdentity } from "../model/store.ts";
import type { LinkContext } from "./context.ts";
import { contextWords } from "./feeds.ts";
import type { PlatformBinding } from "./program/platform-bindings.ts";
import { eachExpressionOf } from "./program/walk.ts";
import type { LinkedStore } from "./stores/stores.ts";
import type { StoreUse } from "./stores/uses.ts";
import type { Unit } from "./units/unit.ts";

/**
 * Stores that a platform binds by configuration and that no code constructs: one a binding name, in every block that
 * declares it, with the calls of code on what it is handed.
 */
export function platformStores(context: LinkContext, uses: readonly StoreUse[]): readonly LinkedStore[] {
  const read = bindingReads(context);
  return context.evaluator.platform.all.flatMap((binding): readonly LinkedStore[] => {
    const entry = storeBoundAs(binding.resource);
    return entry ? [linkedAs(context, binding, entry, uses, read.get(binding.name) ?? [])] : [];
  });
}

function linkedAs(
  context: LinkContext,
  binding: PlatformBinding,
  entry: StoreEntry,
  uses: readonly StoreUse[],
  reads: readonly BindingRead[],
): LinkedStore {
  const own = uses.filter(
    (u) => context.isDeployed(u.at.path) && context.evaluator.platform.at(u.handle.at) === binding,
  );
  const base = binding.directory === "" ? "" : `${binding.directory}/`;
  const readers = reads.filter((r) => r.path.startsWith(base));
  const [first] = binding.entries;
  const unit = first ? context.units.find((u) => environmentOf(u, first.fact) !== null) : undefined;
  return {
    store: {
      name: `${entry.label} ${binding.name}`,
      kind: entry.kind,
      provider: entry.provider,
      service: context.serviceName(unit?.directory ?? binding.directory),
      at: binding.at,
      feedsContext: entry.isContext ? `${entry.label} is what the agent retrieves from` : null,
      used: readers.length > 0 || own.length > 0,
      readAt: own.filter((u) => u.effect === "read").map((u) => u.at),
      limitsContainers: entry.limitsContainers,
      identities: binding.entries.flatMap((declared) => identityIn(unit, declared)),
    },
    uses: own,
    saidToHold: readers.some((r) => contextWords.test(r.words))
      ? `what the ${entry.label} is used for is context`
      : null,
  };
}

function identityIn(
  unit: Unit | undefined,
  { fact, entry }: PlatformBinding["entries"][number],
): readonly StoreIdentity[] {
  const environment = unit ? environmentOf(unit, fact) : null;
  const sealed = entry.value.kind === "literal" ? entry.value.sealed : null;
  if (environment === null || sealed === null || sealed.nature === "placeholder" || sealed.nature === "empty")
    return [];
  const named = sealed.text === undefined ? null : sealed.text;
  const address =
    sealed.address ??
    (named === null ? null : { provider: "cloudflare", host: null, name: named, container: null, scope: null });
  const at: Place = { path: fact.path, span: entry.span };
  return address
    ? [{ environment, identity: { kind: "known", address }, at, via: [], credential: null, assumption: null }]
    : [];
}

/** The environment that a block became when the units were read. */
export function environmentOf(unit: Unit, fact: Located<BindingsFact>): string | null {
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
