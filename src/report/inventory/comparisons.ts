import { locate } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";
import { locationToJson } from "../json/location.ts";
import type { JsonLocation } from "../json-schema.ts";
import type { JsonInventory } from "./inventory-schema.ts";
import { type Entry, type Thing, thingsOf } from "./things.ts";

type Comparisons = JsonInventory["comparisons"];

/** Every two environments of every store, credential and endpoint, with what it is in both. */
export function comparisonsToJson(stack: Stack): Comparisons {
  const things = thingsOf(stack);
  const of = (kind: Thing["kind"]) => things.filter((thing) => thing.kind === kind).map(comparisonToJson);
  return { stores: of("store"), credentials: of("credential"), endpoints: of("endpoint") };
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
  return locationToJson(locate(at, environment, what));
}
