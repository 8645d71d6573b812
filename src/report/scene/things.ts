import { groupBy } from "../../model/group.ts";
import type { Stack } from "../../model/stack.ts";
import type { Relation } from "../inventory/marks.ts";
import { type Entry, type Thing, thingsOf } from "../inventory/things.ts";
import type { CrossingKind, Item } from "./scene.ts";

/** A row of the matrix as items, one for each drawn environment that tells of it. */
export interface DrawnThing {
  readonly thing: Thing;
  readonly items: readonly Item[];
  /** Between neighbours among its items, from left to right. */
  readonly relations: readonly {
    readonly from: Item;
    readonly to: Item;
    readonly kind: Exclude<CrossingKind, "breach">;
  }[];
}

/** All stores, credentials and addresses that stand in one of the environments. */
export function drawnThings(stack: Stack, environments: readonly string[]): DrawnThing[] {
  return thingsOf(stack).flatMap((thing, index) => {
    const items = environments.flatMap((environment) => {
      const entries = thing.entries.filter((entry) => entry.environment === environment);
      return entries.length === 0 ? [] : [itemOf(thing, `t${index}`, environment, entries)];
    });
    if (items.length === 0) return [];
    const relations = items.slice(1).flatMap((to, at) => {
      const from = items[at];
      return from ? [{ from, to, kind: relationOf(thing, from.environment, to.environment) }] : [];
    });
    return [{ thing, items, relations }];
  });
}

/** Things of one name that stand alike in every environment as one of them, which counts the others. */
export function foldAlike(things: readonly DrawnThing[]): DrawnThing[] {
  const groups = groupBy(things, ({ thing, items, relations }) =>
    JSON.stringify([
      thing.kind,
      thing.name,
      items.map(({ environment, isKnown }) => [environment, isKnown]),
      relations.map(({ kind }) => kind),
    ]),
  );
  return groups.flatMap(([first, ...others]) =>
    first ? [{ ...first, items: first.items.map((item) => ({ ...item, alike: others.length })) }] : [],
  );
}

function itemOf({ kind, name, service }: Thing, thing: string, environment: string, entries: readonly Entry[]): Item {
  const known = entries.filter(({ standing }) => standing !== "unknown");
  const [first = entries[0], ...others] = known;
  const more = others.length === 0 ? "" : ` (or ${others.length} more)`;
  return {
    key: `${thing}@${environment}`,
    thing,
    kind,
    name,
    service,
    environment,
    what: `${first?.what ?? ""}${more}`,
    isKnown: known.length > 0,
    alike: 0,
    breach: null,
  };
}

const kinds: Readonly<Record<Relation, Exclude<CrossingKind, "breach">>> = {
  same: "shared",
  "same-public": "shared",
  relabelled: "shared",
  "same-password": "shared",
  "same-with-sub-scope": "shared",
  "other-container": "shared",
  "may-be-same": "open",
  unresolved: "open",
  different: "held",
};

const worstFirst = ["shared", "open", "held"] as const;

/** The worst that holds between two environments; one that the pairs leave out is open. */
function relationOf({ pairs }: Thing, a: string, b: string): Exclude<CrossingKind, "breach"> {
  const found = pairs
    .filter(
      ({ sides }) =>
        sides.some(({ environment }) => environment === a) && sides.some(({ environment }) => environment === b),
    )
    .map(({ relation }) => kinds[relation]);
  return worstFirst.find((kind) => found.includes(kind)) ?? "open";
}
