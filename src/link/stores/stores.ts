import type { Level } from "../../catalog/types.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { Store, StoreIdentity } from "../../model/store.ts";
import type { LinkContext } from "../context.ts";
import { within } from "../program/rounds.ts";
import type { Value } from "../program/value.ts";
import { inAccounts } from "./accounts.ts";
import type { Handle } from "./handles.ts";
import { identitiesIn } from "./identity.ts";
import type { StoreUse } from "./uses.ts";

/** A store with the calls on it, before it is known what reads it as context. */
export interface LinkedStore {
  readonly store: Store;
  readonly uses: readonly StoreUse[];
  /** What the words around its use say of what it holds, for want of better evidence. */
  readonly saidToHold?: string | null;
}

/** Groups the uses of store clients into stores and follows each into every environment it runs in. */
export function linkStores(context: LinkContext, uses: readonly StoreUse[]): readonly LinkedStore[] {
  const groups = new Map<string, StoreUse[]>();
  for (const use of uses) {
    if (!context.isDeployed(use.at.path) || !context.isDeployed(use.handle.at.path)) continue;
    // What a platform binds is one store whatever code does with it.
    if (context.evaluator.platform.at(use.handle.at) || use.handle.among) continue;
    const key = groupKey(use);
    const list = groups.get(key);
    if (list) list.push(use);
    else groups.set(key, [use]);
  }
  const linked: LinkedStore[] = [];
  for (const list of withoutSupersededOpenings(picked(groups))) {
    for (const home of homesFor(context, list)) linked.push({ store: storeIn(context, list, home), uses: list });
  }
  return linked.sort((a, b) => comparePlaces(a.store.at, b.store.at) || (a.store.name < b.store.name ? -1 : 1));
}

/**
 * What makes two uses one store: the client, and how it is narrowed. The tables of one database are one store, as no
 * literal name of a table can tell two environments apart; an index or bucket is a store of its own.
 */
function groupKey(use: StoreUse): string {
  const { at, levels, entries } = use.handle;
  const [entry] = entries;
  const telling = [...levels].filter(
    ([level, value]) => !(entry?.kind === "database" && level === "container" && value.kind === "literal"),
  );
  const narrowed = telling.map(([level, value]) => `${level}=${labelOf(value) ?? placeKey(value.at)}`);
  return [entry?.provider, placeKey(at), ...narrowed].join("|");
}

function placeKey(place: Place): string {
  return `${place.path}:${place.span.startLine}:${place.span.startColumn}`;
}

/**
 * Of the clients that a test picks from, only one is open at a time: what each environment opens is told with the first,
 * and the others are no stores of their own unless something uses them past the test.
 */
function picked(groups: ReadonlyMap<string, StoreUse[]>): ReadonlyMap<string, StoreUse[]> {
  const first = new Map<StoreUse["in"], string>();
  return new Map(
    [...groups].filter(([key, list]) => {
      const uses = list.filter((u) => !isOpening(u));
      if (uses.length > 0 && uses.every((u) => first.has(u.in))) return false;
      for (const use of uses) remember(first, use.in, () => key);
      return true;
    }),
  );
}

function isOpening({ effect }: StoreUse): boolean {
  return effect === "open" || effect === "narrow";
}

/** A client that is narrowed or used elsewhere is told there; its bare construction adds nothing. */
function withoutSupersededOpenings(groups: ReadonlyMap<string, StoreUse[]>): readonly StoreUse[][] {
  const all = [...groups.values()];
  const isBare = (list: readonly StoreUse[]): boolean => list.every(isOpening);
  return all.filter((list) => {
    const [first] = list;
    if (!first || !isBare(list)) return true;
    const deeper = all.some(
      (other) =>
        other !== list &&
        other[0] !== undefined &&
        placeKey(other[0].handle.at) === placeKey(first.handle.at) &&
        (other[0].handle.levels.size > first.handle.levels.size || !isBare(other)),
    );
    return !deeper;
  });
}

