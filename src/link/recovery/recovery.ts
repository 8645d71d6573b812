import { indexReverts } from "../../catalog/reverts.ts";
import { comparePlaces, type Place, samePlace } from "../../model/location.ts";
import type { IndexWrite, Recovery } from "../../model/recovery.ts";
import type { Store } from "../../model/store.ts";
import type { Job } from "../ci/job.ts";
import type { LinkContext } from "../context.ts";
import type { LinkedStore } from "../stores/stores.ts";
import { callsOf } from "./calls.ts";
import { locksOf, type Present } from "./locks.ts";
import { registryPrompts } from "./prompts.ts";
import { revertsOf } from "./reverts.ts";

export interface RecoveryInput {
  readonly agents: readonly Place[];
  readonly jobs: readonly Job[];
  readonly stores: readonly Store[];
  readonly linked: readonly LinkedStore[];
  readonly present: Present;
}

/** What there is to bring back an earlier state: of dependencies, releases, prompts and indexes. */
export function recoveryOf(context: LinkContext, { agents, jobs, stores, linked, present }: RecoveryInput): Recovery {
  return {
    locks: locksOf(context, agents, jobs, present),
    reverts: revertsOf(context.facts, jobs),
    indexWrites: writesOf(stores, linked),
    indexReverts: indexReverts
      .flatMap(({ provider, symbol, methods }) =>
        methods.flatMap((operation) =>
          callsOf(context, symbol, [operation]).map(({ at }) => ({ provider, operation, at })),
        ),
      )
      .sort((a, b) => comparePlaces(a.at, b.at)),
    prompts: registryPrompts(context),
  };
}

/** The first write to each index of vectors or texts that a model is given to read. */
function writesOf(stores: readonly Store[], linked: readonly LinkedStore[]): readonly IndexWrite[] {
  return stores.flatMap(({ kind, feedsContext, at: opened }, store): readonly IndexWrite[] => {
    if ((kind !== "vector" && kind !== "search") || feedsContext === null) return [];
    const uses = linked.filter((one) => samePlace(one.store.at, opened)).flatMap((one) => one.uses);
    const [write] = uses.filter(({ effect }) => effect === "write").sort((a, b) => comparePlaces(a.at, b.at));
    return write ? [{ store, operation: write.name, at: write.at }] : [];
  });
}
