import type { BoundValue } from "../../model/bound-value.ts";
import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { sameEnvironment } from "./same-environment.ts";
import type { Block, Held, Unit, UnitEnvironment } from "./unit.ts";

/** Variables that a CI job hands to an environment it deploys or runs. */
export interface JobBindings {
  readonly environment: string;
  readonly scope: string | null;
  readonly directory: string;
  readonly at: Place;
  readonly variables: readonly { readonly variable: string; readonly value: BoundValue; readonly at: Place }[];
  readonly holds?: Held;
}

/** Adds what CI jobs hand to the environments they act as. */
export function withJobs(units: readonly Unit[], jobs: readonly JobBindings[]): readonly Unit[] {
  const result = new Map<string, Map<string, UnitEnvironment>>(
    units.map((u) => [u.directory, new Map(u.environments)]),
  );
  for (const job of jobs) {
    const directory =
      [...result.keys()]
        .filter((d) => d === "" || job.directory === d || job.directory.startsWith(`${d}/`))
        .sort((a, b) => b.length - a.length)[0] ?? job.directory;
    const environments = result.get(directory) ?? new Map<string, UnitEnvironment>();
    result.set(directory, environments);
    const name = sameEnvironment(job.environment, [...environments.keys()]) ?? job.environment.toLowerCase();
    const before = environments.get(name);
    const block = jobBlock(job);
    environments.set(name, {
      name,
      class: classOf(name),
      blocks: [...(before?.blocks ?? []), block],
      declaredAt: [...(before?.declaredAt ?? []), job.at],
    });
  }
  return [...result]
    .map(([directory, environments]) => ({ directory, environments }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

function jobBlock(job: JobBindings): Block {
  const values = new Map(
    job.variables.map((v) => [v.variable, { value: { kind: "bound", bound: v.value } as const, place: v.at }]),
  );
  const held = job.holds ? { holds: job.holds } : {};
  return { values, complete: false, source: "workflow", scope: job.scope, declared: job.at, unit: "", ...held };
}
