import type { LineAddress, Row } from "../../model/explanation.ts";
import type { Place } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Stack } from "../../model/stack.ts";
import { describeIdentity, describeValue, listed } from "../../model/wording.ts";
import { covers, defineKind, defines, row, serves } from "../kind.ts";

const mostCredentials = 8;
const mostReaches = 6;

/** A CI job: what starts it, what it runs, what it is handed and what it can reach. */
export const pipelines = defineKind<Pipeline>({
  kind: "pipeline",
  all: (stack) => stack.pipelines,
  name: ({ workflow, job }) => `${workflow}/${job}`,
  mentions: (pipeline) => [
    ...defines(pipeline.at, "declares it"),
    ...defines(pipeline.environment?.at, `names the ${environmentWord(pipeline)} it runs in`),
    ...pipeline.commands.flatMap(({ text, at }) => serves(at, `leads from the job to ${text}`)),
    ...pipeline.credentials.flatMap(({ variable, at }) => defines(at, `hands it ${variable}`)),
    ...pipeline.reaches.flatMap(({ name, writes, at, path }) => [
      ...serves(beginningOf(at), `is reached by it: ${name}${writes ? ", which writes" : ""}`),
      ...serves(path.map(beginningOf), `leads from the job to ${name}`),
    ]),
    ...pipeline.ephemeral.flatMap(({ what, at }) => serves(at, `replaces something real for it: ${what}`)),
    ...pipeline.opaque.flatMap(({ at }) => serves(at, "could not be followed")),
  ],
  rows: (pipeline, stack, line, isStep) => [
    ...(isStep && !isInJob(pipeline, line) ? stepRows(pipeline, stack, line) : allRows(pipeline, stack, line)),
  ],
  limits: (pipeline) => [
    ...(pipeline.environment
      ? [
          `Who has to approve the ${environmentWord(pipeline)}, which branches may use it and what its secrets are is set outside the repository.`,
        ]
      : []),
    ...(pipeline.credentials.some(({ value }) => value.kind === "reference")
      ? [
          `A secret of the ${environmentWord(pipeline)} answers before one of the ${isOfGithub(pipeline) ? "repository" : "project"}; under which of the two a name stands is not in the repository.`,
        ]
      : []),
    ...(pipeline.credentials.length === 0
      ? ["That it is handed no credential does not prove that it has none: a runner or a cloud role may bring its own."]
      : []),
    "What actions and workflows of other repositories do is not followed.",
  ],
});

function isOfGithub({ at }: Pipeline): boolean {
  return at.path.startsWith(".github/");
}

/** Other CI systems have environments, deployments or contexts, which are told apart by their files. */
function environmentWord(pipeline: Pipeline): string {
  return isOfGithub(pipeline) ? "GitHub environment" : "environment";
}

/** What a job comes to may be a whole tool: the line where that begins stands for it. */
function beginningOf({ path, span }: Place): Place {
  return { path, span: { ...span, endLine: span.startLine, endColumn: span.startColumn + 1 } };
}

function allRows(pipeline: Pipeline, stack: Stack, line: LineAddress): Row[] {
  return [
    row("started by", listed(pipeline.triggers) || "nothing that is named", [pipeline.at]),
    row("does", listed(pipeline.roles) || "nothing that was recognised"),
    ...(pipeline.environment
      ? [row("environment", `${environmentWord(pipeline)} ${pipeline.environment.name}`, [pipeline.environment.at])]
      : [
          row(
            "environment",
            `no ${environmentWord(pipeline)}, so its secrets are those of the ${isOfGithub(pipeline) ? "repository" : "project"}`,
          ),
        ]),
    ...(pipeline.actsAs === null ? [] : [row("acts as", pipeline.actsAs)]),
    ...commandRows(pipeline),
    ...credentialRows(pipeline, line),
    ...reachRows(pipeline, stack, line),
    ...pipeline.ephemeral.map(({ what, at }) => row("stands in", what, [at])),
    ...pipeline.opaque.map(({ reason, at }) => row("not seen", reason, [at])),
  ];
}

/** Code that a job comes to is told what job that is, and what it is handed; the rest stands with the job. */
function stepRows(pipeline: Pipeline, stack: Stack, line: LineAddress): Row[] {
  return [
    row("started by", listed(pipeline.triggers) || "nothing that is named", [pipeline.at]),
    row("does", listed(pipeline.roles) || "nothing that was recognised"),
    ...(pipeline.actsAs === null ? [] : [row("acts as", pipeline.actsAs)]),
    row(
      "is handed",
      listed(
        pipeline.credentials.map((c) => c.variable),
        mostCredentials,
      ) || "no credential",
    ),
    ...reachRows({ ...pipeline, reaches: throughLine(pipeline, line) }, stack, line),
  ];
}

function throughLine({ reaches }: Pipeline, line: LineAddress): Pipeline["reaches"] {
  return reaches.filter(({ at, path }) => [at, ...path].some((p) => covers(p, line)));
}

/** A line of the workflow itself. */
function isInJob({ at }: Pipeline, { path }: LineAddress): boolean {
  return at.path === path;
}

function commandRows({ commands }: Pipeline): Row[] {
  const texts = [...new Set(commands.map((c) => c.text))].slice(0, mostReaches);
  return texts.map((text) =>
    row(
      "runs",
      text,
      commands.filter((c) => c.text === text).map((c) => c.at),
    ),
  );
}

function credentialRows({ credentials }: Pipeline, line: LineAddress): Row[] {
  const first = credentials.filter(({ at }) => covers(at, line));
  const ordered = [...first, ...credentials.filter((c) => !first.includes(c))];
  const shown = ordered
    .slice(0, mostCredentials)
    .map(({ variable, value, at }) => row("is handed", `${variable}: ${describeValue(value)}`, [at]));
  const more = ordered.length - shown.length;
  if (ordered.length === 0) return [row("is handed", "no credential")];
  return more > 0 ? [...shown, row("is handed", `and ${more} more`)] : shown;
}

function reachRows({ reaches }: Pipeline, stack: Stack, line: LineAddress): Row[] {
  const first = reaches.filter(({ at, path }) => [at, ...path].some((p) => covers(p, line)));
  const ordered = [...first, ...reaches.filter((r) => !first.includes(r) && r.writes)];
  const rest = reaches.filter((r) => !ordered.includes(r));
  const all = [...ordered, ...rest];
  const shown = all.slice(0, mostReaches).map((r) => {
    const opens = [...new Set((r.identities ?? []).map((i) => describeIdentity(i.identity)))];
    const what = r.store === null ? "" : ` on ${stack.stores[r.store]?.name ?? "a store"}`;
    const where = opens.length === 0 ? "" : `, which it opens as ${listed(opens, 2)}`;
    return row("reaches", `the ${r.what} ${r.name}${what}${r.writes ? ", which writes" : ""}${where}`, [
      ...r.path.slice(-2),
      r.at,
    ]);
  });
  const more = all.length - shown.length;
  return more > 0 ? [...shown, row("reaches", `and ${more} more`)] : shown;
}
