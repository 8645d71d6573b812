import type { Stack } from "../../model/stack.ts";
import type { JsonLocation } from "../json/document-parts.ts";
import { placeToJson } from "../json/location.ts";
import { type Alias, aliasesOf } from "./aliases.ts";
import type { JsonInventory } from "./inventory-schema.ts";
import { type Entry, type Thing, thingsOf } from "./things.ts";

type Comparisons = JsonInventory["comparisons"];

/** Every two environments of every store, credential and endpoint, with what it is in both. */
export function comparisonsToJson(stack: Stack): Comparisons {
  const things = thingsOf(stack);
  const of = (kind: Thing["kind"]) => things.filter((thing) => thing.kind === kind).map(comparisonToJson);
  return {
    stores: of("store"),
    credentials: of("credential"),
    endpoints: of("endpoint"),
    aliases: aliasesOf(stack).map(aliasToJson),
  };
}

function aliasToJson({ kind, service, live, other }: Alias): Comparisons["aliases"][number] {
  return {
    kind,
    service,
    names: [live.name, other.name],
    environments: [live.environment, other.environment],
    locations: [
      placeToJson(live.at, live.environment, live.name),
      placeToJson(other.at, other.environment, other.name),
    ],
  };
}

function comparisonToJson({ name, service, pairs, isComplete }: Thing): Comparisons["stores"][number] {
  return {
    name,
    service,
    pairs: pairs.map(({ sides: [one, other], relation }) => ({
      environments: [one.environment, other.environment],
      result: relation,
      locations: [sideToJson(one), sideToJson(other)],
    })),
    complete: isComplete,
  };
}

function sideToJson({ environment, at, what }: Entry): JsonLocation {
  return placeToJson(at, environment, what);
}
