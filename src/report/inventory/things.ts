import { inOrderOfCloseness, pairsAcross } from "../../model/across-environments.ts";
import { type BoundValue, compareValues, isIssuedPerRun, isLocal, isUnresolved } from "../../model/bound-value.ts";
import type { Credential } from "../../model/credential.ts";
import { groupBy } from "../../model/group.ts";
import { compareIdentities, type Identity, isLocalHost } from "../../model/identity.ts";
import { comparePlaces, compareText, type Place, samePlace } from "../../model/location.ts";
import type { Binding, Stack } from "../../model/stack.ts";
import type { Store } from "../../model/store.ts";
import { describeIdentity, describeValue } from "../../model/wording.ts";
import { marksOf, type Relation, type Standing } from "./marks.ts";

/** Something that a service has in each of its environments, and that they may share: a row of the matrix. */
export interface Thing {
  readonly kind: "store" | "credential" | "endpoint";
  readonly name: string;
  readonly service: string;
  /** Where it is made, read or handed on, and as what; empty if only configuration names it. */
  readonly uses: readonly { readonly place: Place; readonly what: string }[];
  /** Whether its content can reach a model. */
  readonly feedsContext: boolean;
  /** Production's first. */
  readonly entries: readonly Entry[];
  /** Two entries of different environments each, production's before all others. */
  readonly pairs: readonly Pair[];
  /** Whether these are all pairs: their number grows with the square of the environments, so it is bounded. */
  readonly isComplete: boolean;
  /** Environments whose whole configuration is in the repository and leaves it out. */
  readonly absentIn: readonly string[];
}

export interface Pair {
  readonly sides: readonly [Entry, Entry];
  readonly relation: Relation;
}

/** What a thing is in one environment. Where several values are possible, there are several entries. */
export interface Entry {
  readonly environment: string;
  readonly at: Place;
  /** In words, never a secret. */
  readonly what: string;
  readonly standing: Standing;
  /** See {@link marksOf}; comparable within one thing. */
  readonly mark: string;
}

/** All that can be compared across environments, by service and name. */
export function thingsOf(stack: Stack): Thing[] {
  return [
    ...stack.stores.map((store) => thingOfStore(stack, store)),
    ...stack.credentials.map((credential) => thingOfCredential(stack, credential)),
    ...endpointsOf(stack),
  ].sort(compareThings);
}

function thingOfStore(stack: Stack, store: Store): Thing {
  const { name, service, at, kind, used, feedsContext, identities } = store;
  const what = [`${kind} store`, ...(feedsContext === null ? [] : [feedsContext])].join(": ");
  const values = identities.map(({ environment, at: place, identity, assumption, overridable }) => ({
    environment,
    at: place,
    value: identity,
    what: `${whatIdentity(identity)}${assumption === null ? "" : `, since ${assumption}`}`,
    standing: overridable && identity.kind === "known" ? ("tentative" as const) : identityStanding[identity.kind],
  }));
  return {
    kind: "store",
    name,
    service,
    uses: [{ place: at, what: used ? what : `${what}; no code was seen to use it` }],
    feedsContext: feedsContext !== null,
    absentIn: [],
    ...compared(stack, values, (a, b) => compareIdentities(a.value, b.value)),
  };
}

function thingOfCredential(stack: Stack, credential: Credential): Thing {
  const { name, service, uses, readAt = [], values, absentIn = [] } = credential;
  const held = values.map(({ environment, at, value }) => ({
    environment,
    at,
    value,
    what: isIssuedPerRun(value) ? `${describeValue(value)}, issued for each run` : describeValue(value),
    standing: standingOfValue(value),
  }));
  const seen = [
    ...uses.map(({ place, what }) => ({ place, what: what === "read" ? what : `handed to ${what}` })),
    ...readAt.map((place) => ({ place, what: "read" })),
  ];
  return {
    kind: "credential",
    name,
    service,
    uses: distinct(seen).sort((a, b) => comparePlaces(a.place, b.place) || compareText(a.what, b.what)),
    feedsContext: false,
    absentIn,
    ...compared(stack, held, compareHeld),
  };
}

/** A read that is seen as a use too is told once. */
function distinct(uses: Thing["uses"]): Thing["uses"][number][] {
  return groupBy(uses, ({ place, what }) => `${keyOfPlace(place)} ${what}`).flatMap(([first]) => first ?? []);
}

/** A text too short to be a secret is not digested: one line of code is one text. */
function compareHeld(a: Valued<BoundValue>, b: Valued<BoundValue>): Relation {
  const isUndigested = ({ value }: Valued<BoundValue>) => value.kind === "literal" && value.sealed.digest === "";
  if (isUndigested(a) && isUndigested(b) && samePlace(a.at, b.at)) return "same-public";
  return compareValues(a.value, b.value);
}