/** Where both the code that makes the client and the code that uses it run: either may be shared with other services. */
function homesFor(context: LinkContext, list: readonly StoreUse[]): readonly string[] {
  const homes = new Set<string>();
  for (const { at, handle } of list) {
    const made = context.homesOf(handle.at.path);
    const used = context.homesOf(at.path);
    const both = made.filter((home) => used.includes(home));
    for (const home of both.length > 0 ? both : made.length > 0 ? made : used) homes.add(home);
  }
  return homes.size > 0 ? [...homes].sort() : [""];
}

function storeIn(context: LinkContext, list: readonly StoreUse[], home: string): Store {
  // What uses it tells more than what makes it: a test may pick between this and another.
  const first = list.find((u) => u.effect !== "open") ?? (list[0] as StoreUse);
  const { handle } = first;
  const entry = handle.entries[0];
  const identities: StoreIdentity[] = [];
  for (const view of context.viewsOf(home)) {
    const seen = new Set<string>();
    const before = identities.length;
    for (const now of first.in(view)) {
      for (const opened of identitiesIn(context.evaluator, now, view)) {
        const key = JSON.stringify(opened.identity);
        if (seen.has(key)) continue;
        seen.add(key);
        identities.push({ environment: view.name, ...opened });
      }
    }
    // Beside an alternative that is not known, the known one is only what it may be.
    const found = identities.slice(before);
    if (found.some((o) => o.identity.kind === "unresolved")) {
      identities.splice(
        before,
        found.length,
        ...found.map((o) => ({
          ...o,
          overridable: true,
          assumption: o.assumption ?? "another value may take its place",
        })),
      );
    }
  }
  const context_ = entry?.isContext ? `${entry.label} is what the agent retrieves from` : null;
  return {
    name: `${entry?.label ?? "store"}${nameOf(context, handle)}`,
    kind: entry?.kind ?? "database",
    provider: entry?.provider ?? "unknown",
    service: context.serviceName(home),
    at: handle.at,
    feedsContext: context_,
    used: true, // by code, at least to open it; a store that only configuration declares says otherwise
    readAt: list.filter((u) => u.effect === "read").map((u) => u.at),
    limitsContainers: entry?.limitsContainers ?? false,
    identities: entry?.namedIn ? inAccounts(identities, entry.namedIn, context.viewsOf(home)) : identities,
  };
}

const naming: readonly Level[] = ["name", "container", "host"];
const databaseNaming: readonly Level[] = ["name", "host"];

/** A store is called by what the code calls it: its literal name, or the variable that holds it; else by what holds its client. */
function nameOf(context: LinkContext, handle: Handle): string {
  for (const level of handle.entries[0]?.kind === "database" ? databaseNaming : naming) {
    const value = handle.levels.get(level);
    const text = value ? labelOf(value) : null;
    if (text !== null) return ` ${text}`;
  }
  const { path, span } = handle.at;
  const holder = context.program.modules
    .get(path)
    ?.bindings.find(
      (b) => b.kind !== "hidden" && b.kind !== "import" && b.value !== null && holdsPlace(b.value.span, span),
    );
  return ` of ${holder ? `${holder.name} in ` : ""}${path}`;
}

function holdsPlace(outer: Place["span"], inner: Place["span"]): boolean {
  return within(outer, inner) && outer.startLine === inner.startLine;
}

function labelOf(value: Value): string | null {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" && value.value.trim() !== "" && value.sealed === undefined
        ? `"${value.value}"`
        : null;
    case "variable":
      return typeof value.name === "string" ? `(${value.name})` : null;
    case "fallback":
      return labelOf(value.first) ?? labelOf(value.second);
    case "choice":
      return value.options.map((o) => labelOf(o.value)).find((t) => t !== null) ?? null;
    case "template":
      return value.parts.map((p) => (p.kind === "variable" ? labelOf(p) : null)).find((t) => t !== null) ?? null;
    default:
      return null;
  }
}
