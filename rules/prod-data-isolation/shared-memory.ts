import { isNonLiveIn, type Sides, sidesOf } from "../../src/model/across-environments.ts";
import { compareIdentities } from "../../src/model/identity.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store, StoreIdentity } from "../../src/model/store.ts";
import { describeIdentity, distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "one-in-both";

/** PD-9: caches and memories are not shared between production and another environment. */
export const sharedMemory = defineCheck<FaultId>({
  id: "prod-data-isolation/shared-memory",
  asks: "Does every cache and memory of the agent hold the data of one environment only?",
  references: references(
    "LLM02:2025",
    "LLM08:2025",
    "ASI06",
    "AISVS 3.4.1",
    "AISVS 8.2.3",
    "MEASURE 2.10",
    "MAP 4.2",
    "A.7.5",
    "AML.M0032",
    "AML.T0057",
    "Art. 15",
    "CWE-501",
    "CWE-653",
  ),
  faults: {
    "one-in-both": {
      says: "{store} is one {kind} in {live} and {others}: {resource}.",
      because:
        "A conversation or answer of a live customer is read in a test, and what a test said is served to customers.",
      fix: "Give each environment a cache and a memory of its own; a key prefix is an argument, not a boundary.",
    },
  },
  judge(stack) {
    const stores = stack.stores.filter(({ kind, used }) => used && (kind === "cache" || kind === "memory"));
    if (stores.length === 0) return notApplicable("No cache and no memory was found.");
    const proven = stores.flatMap((store) => findingOf(stack, store, isProven));
    if (proven.length > 0) return fail(proven);
    const suspected = stores.flatMap((store) => findingOf(stack, store, () => true));
    const open = stores.filter((store) => {
      const sides = sidesOf(stack, store.identities);
      return sides.length === 0 || sides.some((side) => comparisonOf(side) === "unresolved");
    });
    if (suspected.length > 0 || open.length > 0)
      return unknown(
        sentences([
          ...suspected.map(({ data: { store } }) => `${store} may be one in several environments.`),
          ...open.map(({ name }) => `What ${name} opens in each environment is not known.`),
        ]),
        sentences(stores.map(({ name }) => `Which resource does ${name} open in production, and which elsewhere?`)),
        { suspected, evidence: distinctLocations(open.map(({ at, name }) => locate(at, "store", name))) },
      );
    return pass(
      distinctLocations(
        stores.flatMap(({ identities }) =>
          identities.map(({ at, environment, identity }) => locate(at, environment, describeIdentity(identity))),
        ),
      ),
    );
  },
});

function comparisonOf({ live, other }: Sides<StoreIdentity>) {
  return compareIdentities(live.identity, other.identity);
}

function isProven(stack: Stack, { live, other }: Sides<StoreIdentity>): boolean {
  return isNonLiveIn(stack, other.environment) && live.overridable !== true && other.overridable !== true;
}

function findingOf(
  stack: Stack,
  store: Store,
  counts: (stack: Stack, side: Sides<StoreIdentity>) => boolean,
): Finding<FaultId>[] {
  const sides = sidesOf(stack, store.identities).filter(
    (side) => /^same/.test(comparisonOf(side)) && counts(stack, side),
  );
  const [first] = sides;
  if (!first) return [];
  return [
    {
      fault: "one-in-both",
      subject: `${store.service}/${store.name}`,
      data: {
        store: store.name,
        kind: store.kind,
        live: listed(sides.map(({ live }) => live.environment)),
        others: listed(sides.map(({ other }) => other.environment)),
        resource: describeIdentity(first.live.identity),
      },
      at: locate(first.live.at, first.live.environment, store.name),
      related: distinctLocations([
        ...sides.map(({ other }) => locate(other.at, other.environment, store.name)),
        locate(store.at, "store", store.name),
      ]),
      environments: [...new Set(sides.flatMap(({ live, other }) => [live.environment, other.environment]))],
      failurePath: 2,
      contamination: [],
    },
  ];
}