/** Variables that hold a web address in some environment, unless a row tells of them already. */
function endpointsOf(stack: Stack): Thing[] {
  const addresses = new Set(
    stack.stores.flatMap(({ identities }) => identities.flatMap(({ at, via }) => [at, ...via].map(keyOfPlace))),
  );
  const secrets = new Set(stack.credentials.map(({ service, name }) => JSON.stringify([service, name])));
  const isTold = ({ service, variable, at }: Binding) =>
    secrets.has(JSON.stringify([service, variable])) || addresses.has(keyOfPlace(at));
  const groups = groupBy(stack.bindings, ({ service, variable }) => JSON.stringify([service, variable]));
  return groups.flatMap((bindings) => {
    const [first] = bindings;
    if (!first || !bindings.some(({ value }) => webAddressOf(value)) || bindings.some(isTold)) return [];
    const values = bindings.map(({ environment, at, value }) => {
      const identity = identityOfValue(value);
      const what = webAddressOf(value) ?? describeValue(value);
      return { environment, at, value: identity, what, standing: identityStanding[identity.kind] };
    });
    const named = { kind: "endpoint", name: first.variable, service: first.service } as const;
    const compare = (a: Valued<Identity>, b: Valued<Identity>) => compareIdentities(a.value, b.value);
    return [{ ...named, uses: [], feedsContext: false, absentIn: [], ...compared(stack, values, compare) }];
  });
}

function keyOfPlace({ path, span }: Place): string {
  return `${span.startLine}:${span.startColumn} ${path}`;
}

function webAddressOf(value: BoundValue): string | null {
  const address = value.kind === "literal" ? value.sealed.address : undefined;
  if (address?.provider !== "http" || address.host === null) return null;
  return address.scope === null ? address.host : `${address.host}/${address.scope}`;
}

function identityOfValue(value: BoundValue): Identity {
  if (value.kind === "unresolved") return value;
  if (value.kind === "reference") return { kind: "reference", reference: value.reference, address: {} };
  const { address } = value.sealed;
  if (!address || isUnresolved(value)) return { kind: "unresolved", reason: describeValue(value) };
  return { kind: isLocalHost(address.host) ? "local" : "known", address };
}

const identityStanding: Readonly<Record<Identity["kind"], Standing>> = {
  known: "known",
  local: "local",
  reference: "named",
  unresolved: "unknown",
};

function standingOfValue(value: BoundValue): Standing {
  if (isUnresolved(value)) return "unknown";
  if (isLocal(value)) return "local";
  return value.kind === "reference" ? "named" : "known";
}

/** The reason alone where nothing is known: that it is not is told by the mark. */
function whatIdentity(identity: Identity): string {
  return identity.kind === "unresolved" ? identity.reason : describeIdentity(identity);
}

interface Valued<V> extends Omit<Entry, "mark"> {
  readonly value: V;
}

function compared<V>(
  stack: Stack,
  values: readonly Valued<V>[],
  compare: (a: Valued<V>, b: Valued<V>) => Relation,
): Pick<Thing, "entries" | "pairs" | "isComplete"> {
  const order = inOrderOfCloseness(
    stack,
    values.map(({ environment }) => environment),
  );
  const rank = ({ environment }: Valued<V>) => order.indexOf(environment);
  const sorted = [...values].sort(
    (a, b) => rank(a) - rank(b) || comparePlaces(a.at, b.at) || compareText(a.what, b.what),
  );
  const marks = marksOf(sorted, ({ standing }) => standing, compare);
  const marked = sorted.map((value, index) => ({ ...value, mark: marks[index] ?? "?" }));
  return { entries: marked.map(entryOf), ...pairsOf(stack, marked, compare) };
}

function pairsOf<V>(
  stack: Stack,
  marked: readonly (Valued<V> & Entry)[],
  compare: (a: Valued<V>, b: Valued<V>) => Relation,
): Pick<Thing, "pairs" | "isComplete"> {
  const pairs: Pair[] = [];
  for (const [a, b] of pairsAcross(stack, marked)) {
    if (pairs.length === mostPairs) return { pairs, isComplete: false };
    pairs.push({ sides: [entryOf(a), entryOf(b)], relation: asFarAsCertain(compare(a, b), a, b) });
  }
  return { pairs, isComplete: true };
}

/** All pairs of twenty environments. */
const mostPairs = 190;

function entryOf({ environment, at, what, standing, mark }: Entry): Entry {
  return { environment, at, what, standing, mark };
}

/** What the platform may replace is not proven to be shared. */
function asFarAsCertain(relation: Relation, ...sides: readonly Entry[]): Relation {
  const isTentative = sides.some(({ standing }) => standing === "tentative");
  return isTentative && sharing.has(relation) ? "may-be-same" : relation;
}

const sharing: ReadonlySet<Relation> = new Set(["same", "same-with-sub-scope", "other-container"]);

function compareThings(a: Thing, b: Thing): number {
  return (
    compareText(a.service, b.service) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    compareText(a.name, b.name) ||
    compareText(JSON.stringify([a.uses, a.entries]), JSON.stringify([b.uses, b.entries]))
  );
}

const kinds: readonly Thing["kind"][] = ["store", "credential", "endpoint"];
