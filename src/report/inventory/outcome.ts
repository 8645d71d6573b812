import { classIn, isLiveIn } from "../../model/across-environments.ts";
import { remember } from "../../model/remember.ts";
import type { Stack } from "../../model/stack.ts";
import type { Relation } from "./marks.ts";
import type { Thing } from "./things.ts";

/** How production stands to the rest, the worst first. `partly-different`: as far as both sides are known. */
export type Outcome = Relation | "partly-different" | "no-production" | "only-production" | "nothing";

const worstFirst: readonly Outcome[] = [
  "same",
  "relabelled",
  "same-password",
  "same-with-sub-scope",
  "other-container",
  "may-be-same",
  "unresolved",
  "partly-different",
  "different",
  "same-public",
  "no-production",
  "only-production",
  "nothing",
];

export function compareOutcomes(a: Outcome, b: Outcome): number {
  return worstFirst.indexOf(a) - worstFirst.indexOf(b);
}

/** Relations of one thing, by the two environments. */
export type Relations = ReadonlyMap<string, readonly Relation[]>;

export function relationsOf({ pairs }: Thing): Relations {
  const table = new Map<string, Relation[]>();
  for (const { sides, relation } of pairs) {
    const [a, b] = sides.map(({ environment }) => environment);
    for (const key of [keyOf(a, b), keyOf(b, a)]) remember(table, key, () => []).push(relation);
  }
  return table;
}

/** Production against the other environments, or against one of them. */
export function outcomeOf(stack: Stack, thing: Thing, relations: Relations, environments: readonly string[]): Outcome {
  const live = environments.filter((name) => isLiveIn(stack, name));
  const others = environments.filter((name) => !isLiveIn(stack, name));
  if (environments.length === 0) return "nothing";
  if (live.length === 0) return "no-production";
  if (others.length === 0) return "only-production";
  const relationsTo = (there: string) =>
    live.flatMap((here) => relations.get(keyOf(here, there)) ?? [withoutValues(thing, here, there)]);
  const known = others.flatMap((there) => {
    // An environment of no known class may be production itself: that it says nothing is no open question.
    const isAside = classIn(stack, there) === "other" && others.length > 1;
    return relationsTo(there).filter((relation) => !(isAside && relation === "unresolved"));
  });
  const outcomes = new Set<Outcome>(known);
  const [worst = "unresolved"] = [...outcomes].sort(compareOutcomes);
  const isPartly = worst === "unresolved" && (outcomes.has("different") || outcomes.has("same-public"));
  return isPartly ? "partly-different" : worst;
}

/** What is not there is shared with nobody; what the repository is silent about may be. */
function withoutValues({ absentIn }: Thing, here: string, there: string): Relation {
  return absentIn.includes(here) || absentIn.includes(there) ? "different" : "unresolved";
}

function keyOf(a: string | undefined, b: string | undefined): string {
  return JSON.stringify([a, b]);
}
