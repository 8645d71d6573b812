import { sidesOf } from "../../src/model/across-environments.ts";
import { type Location, locate } from "../../src/model/location.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store, StoreIdentity } from "../../src/model/store.ts";
import { describeIdentity } from "../../src/model/wording.ts";

/** Where the address of a store stands in one environment, then the places that lead there. */
export function identityLocations(
  store: Store,
  { environment, identity, at, via, assumption }: StoreIdentity,
): Location[] {
  const note = `${describeIdentity(identity)}${assumption === null ? "" : `, since ${assumption}`}`;
  return [locate(at, environment, note), ...via.slice(0, 5).map((place) => locate(place, "leads there", store.name))];
}

/** The store itself, with the reason why its content reaches the model. */
export function storeLocation(store: Store): Location {
  const note = store.used ? (store.feedsContext ?? store.name) : "declared, and used by no code that was seen";
  return locate(store.at, "store", note);
}

/** What shows that a store is separated. */
export function separationEvidence(stack: Stack, store: Store): Location[] {
  const sides = sidesOf(stack, store.identities).flatMap(({ live, other }) => [live, other]);
  const shown = sides.length > 0 ? sides : store.identities;
  return [...shown.flatMap((identity) => identityLocations(store, identity)), ...limitsOf(sides), storeLocation(store)];
}

function limitsOf(identities: readonly StoreIdentity[]): Location[] {
  return identities.flatMap(({ limitedBy }) =>
    limitedBy ? [locate(limitedBy, "limit", "limits the credential to its container")] : [],
  );
}
