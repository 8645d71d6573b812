import { isLiveIn, isNonLiveIn } from "../../../model/across-environments.ts";
import type { ReportedFinding } from "../../../model/report.ts";
import type { Stack } from "../../../model/stack.ts";
import type { Breach, Target } from "./breaches.ts";
import type { Crossing, Item } from "./scene.ts";
import type { DrawnThing } from "./things.ts";

/** A breach as items and the lines between them. */
export interface DrawnBreach {
  readonly breach: Breach;
  readonly items: readonly Item[];
  readonly crossings: readonly Crossing[];
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
  const items = itemsIn(breach, breach, sides, things);
  return { breach, items, crossings: items.slice(1).flatMap((to, index) => crossing(breach, items[index], to)) };
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
  return sides.map(
    (environment) =>
      known.find((item) => item.environment === environment) ?? newItem(breach, named, environment, known[0]?.thing),
  );
}

/** Of several of one name the one whose places the finding shows. */
function thingOf(
  { finding }: Breach,
  { kind, name, service }: Pick<Item, "kind" | "name" | "service">,
  sides: readonly string[],
  things: readonly DrawnThing[],
): DrawnThing | undefined {
  const shown = new Set(finding.locations.map(({ path, startLine }) => `${startLine} ${path}`));
  const scoreOf = ({ thing, items }: DrawnThing) =>
    items.filter(({ environment }) => sides.includes(environment)).length +
    thing.entries.filter(({ at }) => shown.has(`${at.span.startLine} ${at.path}`)).length +
    thing.uses.filter(({ place }) => shown.has(`${place.span.startLine} ${place.path}`)).length;
  return things
    .filter(({ thing }) => thing.kind === kind && thing.name === name && (service ?? thing.service) === thing.service)
    .map((thing) => ({ thing, score: scoreOf(thing) }))
    .sort((a, b) => b.score - a.score)[0]?.thing;
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
