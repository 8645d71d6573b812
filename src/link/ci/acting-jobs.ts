import type { JobBindings } from "../units/jobs.ts";
import { isActing } from "./acts-as.ts";
import type { Job } from "./job.ts";

/** What jobs hand to the environments they act as, once for each package that they act from. */
export function actingJobs(jobs: readonly Job[]): readonly JobBindings[] {
  return jobs.flatMap((job) => {
    const { actsAs, environment, at, variables, holds } = job;
    if (actsAs === null) return [];
    const base = {
      environment: actsAs,
      scope: environment?.name ?? null,
      at: environment?.at ?? at,
      variables,
      ...(holds ? { holds } : {}),
    };
    return directoriesOf(job).map((directory) => ({ ...base, directory }));
  });
}

/** A deployment that is started at the root, or where it cannot be told, may be that of any package. */
function directoriesOf({ commands }: Job): readonly string[] {
  const acting = commands.filter(isActing).map(({ program }) => program.packageDirectory ?? "");
  const found = [...new Set(acting)];
  return found.length === 0 || found.includes("") ? [""] : found;
}
