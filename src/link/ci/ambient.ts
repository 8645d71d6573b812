import type { Credential } from "../../model/credential.ts";
import { samePlace } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Store } from "../../model/store.ts";
import type { Job } from "./job.ts";

/**
 * Credentials that a job has although no file hands them over: GitLab, CircleCI and Bitbucket give every job all
 * variables of the project. Only what opens a store that the job writes to is told, and only where the job does not say
 * itself which store that is. That the project has such a variable is not in the repository; to leave it out would call
 * the job harmless.
 */
export function withAmbient(
  jobs: readonly Job[],
  pipelines: readonly Pipeline[],
  credentials: readonly Credential[],
  stores: readonly Store[],
): readonly Pipeline[] {
  return pipelines.map((pipeline, i) => {
    const job = jobs[i];
    if (!job?.ambient) return pipeline;
    const { ambient } = job;
    const set = new Set([...job.variables, ...pipeline.credentials].map(({ variable }) => variable));
    // What deploys with a context or in an environment has all that is kept there, so that a test that shares it is told.
    const acts = pipeline.actsAs !== null && isScoped(ambient);
    const opened = acts
      ? stores
      : pipeline.reaches.flatMap((reach) => {
          const store = reach.store === null ? undefined : stores[reach.store];
          return reach.writes && store && (reach.identities ?? []).length === 0 ? [store] : [];
        });
    const names = credentials
      .filter((credential) => !set.has(credential.name) && opened.some((store) => opens(credential, store)))
      .map(({ name }) => name);
    const handed = [...new Set(names)].flatMap((variable) => {
      const value = ambient(variable);
      return value ? [{ variable, value, at: job.at }] : [];
    });
    return handed.length === 0 ? pipeline : { ...pipeline, credentials: [...pipeline.credentials, ...handed] };
  });
}

function opens({ provider, uses }: Credential, store: Store): boolean {
  return provider === store.provider || uses.some(({ place }) => samePlace(place, store.at));
}

function isScoped(ambient: NonNullable<Job["ambient"]>): boolean {
  const value = ambient("ANY_NAME");
  return value?.kind === "reference" && value.scope !== null;
}
