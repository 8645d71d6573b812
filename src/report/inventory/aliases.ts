import { isLiveIn } from "../../model/across-environments.ts";
import { type BoundValue, isIssuedPerRun, isLocal, isUnresolved } from "../../model/bound-value.ts";
import { groupBy } from "../../model/group.ts";
import type { Identity } from "../../model/identity.ts";
import { comparePlaces, compareText, type Place } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";

/** One resource or secret that production knows by one name and another environment of the service by another. */
export interface Alias {
  readonly kind: "store" | "credential";
  readonly service: string;
  readonly live: AliasSide;
  readonly other: AliasSide;
}

export interface AliasSide {
  readonly name: string;
  readonly environment: string;
  readonly at: Place;
}

interface Held extends AliasSide {
  readonly kind: Alias["kind"];
  readonly service: string;
  /** Equal for one thing. Digests are of this run only, so it must not decide an order. */
  readonly key: string;
}

/** What the rows of a matrix cannot show, each being of one name. */
export function aliasesOf(stack: Stack): Alias[] {
  const groups = groupBy(heldIn(stack), ({ kind, service, key }) => JSON.stringify([kind, service, key]));
  return groups.flatMap((group) => aliasesIn(stack, group)).sort(compareAliases);
}

function aliasesIn(stack: Stack, group: readonly Held[]): Alias[] {
  const sorted = [...group].sort(compareSides);
  const isLive = ({ environment }: Held) => isLiveIn(stack, environment);
  const liveNames = new Set(sorted.filter(isLive).map(({ name }) => name));
  // A name that is shared by itself has a row that says so.
  const others = sorted.filter((one) => !isLive(one) && !liveNames.has(one.name));
  const [live] = sorted.filter((one) => isLive(one) && !sorted.some((two) => !isLive(two) && two.name === one.name));
  return live ? others.map((other) => ({ kind: live.kind, service: live.service, live, other })) : [];
}

function heldIn(stack: Stack): Held[] {
  const stores = stack.stores.flatMap(({ name, service, identities }) =>
    identities.flatMap(({ environment, identity, at, overridable }) => {
      const key = overridable ? null : keyOfIdentity(identity);
      return key === null ? [] : [{ kind: "store" as const, name, service, environment, at, key }];
    }),
  );
  const credentials = stack.credentials.flatMap(({ name, service, values }) =>
    values.flatMap(({ environment, value, at }) => {
      const key = keyOfValue(value);
      return key === null ? [] : [{ kind: "credential" as const, name, service, environment, at, key }];
    }),
  );
  return [...stores, ...credentials];
}

/** Up to the container: what differs only inside it is one resource. */
function keyOfIdentity(identity: Identity): string | null {
  if (identity.kind === "local" || identity.kind === "unresolved") return null;
  const { provider = null, host = null, name = null, container = null } = identity.address;
  if (identity.kind === "reference") return JSON.stringify([identity.reference, container]);
  return JSON.stringify([provider, host, name, container]);
}

function keyOfValue(value: BoundValue): string | null {
  if (isUnresolved(value) || isLocal(value) || isIssuedPerRun(value)) return null;
  if (value.kind === "literal") return value.sealed.nature === "secret" ? value.sealed.digest : null;
  return value.kind === "reference" ? value.reference : null;
}

function compareSides(a: AliasSide, b: AliasSide): number {
  return compareText(a.name, b.name) || compareText(a.environment, b.environment) || comparePlaces(a.at, b.at);
}

function compareAliases(a: Alias, b: Alias): number {
  return (
    compareText(a.service, b.service) ||
    compareText(b.kind, a.kind) ||
    compareSides(a.live, b.live) ||
    compareSides(a.other, b.other)
  );
}
