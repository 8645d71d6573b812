import { inOrderOfCloseness, isLiveIn } from "../../model/across-environments.ts";
import { groupBy } from "../../model/group.ts";
import { compareText } from "../../model/location.ts";
import type { Stack } from "../../model/stack.ts";
import { type Alias, aliasesOf } from "./aliases.ts";
import { compareOutcomes, type Outcome, outcomeOf, relationsOf } from "./outcome.ts";
import { type Thing, thingsOf } from "./things.ts";

/** The part of the matrix that belongs to one service: its rows against its environments. */
export interface ServiceMatrix {
  readonly service: string;
  /** Where it lies; null if nothing declares it. */
  readonly directory: string | null;
  /** Production first; empty if the repository declares none for it. */
  readonly environments: readonly string[];
  /** Of every kind the worst first. */
  readonly rows: readonly Row[];
  readonly aliases: readonly Alias[];
}

export interface Row {
  /** Of one name, with the same signs in every environment; at least one. */
  readonly things: readonly [Thing, ...Thing[]];
  readonly cells: readonly Cell[];
  readonly outcome: Outcome;
}

/** What stands in one environment of the matrix. */
export interface Cell {
  /** Its marks; `–` if it is certainly not there. */
  readonly text: string;
  /** This environment against production; `nothing` for production itself. */
  readonly outcome: Outcome;
}

/**
 * The whole matrix: every service that has something to compare, those that share something first.
 *
 * @param isTerse Things of one name that show the same signs make one row, whatever these stand for.
 */
export function matricesOf(stack: Stack, isTerse: boolean): ServiceMatrix[] {
  const services = groupBy(thingsOf(stack), ({ service }) => service);
  const aliases = aliasesOf(stack);
  return services
    .map((things) => matrixOf(stack, things, isTerse))
    .map((matrix) => ({ ...matrix, aliases: aliases.filter(({ service }) => service === matrix.service) }))
    .sort(compareMatrices);
}

/** Whether the repository tells of it in at least one environment. */
export function isKnownSomewhere({ things: [thing] }: Row): boolean {
  return thing.entries.some(({ standing }) => standing !== "unknown");
}

function matrixOf(stack: Stack, things: readonly Thing[], isTerse: boolean): Omit<ServiceMatrix, "aliases"> {
  const service = things[0]?.service ?? "";
  const declared = stack.services.filter(({ name }) => name === service);
  const environments = inOrderOfCloseness(stack, [
    ...declared.flatMap((one) => one.environments),
    ...things.flatMap(({ entries }) => entries.map(({ environment }) => environment)),
  ]);
  const [directory = null] = declared.map((one) => one.directory).sort(compareText);
  return { service, directory, environments, rows: rowsOf(stack, things, environments, isTerse) };
}

function compareMatrices(a: ServiceMatrix, b: ServiceMatrix): number {
  return (
    compareOutcomes(worstOf(a), worstOf(b)) ||
    compareText(a.directory ?? a.service, b.directory ?? b.service) ||
    compareText(a.service, b.service)
  );
}

/** An address that environments have in common is often a vendor's: it says nothing of how they are separated. */
function worstOf({ rows, aliases }: ServiceMatrix): Outcome {
  if (aliases.length > 0) return "same";
  const [worst = "nothing"] = rows
    .filter(({ things: [thing] }) => thing.kind !== "endpoint")
    .map(({ outcome }) => outcome)
    .sort(compareOutcomes);
  return worst;
}

function rowsOf(stack: Stack, things: readonly Thing[], environments: readonly string[], isTerse: boolean): Row[] {
  const alike = groupBy(things, ({ kind, name, entries }) =>
    JSON.stringify([
      kind,
      name,
      entries.map(({ environment, mark, what }) => (isTerse ? [environment, mark] : [environment, mark, what])),
    ]),
  );
  return alike
    .flatMap(([thing, ...more]) => (thing ? [rowOf(stack, [thing, ...more], environments)] : []))
    .sort((a, b) => {
      const [[one], [other]] = [a.things, b.things];
      return (
        kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
        compareOutcomes(a.outcome, b.outcome) ||
        compareText(one.name, other.name)
      );
    });
}

function rowOf(stack: Stack, things: Row["things"], environments: readonly string[]): Row {
  const [thing] = things;
  const relations = relationsOf(thing);
  const live = environments.filter((name) => isLiveIn(stack, name));
  const cells = environments.map((name) => ({
    text: textIn(thing, name),
    outcome: live.includes(name) ? ("nothing" as const) : outcomeOf(stack, thing, relations, [...live, name]),
  }));
  return { things, cells, outcome: outcomeOf(stack, thing, relations, environments) };
}

function textIn({ entries, absentIn }: Thing, environment: string): string {
  const marks = entries.filter((entry) => entry.environment === environment).map(({ mark }) => mark);
  if (marks.length === 0) return absentIn.includes(environment) ? "–" : "?";
  const distinct = [...new Set(marks)].sort(compareText);
  return [...distinct.filter((mark) => mark !== "?"), ...distinct.filter((mark) => mark === "?")].join("/");
}

const kinds: readonly Thing["kind"][] = ["store", "credential", "endpoint"];
