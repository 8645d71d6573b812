import type { Pipeline } from "../../model/pipeline.ts";
import type { Store, StoreIdentity } from "../../model/store.ts";
import type { EnvironmentNames } from "../environment-variables.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { identitiesIn } from "../stores/identity.ts";
import type { LinkedStore } from "../stores/stores.ts";
import type { Job } from "./job.ts";

/**
 * What a store that a job writes to is in that job, by the variables that the job itself sets: a bucket or an index that
 * is no address and no secret is told by nothing else.
 */
export function withJobStores(
  evaluator: Evaluator,
  jobs: readonly Job[],
  pipelines: readonly Pipeline[],
  stores: readonly Store[],
  linked: readonly LinkedStore[],
): readonly Pipeline[] {
  return pipelines.map((pipeline, i) => {
    const job = jobs[i];
    if (!job || job.variables.length === 0) return pipeline;
    const view = viewOfJob(job, evaluator.namesEnvironment);
    const reaches = pipeline.reaches.map((reach) => {
      const store = reach.store === null ? undefined : stores[reach.store];
      const own = store && reach.writes ? linked.find((l) => isStore(l.store, store)) : undefined;
      const identities = own ? identitiesOf(evaluator, own, view) : [];
      return identities.length > 0 ? { ...reach, identities } : reach;
    });
    return { ...pipeline, reaches };
  });
}

function isStore(a: Store, b: Store): boolean {
  return a.at === b.at && a.name === b.name && a.service === b.service;
}

function identitiesOf(evaluator: Evaluator, { uses }: LinkedStore, view: EnvironmentView): readonly StoreIdentity[] {
  const [first] = uses;
  const opened = first ? first.in(view).flatMap((handle) => identitiesIn(evaluator, handle, view)) : [];
  // What an assumption or a default gives may be otherwise in the job.
  return opened
    .filter(({ identity, assumption }) => identity.kind === "known" && assumption === null)
    .map((one) => ({ environment: view.name, ...one }));
}

/** A job as the environment of the code that it runs: it sets what it sets, and nothing is taken for granted. */
function viewOfJob(job: Job, namesEnvironment: EnvironmentNames): EnvironmentView {
  return {
    name: "ci",
    class: "ci",
    lookup: (variable) => {
      const own = job.variables.find((v) => v.variable === variable);
      if (own) return { kind: "bound", value: own.value, at: own.at, via: [] };
      const reason = `${variable} is not set by the job`;
      return namesEnvironment(variable) === "environment"
        ? { kind: "assumed", text: "ci" }
        : { kind: "unknown", reason, at: job.at };
    },
  };
}
