import { type Location, locate } from "../../src/model/location.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import { listed } from "../../src/model/wording.ts";

/** Whether a job tests or evaluates what the agent is made of, or may do so. */
export function testsTheAgent({ roles, reaches, opaque }: Pipeline): boolean {
  return roles.some((role) => role === "test" || role === "eval") && (reaches.length > 0 || opaque.length > 0);
}

/** Whether a write was followed; an eval that could not be followed runs the agent, and is handed what it needs to write. */
export function writes(job: Pipeline): boolean {
  return (
    job.reaches.some((reach) => reach.writes) ||
    (isOpaque(job) && job.reaches.length === 0 && job.roles.includes("eval"))
  );
}

/** Whether something of it could not be followed. */
export function isOpaque({ opaque }: Pipeline): boolean {
  return opaque.length > 0;
}

/** The first reaches of a job, those that write before the others, with the way there. */
export function reachLocations({ reaches }: Pipeline): Location[] {
  const ordered = [...reaches.filter((reach) => reach.writes), ...reaches.filter((reach) => !reach.writes)];
  return ordered
    .slice(0, 3)
    .flatMap(({ what, name, at, path, writes }) => [
      ...path.slice(0, 4).map((place) => locate(place, "leads there")),
      locate(at, what, `${name}${writes ? ", which writes" : ""}`),
    ]);
}

/** How a person would call the job. */
export function nameOf({ workflow, job }: Pipeline): string {
  return `${workflow}/${job}`;
}

/** What it runs, for a sentence. */
export function runsOf({ reaches, roles }: Pipeline): string {
  const written = reaches.filter((reach) => reach.writes);
  if (written.length > 0) return `code that writes through ${listed(written.map(({ name }) => name))}`;
  return reaches.length > 0 ? listed(reaches.map(({ name }) => name)) : roles.includes("eval") ? "an eval" : "tests";
}

/** The job, what it is handed and what it reaches. */
export function jobLocations(job: Pipeline): Location[] {
  return [
    locate(job.at, "CI job", nameOf(job)),
    ...environmentLocation(job),
    ...job.ephemeral.map(({ what, at }) => locate(at, "ephemeral", what)),
    ...job.credentials.map(({ variable, at }) => locate(at, "CI", variable)),
    ...reachLocations(job),
  ];
}

/** The GitHub environment that it names, if it does. */
export function environmentLocation({ environment }: Pipeline): Location[] {
  if (!environment) return [];
  const { at, from, name } = environment;
  return [
    locate(at, name, "the job acts in this environment"),
    ...(from ? [locate(from, name, "the caller names the environment")] : []),
  ];
}
