import { isNonLiveIn, type Sides, sidesOf } from "../../src/model/across-environments.ts";
import { compareValues } from "../../src/model/bound-value.ts";
import { compareIdentities } from "../../src/model/identity.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store, StoreIdentity } from "../../src/model/store.ts";

export type StoreFault =
  | "same-resource"
  | "same-but-for-scope"
  | "same-connection"
  | "two-stores-one-resource"
  | "unused-binding";

/** A store, or two, that open one resource in production and in other environments. */
export interface SharedStore {
  readonly fault: StoreFault;
  readonly store: Store;
  /** What opens it in the other environments: the same store, or one of another name. */
  readonly partner: Store;
  readonly sides: readonly Sides<StoreIdentity>[];
  readonly certain: boolean;
}

/** How a store stands in two environments: `limited` is another container whose credentials open no other. */
export type Separation = "shared" | "different" | "limited" | "container-unclear" | "unresolved";

/** Every resource that production shares with another environment of the same service. */
export function sharedStores(stack: Stack, stores: readonly Store[]): SharedStore[] {
  const alone = stores.flatMap((store) => sharedBetween(stack, store, store));
  const reported = (store: Store) => alone.some((one) => one.store === store);
  const paired = stores.flatMap((store) =>
    stores
      .filter((partner) => partner !== store && partner.service === store.service)
      // Two clients of one shared database are one fact, told at either.
      .filter((partner) => !reported(store) && !reported(partner))
      .flatMap((partner) => sharedBetween(stack, store, partner)),
  );
  return [...alone, ...paired];
}

/** Compares on the three levels of CONTROLS §5.1.4. */
export function separationOf(store: Store, { live, other }: Sides<StoreIdentity>): Separation {
  const comparison = compareIdentities(live.identity, other.identity);
  if (comparison === "same" || comparison === "same-with-sub-scope") return "shared";
  if (comparison !== "other-container") return comparison;
  if (live.limitedBy && other.limitedBy) return "limited";
  if (!store.limitsContainers || live.credential === null || other.credential === null) return "shared";
  const credentials = compareValues(live.credential, other.credential);
  return credentials === "same" || credentials === "same-password" ? "shared" : "container-unclear";
}

function sharedBetween(stack: Stack, store: Store, partner: Store): SharedStore[] {
  const groups = new Map<string, SharedStore>();
  for (const side of sidesOf(stack, store.identities, partner.identities)) {
    const fault = store === partner ? faultOf(store, side) : faultOfPair(side);
    if (fault === null) continue;
    const overridable = [side.live, side.other].some(({ overridable }) => overridable === true);
    const certain = isNonLiveIn(stack, side.other.environment) && !overridable;
    const key = `${fault} ${certain}`;
    const sides = [...(groups.get(key)?.sides ?? []), side];
    groups.set(key, { fault, store, partner, sides, certain });
  }
  return [...groups.values()];
}

function faultOf(store: Store, side: Sides<StoreIdentity>): StoreFault | null {
  if (separationOf(store, side) !== "shared") return null;
  if (!store.used) return "unused-binding";
  const comparison = compareIdentities(side.live.identity, side.other.identity);
  if (comparison === "other-container") return "same-connection";
  return comparison === "same" ? "same-resource" : "same-but-for-scope";
}

function faultOfPair({ live, other }: Sides<StoreIdentity>): StoreFault | null {
  const comparison = compareIdentities(live.identity, other.identity);
  return comparison === "same" || comparison === "same-with-sub-scope" ? "two-stores-one-resource" : null;
}
