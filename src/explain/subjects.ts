import type { LineAddress, Subject } from "../model/explanation.ts";
import type { Reading } from "../model/line-view.ts";
import type { Place } from "../model/location.ts";
import type { Stack } from "../model/stack.ts";
import { listed } from "../model/wording.ts";
import { covers, type Mention, row, type Touched } from "./kind.ts";
import { kinds } from "./kinds/index.ts";

/** Things of one kind that are told one by one; more of them in the same role are told together. */
const mostAlike = 2;

/** Everything of the model that a line defines or is a step of. */
export function touchedBy(stack: Stack, line: LineAddress, readings: readonly Reading[]): readonly Touched[] {
  const touched = kinds.flatMap((kind) => kind.touched(stack, line, (place) => covers(place, line)));
  const named = new Set(touched.filter((t) => t.kind === "credential").map((t) => t.name));
  // A credential tells all that its bindings do.
  const kept = touched.filter((t) => t.kind !== "binding" || !named.has(t.name.replace(/ in .*$/, "")));
  return [...kept, ...jobsAround(stack, line, readings, kept)];
}

/** A line of a CI job that the model keeps nothing of is a line of the job all the same. */
function jobsAround(
  stack: Stack,
  line: LineAddress,
  readings: readonly Reading[],
  known: readonly Touched[],
): readonly Touched[] {
  const told = new Set(known.filter((t) => t.kind === "pipeline").map((t) => t.name));
  const jobs = readings.flatMap(({ job }) => (job ? [job] : []));
  const isJob = ({ path, span }: Place): boolean =>
    jobs.some((job) => job.path === path && job.startLine === span.startLine);
  return kinds
    .flatMap((kind) => kind.touched(stack, line, isJob))
    .filter((t) => t.kind === "pipeline" && !told.has(t.name))
    .map((t) => ({ ...t, mentions: [lineOfIt(line)] }));
}

function lineOfIt({ path, line }: LineAddress): Mention {
  const span = { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
  return { place: { path, span }, role: "is a line of it", defines: false };
}

/** What is told of them: what the line defines first, and many that it serves in one way as one. */
export function subjectsOf(touched: readonly Touched[], line: LineAddress): readonly Subject[] {
  const groups = grouped(oncePerService(touched, line), ({ one }) => [
    one.kind,
    relationOf(one, line),
    rolesOf(one, line),
  ]);
  const subjects = groups.flatMap((group) => toldOf(group, line));
  return [...subjects.filter((s) => s.relation === "is"), ...subjects.filter((s) => s.relation === "step")];
}

interface Shared {
  readonly one: Touched;
  /** Further services that have the same thing. */
  readonly alsoIn: readonly string[];
}

/** Code that several services share makes the same thing in each of them. */
function oncePerService(touched: readonly Touched[], line: LineAddress): readonly Shared[] {
  const groups = grouped(touched, (t) => [t.kind, t.name, t.service === null ? "" : rolesOf(t, line), t.defined]);
  return groups.flatMap(([one, ...others]) =>
    one ? [{ one, alsoIn: others.flatMap(({ service }) => service ?? []) }] : [],
  );
}

function grouped<T>(list: readonly T[], key: (one: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const text = JSON.stringify(key(one));
    groups.set(text, [...(groups.get(text) ?? []), one]);
  }
  return [...groups.values()];
}

function toldOf(group: readonly Shared[], line: LineAddress): Subject[] {
  const told = ({ one, alsoIn }: Shared): Subject => {
    const relation = relationOf(one, line);
    return {
      kind: one.kind,
      relation,
      names: [one.name],
      roles: rolesOf(one, line),
      rows: [...(alsoIn.length === 0 ? [] : [row("also in", listed(alsoIn))]), ...one.rows(relation === "step")],
    };
  };
  const [first] = group;
  if (first === undefined || group.length <= mostAlike) return group.map(told);
  const { rows, ...shared } = told(first);
  const names = group.map(({ one }) => one.name);
  // Of many things that a line only serves, one says little of the others.
  return [{ ...shared, names, rows: shared.relation === "step" ? [] : [row("for example", first.one.name), ...rows] }];
}

function relationOf({ mentions }: Touched, line: LineAddress): Subject["relation"] {
  return mentions.some((m) => m.defines && m.place.span.startLine === line.line) ? "is" : "step";
}

/** What the line is to it. Of the longer stretches that it lies in, only the shortest says anything, and only if nothing begins here. */
function rolesOf({ mentions }: Touched, line: LineAddress): readonly string[] {
  const here = mentions.filter(({ place }) => place.span.startLine === line.line);
  if (here.length > 0) return merged(here);
  const begin = Math.max(...mentions.map(({ place }) => place.span.startLine));
  const around = mentions.filter(({ place }) => place.span.startLine === begin);
  return merged(around).map((role) => `is part of what ${role}, beginning on line ${begin}`);
}

/** One role in several environments is one sentence. */
function merged(mentions: readonly Mention[]): readonly string[] {
  const roles = [...new Set(mentions.map((m) => m.role))];
  return roles.map((role) => {
    const environments = mentions.flatMap((m) => (m.role === role ? (m.environment ?? []) : []));
    return environments.length === 0 ? role : `${role} in ${listed(environments, 6)}`;
  });
}
