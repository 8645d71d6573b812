import { sidesOf } from "../../src/model/across-environments.ts";
import { groupBy } from "../../src/model/group.ts";
import { placeText } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { Store } from "../../src/model/store.ts";
import { describeIdentity, distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { throughStore } from "./contamination.ts";
import { type SharedStore, type StoreFault, separationOf, sharedStores } from "./shared-stores.ts";
import { identityLocations, separationEvidence, storeLocation } from "./store-evidence.ts";
import { openQuestion } from "./store-question.ts";

/** Signal 2: what feeds the context must resolve to another resource in staging than in production. */
export const sharedContextStore = defineCheck<StoreFault>({
  id: "sandbox-separation/shared-context-store",
  asks: "Does every store that feeds the context resolve to another resource in production than elsewhere?",
  signal: 2,
  references: references(
    "LLM08:2025",
    "LLM04:2025",
    "ASI06",
    "NHI8:2025",
    "AISVS 3.4.1",
    "MEASURE 2.3",
    "MAP 4.2",
    "A.4.3",
    "A.6.2.5",
    "AML.T0070",
    "AML.M0032",
    "Art. 15",
    "CWE-653",
    "CWE-501",
  ),
  faults: {
    "same-resource": {
      says: "{store} is one {kind} store in {live} and {others}: {resource}.",
      because:
        "What a test run writes there can be retrieved in a live session, and live customer data enters the test's context.",
      fix: "Give each environment an index or database of its own.",
    },
    "same-but-for-scope": {
      says: "{store} is one {kind} store in {live} and {others} that only a part inside it divides: {resource} and {otherResource}.",
      because:
        "A namespace, schema, key prefix or query parameter is an argument of the call, not a boundary: one wrong argument crosses it.",
      fix: "Give each environment an index or database of its own; keep namespaces for tenants inside one environment.",
    },
    "same-connection": {
      says: "{store} opens one {kind} service in {live} and {others}, and nothing limits a connection to its own container: {resource} and {otherResource}.",
      because:
        "Every environment can open the containers of the others, so the separation lasts as long as no name is mistaken.",
      fix: "Give each environment a server, database or project of its own, or a credential that opens only its own container.",
    },
    "two-stores-one-resource": {
      says: "{store} in {live} and {partner} in {others} open one {kind} resource: {resource}.",
      because:
        "The names promise two stores where there is one, so what a test run writes reaches the production context.",
      fix: "Point the store of the other environment at a resource of its own.",
    },
    "unused-binding": {
      says: "{store} is bound to one {kind} store in {live} and {others}, {resource}, though no code was seen to use it.",
      because: "The first line of code that uses the binding reads and writes production from every environment.",
      fix: "Bind a resource of its own in each environment, or remove the binding.",
    },
  },
  judge(stack) {
    const stores = stack.stores.filter(feedsContext);
    if (stores.length === 0)
      return notApplicable("No vector store, memory or other store that feeds the context was found.");

    const open = stores.flatMap((store) => openQuestion(stack, store) ?? []);
    const shared = onceForAllServices(sharedStores(stack, stores));
    const proven = shared.filter(({ certain }) => certain);
    if (proven.length > 0)
      return fail(
        proven.map((one) => toFinding(stack, one)),
        open.map(({ reason }) => reason),
      );

    // One unresolved side could equal the other, so silence here would be a guess, not a pass.
    if (shared.length > 0 || open.length > 0) {
      return unknown(
        sentences([...shared.map(suspicionReason), ...open.map(({ reason }) => reason)]),
        sentences([...shared.map(suspicionQuestion), ...open.map(({ question }) => question)]),
        {
          suspected: shared.map((one) => toFinding(stack, one)),
          evidence: distinctLocations(open.flatMap(({ evidence }) => evidence)),
        },
      );
    }

    return pass(
      distinctLocations(stores.flatMap((store) => separationEvidence(stack, store))),
      stores.flatMap((store) => notesOn(stack, store)),
    );
  },
});

/** Vector stores and memories exist to be retrieved from; of the others the repository must show it. */
function feedsContext(store: Store): boolean {
  return store.feedsContext !== null || store.kind === "vector" || store.kind === "memory";
}

interface SharedInServices extends SharedStore {
  readonly services: readonly string[];
}

/** A client in a package that several services import is one finding, at the line that they have in common. */
function onceForAllServices(shared: readonly SharedStore[]): SharedInServices[] {
  const groups = groupBy(shared, ({ fault, store, partner, sides, certain }) =>
    JSON.stringify([
      fault,
      certain,
      placeText(store.at),
      placeText(partner.at),
      store.name,
      sides.map(({ live, other }) => [live.environment, live.identity, other.environment, other.identity]),
    ]),
  );
  return groups.flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, services: [...new Set(group.map(({ store }) => store.service))] }] : [];
  });
}

function toFinding(stack: Stack, shared: SharedInServices): Finding<StoreFault> {
  const { fault, store, partner, sides, services } = shared;
  const live = [...new Set(sides.map((side) => side.live))];
  const others = [...new Set(sides.map((side) => side.other))];
  const [at, ...liveSides] = live.flatMap((identity) => identityLocations(store, identity));
  if (!at) throw new TypeError("a shared store has two sides");
  return {
    fault,
    subject: `${services.length > 1 ? store.at.path : store.service}/${store === partner ? store.name : `${store.name}=${partner.name}`}`,
    data: {
      store: store.name,
      partner: partner.name,
      kind: store.kind,
      live: listed(live.map(({ environment }) => environment)),
      others: listed(others.map(({ environment }) => environment)),
      resource: listed(live.map(({ identity }) => describeIdentity(identity))),
      otherResource: listed(others.map(({ identity }) => describeIdentity(identity))),
    },
    at,
    related: distinctLocations([
      ...liveSides,
      ...others.flatMap((identity) => identityLocations(partner, identity)),
      storeLocation(store),
      storeLocation(partner),
    ]),
    environments: [...new Set([...live, ...others].map(({ environment }) => environment))],
    failurePath: 2,
    contamination: throughStore(stack, shared),
  };
}

function notesOn(stack: Stack, store: Store): string[] {
  const limited = sidesOf(stack, store.identities).some((side) => separationOf(store, side) === "limited");
  return [
    ...(limited
      ? [`${store.name} is one service whose credentials are each limited to a container of their own.`]
      : []),
    ...(store.used ? [] : [`${store.name} is declared, and no code was seen to use it.`]),
  ];
}

function suspicionReason({ store, sides }: SharedStore): string {
  const [live, other] = [
    listed(sides.map((side) => side.live.environment)),
    listed(sides.map((side) => side.other.environment)),
  ];
  const assumed = sides
    .flatMap((side) => [side.live, side.other])
    .find(({ assumption, overridable }) => assumption !== null && overridable);
  const because = assumed ? `, provided that ${assumed.assumption}` : `, provided that ${other} is not live itself`;
  return `${store.name} is one resource in ${live} and ${other}${because}.`;
}

function suspicionQuestion({ store, sides }: SharedStore): string {
  return `Which resource does ${store.name} open in ${listed(sides.flatMap((side) => [side.live.environment, side.other.environment]))}?`;
}
