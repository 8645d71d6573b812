import { comparePlaces } from "../../model/location.ts";
import type { Report } from "../../model/report.ts";
import type { Stack } from "../../model/stack.ts";
import { listed } from "../../model/wording.ts";
import { breachesOf } from "./breaches.ts";
import { compartmentsOf } from "./compartments.ts";
import { type DrawnBreach, drawBreach } from "./draw-breach.ts";
import type { Crossing, Item, Scene } from "./scene.ts";
import { type DrawnThing, drawnThings, foldAlike } from "./things.ts";

/** A picture of more than this is a wall of text: what has to be seen goes first, and the rest is counted. */
const mostBreaches = 14;
const mostThings = 12;
const mostJobs = 3;

/** What to draw of a report: every breach first, then what is open, then what is kept apart. */
export function composeScene(report: Report): Scene {
  const { stack } = report;
  const all = breachesOf(report);
  const breaches = all.slice(0, mostBreaches);
  const involved = breaches.flatMap(({ environments }) => environments);
  const { compartments, leftOut } = compartmentsOf(stack, involved, jobsIn(stack).length > 0 ? ["ci"] : []);
  const columns = compartments.map(({ name }) => name);

  const things = drawnThings(stack, columns);
  const drawn = breaches.map((breach) => drawBreach(stack, breach, things, columns));
  const taken = new Set(drawn.flatMap(({ items }) => items.map(({ thing }) => thing)));
  const isTaken = ({ items }: DrawnThing) => items.some(({ thing }) => taken.has(thing));
  const twins = new Set(drawn.flatMap((one) => one.twins));
  const isTold = ({ items }: DrawnThing) => items.some(({ thing }) => twins.has(thing));
  const others = foldAlike(things.filter((one) => !isTaken(one) && !isTold(one))).sort(
    (a, b) => weightOf(a) - weightOf(b),
  );
  const room = Math.max(0, mostThings - taken.size);
  const shown = [...things.filter(isTaken), ...others.slice(0, room)];

  const jobs = columns.includes("ci") ? jobItems(stack) : [];
  const items = [...drawn.flatMap((one) => one.items), ...jobs, ...shown.flatMap((one) => one.items)];
  return {
    compartments,
    items: marked(items, drawn),
    crossings: crossingsOf(drawn, shown),
    leftOut: {
      environments: leftOut,
      breaches: all.length - breaches.length,
      things: others.slice(room).reduce((sum, { items: [first] }) => sum + 1 + (first?.alike ?? 0), 0),
    },
  };
}

/** Open before shared before kept apart; what nothing is known of last, for there is nothing to see. */
function weightOf({ items, relations, thing }: DrawnThing): number {
  if (items.every(({ isKnown }) => !isKnown)) return 9;
  const kinds = relations.map(({ kind }) => kind);
  const rank = kinds.includes("open") ? 0 : kinds.includes("shared") ? 2 : kinds.includes("held") ? 4 : 6;
  return rank + (thing.kind === "endpoint" ? 1 : 0);
}

/** Where a breach goes through, nothing else needs to be said. */
function crossingsOf(drawn: readonly DrawnBreach[], shown: readonly DrawnThing[]): Crossing[] {
  const sidesKey = ({ from, to }: Pick<Crossing, "from" | "to">) => JSON.stringify([from, to]);
  const breached = new Set(drawn.flatMap(({ crossings }) => crossings.map(sidesKey)));
  const others = shown
    .flatMap(({ relations }) => relations)
    .map(({ from, to, kind }): Crossing => ({ from: from.key, to: to.key, kind, signal: null, fingerprint: null }));
  return [
    ...drawn.flatMap(({ crossings }) => crossings),
    ...others.filter((crossing) => !breached.has(sidesKey(crossing))),
  ];
}

/** Every item once, with the breaches that it is a part of. */
function marked(items: readonly Item[], drawn: readonly DrawnBreach[]): Item[] {
  const seen = new Set<string>();
  return items
    .filter(({ key }) => !seen.has(key) && seen.add(key))
    .map((item) => {
      const own = drawn.filter((one) => one.items.some(({ key }) => key === item.key)).map(({ breach }) => breach);
      const [first] = own;
      if (first === undefined) return item;
      const signals = [...new Set(own.map(({ signal }) => signal))];
      return { ...item, breach: { signals, fingerprint: first.finding.fingerprint } };
    });
}

function jobsIn({ pipelines }: Stack) {
  return pipelines.filter(({ reaches }) => reaches.length > 0).sort((a, b) => comparePlaces(a.at, b.at));
}

/** CI jobs that run the agent, whether they were found to cross a wall or not. */
function jobItems(stack: Stack): Item[] {
  return jobsIn(stack)
    .slice(0, mostJobs)
    .map(({ workflow, job, reaches }): Item => {
      const name = `${workflow}/${job}`;
      const thing = JSON.stringify(["CI job", null, name, 5]);
      const reached = listed(
        reaches.map((reach) => reach.name),
        2,
      );
      return {
        key: `${thing}@ci`,
        thing,
        kind: "CI job",
        name,
        service: null,
        environment: "ci",
        what: `reaches ${reached}`,
        isKnown: true,
        alike: 0,
        breach: null,
      };
    });
}
