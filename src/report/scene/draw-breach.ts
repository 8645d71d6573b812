import { isLiveIn, isNonLiveIn } from "../../model/across-environments.ts";
import type { ReportedFinding } from "../../model/report.ts";
import type { Stack } from "../../model/stack.ts";
import type { Breach, Target } from "./breaches.ts";
import type { Crossing, Item } from "./scene.ts";
import type { DrawnThing } from "./things.ts";

/** A breach as items and the lines between them. */
export interface DrawnBreach {
  readonly breach: Breach;
  readonly items: readonly Item[];
  readonly crossings: readonly Crossing[];
  /** Rows of the matrix that the finding tells of too: one store, say, that several services open at one place. */
  readonly twins: readonly string[];
}

/** @param columns The drawn environments, production last. */
export function drawBreach(
  stack: Stack,
  breach: Breach,
  things: readonly DrawnThing[],
  columns: readonly string[],
): DrawnBreach {
  const sides = sidesIn(stack, breach, columns);
  if (breach.target) return drawReach(stack, breach, breach.target, things, sides);
  const twins = twinsOf(breach, things);
  const items = itemsIn(breach, breach, sides, things).map((item) => ({
    ...item,
    alike: Math.max(0, twins.length - 1),
  }));
  return { breach, items, twins, crossings: items.slice(1).flatMap((to, index) => crossing(breach, items[index], to)) };
}

/** From left to right. A finding that names no environment is about all: it is drawn across the wall of production. */
function sidesIn(stack: Stack, { environments }: Breach, columns: readonly string[]): readonly string[] {
  const live = columns.filter((name) => isLiveIn(stack, name)).slice(-1);
  const other = columns.filter((name) => isNonLiveIn(stack, name)).slice(-1);
  const wanted = environments.length > 0 ? environments : [...live, ...other];
  return columns.filter((name) => wanted.includes(name));
}

/** From what is not production's to what it reaches there. */
function drawReach(
  stack: Stack,
  breach: Breach,
  target: Target,
  things: readonly DrawnThing[],
  sides: readonly string[],
): DrawnBreach {
  const live = sides.filter((name) => isLiveIn(stack, name));
  const [nearest] = sides.filter((name) => !live.includes(name)).slice(-1);
  const from = nearest === undefined ? [] : itemsIn(breach, breach, [nearest], []);
  const faces = live.map((environment) => ({ environment, name: target.name, what: target.what }));
  const to = itemsIn({ ...breach, faces }, { ...target, service: null }, live, things);
  return {
    breach,
    twins: [],
    items: [...from, ...to],
    crossings: from.flatMap((one) => to.flatMap((other) => crossing(breach, one, other))),
  };
}

function crossing({ signal, finding }: Breach, from: Item | undefined, to: Item): Crossing[] {
  return from ? [{ from: from.key, to: to.key, kind: "breach", signal, fingerprint: finding.fingerprint }] : [];
}

/** One row of the matrix if it tells of them, so that several breaches of one thing meet in it. */
function itemsIn(
  breach: Breach,
  named: Pick<Item, "kind" | "name" | "service">,
  sides: readonly string[],
  things: readonly DrawnThing[],
): Item[] {
  const known = thingOf(breach, named, sides, things)?.items ?? [];
  return sides.map((environment) => {
    const item = known.find((one) => one.environment === environment);
    const face = breach.faces.find((one) => one.environment === environment);
    // The finding knows what the matrix does not.
    if (item && (item.isKnown || !face)) return item;
    return newItem(breach, named, environment, known[0]?.thing);
  });
}

/** Of several of one name the one whose places the finding shows. */
function thingOf(
  breach: Breach,
  named: Pick<Item, "kind" | "name" | "service">,
  sides: readonly string[],
  things: readonly DrawnThing[],
): DrawnThing | undefined {
  const scoreOf = (one: DrawnThing) =>
    placesShown(breach, one) + one.items.filter(({ environment }) => sides.includes(environment)).length;
  return things
    .filter((one) => isNamed(one, named))
    .map((thing) => ({ thing, score: scoreOf(thing) }))
    .sort((a, b) => b.score - a.score)[0]?.thing;
}

function twinsOf(breach: Breach, things: readonly DrawnThing[]): string[] {
  return things
    .filter((one) => isNamed(one, breach) && placesShown(breach, one) > 0)
    .flatMap(({ items: [first] }) => (first ? [first.thing] : []));
}

function isNamed({ thing }: DrawnThing, { kind, name, service }: Pick<Item, "kind" | "name" | "service">): boolean {
  return thing.kind === kind && thing.name === name && (service ?? thing.service) === thing.service;
}

function placesShown({ finding }: Breach, { thing: { entries, uses } }: DrawnThing): number {
  const shown = new Set(finding.locations.map(({ path, startLine }) => `${startLine} ${path}`));
  const places = [...entries.map(({ at }) => at), ...uses.map(({ place }) => place)];
  return places.filter(({ path, span }) => shown.has(`${span.startLine} ${path}`)).length;
}

function newItem(
  { finding, signal, faces }: Breach,
  { kind, name, service }: Pick<Item, "kind" | "name" | "service">,
  environment: string,
  known: string | undefined,
): Item {
  // The targets of two choices need not be one.
  const thing = known ?? JSON.stringify([kind, service, name, kind === "endpoint" ? finding.fingerprint : signal]);
  const face = faces.find((one) => one.environment === environment);
  return {
    key: `${thing}@${environment}`,
    thing,
    kind,
    name: face?.name ?? name,
    service,
    environment,
    what: face?.what ?? noteOn(finding, environment, name),
    isKnown: true,
    alike: 0,
    breach: null,
  };
}

function noteOn({ locations }: ReportedFinding, environment: string, name: string): string {
  const note = locations.find(({ role, note: text }) => role.toLowerCase() === environment && text !== "")?.note ?? "";
  return note.startsWith(`${name}: `) ? note.slice(name.length + 2) : note;
}
