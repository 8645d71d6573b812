import type { LineAddress, Subject, SubjectKind } from "../model/explanation.ts";
import type { Reading } from "../model/line-view.ts";
import type { Place } from "../model/location.ts";
import type { Stack } from "../model/stack.ts";
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
    .map((t) => ({
      ...t,
      mentions: t.mentions.map((m): Mention => ({ ...m, role: "is a line of it", defines: false })),
    }));
}

/** What is told of them: what the line defines first, and many that it serves in one way as one. */
export function subjectsOf(touched: readonly Touched[], line: LineAddress): readonly Subject[] {
  const groups = new Map<string, Touched[]>();
  for (const one of touched) {
    const key = JSON.stringify([one.kind, relationOf(one, line), rolesOf(one, line)]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const subjects = [...groups.values()].flatMap((group) => toldOf(group, line));
  return [...subjects.filter((s) => s.relation === "is"), ...subjects.filter((s) => s.relation === "step")];
}

function toldOf(group: readonly Touched[], line: LineAddress): Subject[] {
  const [first] = group;
  if (first === undefined) return [];
  const one = (touched: Touched): Subject => ({
    kind: touched.kind,
    relation: relationOf(touched, line),
    names: [touched.name],
    roles: rolesOf(touched, line),
    rows: touched.rows(),
  });
  if (group.length <= mostAlike) return group.map(one);
  return [
    {
      ...one(first),
      names: group.map((t) => t.name),
      rows: first.rows().length > 0 ? [row("for example", first.name), ...first.rows()] : [],
    },
  ];
}

function relationOf({ mentions }: Touched, line: LineAddress): Subject["relation"] {
  return mentions.some((m) => m.defines && m.place.span.startLine === line.line) ? "is" : "step";
}

/** What the line is to it; a line inside a longer stretch says where that begins. */
function rolesOf({ mentions }: Touched, line: LineAddress): readonly string[] {
  const roles = mentions.map(({ role, place: { span } }) =>
    span.startLine === line.line ? role : `${role}, from line ${span.startLine} on`,
  );
  return [...new Set(roles)];
}

export function kindsOf(touched: readonly Touched[]): ReadonlySet<SubjectKind> {
  return new Set(touched.map((t) => t.kind));
}
