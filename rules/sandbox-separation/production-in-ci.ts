import { isLiveIn } from "../../src/model/across-environments.ts";
import type { BoundValue } from "../../src/model/bound-value.ts";
import {
  compareValues,
  isIssuedPerRun,
  isLocal,
  isPublic,
  isRole,
  isScopedByName,
} from "../../src/model/bound-value.ts";
import { classOf } from "../../src/model/environment.ts";
import { compareIdentities, type Identity } from "../../src/model/identity.ts";
import { type Location, locate } from "../../src/model/location.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import type { Address } from "../../src/model/sealed.ts";
import type { Stack } from "../../src/model/stack.ts";
import type { StoreIdentity } from "../../src/model/store.ts";
import { describeIdentity, describeValue, distinctLocations } from "../../src/model/wording.ts";
import { isNamedForPipeline } from "./pipeline-credentials.ts";
import { canCarry, opensForWriting, storeOf } from "./write-access.ts";

export type AccessFault =
  | "production-credential"
  | "production-environment"
  | "production-store"
  | "shared-name"
  | "unscoped-secret";

/** Something of production that a CI job can write with. */
export interface ProductionAccess {
  readonly fault: AccessFault;
  /** The variable, or the store. */
  readonly name: string;
  readonly inJob: Location;
  readonly inProduction: readonly Location[];
  /** What leads from the job to it, where the job only says which environment's it takes. */
  readonly leading?: readonly Location[];
  readonly environments: readonly string[];
}

type JobCredential = Pipeline["credentials"][number];

/** What of production a test or eval job is handed, certain or suspected; nothing for what only reads or buys completions. */
export function productionAccess(stack: Stack, job: Pipeline): ProductionAccess[] {
  const writes = job.reaches.filter((reach) => reach.writes);
  const handed = job.credentials.filter(
    (credential) =>
      opensSomething(stack, job, credential) &&
      (writes.length === 0 || writes.some((reach) => canCarry(stack, credential.variable, reach))),
  );
  const byCredential = handed.flatMap((credential) => accessBy(stack, job, credential) ?? []);
  return [...byCredential, ...writes.flatMap((reach) => accessToStore(stack, job, reach))];
}

/** Whether a finding of this kind is proven by what was found, or waits for an answer. */
export function isCertain({ fault }: ProductionAccess): boolean {
  return fault !== "shared-name" && fault !== "unscoped-secret";
}

/** Whether it opens anything, and by what it opens production is not asked here. */
function opensSomething(stack: Stack, job: Pipeline, { variable, value }: JobCredential): boolean {
  if (isPublic(value) || isIssuedPerRun(value) || tellsNothing.test(variable)) return false;
  if (value.kind === "literal" && isRole(value.sealed)) return true;
  if (job.reaches.some(({ writes, carriedBy }) => writes && carriedBy?.includes(variable))) return true;
  // Of a key that no known client takes, all that tells is that production is handed the same.
  return (
    opensForWriting(stack, variable) ??
    (secretName.test(variable) && !isNamedForPipeline(variable) && isOfProduction(stack, job, value))
  );
}

function isOfProduction(stack: Stack, job: Pipeline, value: BoundValue): boolean {
  const { environment } = job;
  if (environment && isLiveIn(stack, environment.name) && isScopedTo(value, environment.name)) return true;
  return namesakes(stack, job, value).length > 0 || liveValues(stack).some((one) => isOneSecret(one.value, value));
}

/** Identifiers and keys for browsers. */
const tellsNothing =
  /(^|_)(ACCOUNT|PROJECT|ORG|TEAM|CLIENT|TENANT|APP|ZONE)_?ID$|^(NEXT_PUBLIC|VITE|EXPO_PUBLIC|PUBLIC|NUXT_PUBLIC|REACT_APP)_|(ANON|PUBLISHABLE|PUBLIC)(_API)?_KEY$/;

/** Names of keys. */
const secretName = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|DSN|CONNECTION_STRING/;

function accessBy(stack: Stack, job: Pipeline, credential: JobCredential): ProductionAccess | null {
  const { variable, value, at, via = [] } = credential;
  const inJob = locate(at, "CI", `${variable}: ${describeValue(value)}`);
  const found = (fault: AccessFault, counterparts: readonly LiveValue[]) => ({
    fault,
    name: variable,
    inJob,
    leading: via.map((place) => locate(place, "taken by default", variable)),
    inProduction: distinctLocations(counterparts.map((one) => one.location)).slice(0, 4),
    environments: [...new Set(counterparts.map(({ environment }) => environment))],
  });

  const live = liveValues(stack);
  const equal = live.filter((one) => isOneSecret(one.value, value));
  const { environment } = job;
  if (environment && isLiveIn(stack, environment.name) && isScopedTo(value, environment.name)) {
    return { ...found("production-environment", equal), environments: [environment.name] };
  }
  if (equal.length > 0) return found("production-credential", equal);
  const told = namesakes(stack, job, value);
  if (told.length > 0) return found("production-credential", told);

  const stores = addressedStores(stack, value);
  if (stores.length > 0) return found("production-store", stores);

  const fallsBack = live.filter((one) => compareValues(one.value, value) === "may-be-same");
  if (fallsBack.length > 0) return found("shared-name", fallsBack);
  return isOfUnknownClass(value) && !isToldApart(live, credential)
    ? found(
        "unscoped-secret",
        live.filter(({ variable: name }) => name === variable),
      )
    : null;
}

function accessToStore(stack: Stack, job: Pipeline, reach: Pipeline["reaches"][number]): ProductionAccess[] {
  const store = storeOf(stack, reach);
  if (!store) return [];
  const own = [job.actsAs, job.environment?.name ?? null];
  const declared = store.identities.filter(
    ({ environment }) => classOf(environment) === "ci" || own.includes(environment),
  );
  const inCi = [...declared, ...(reach.identities ?? [])];
  const live = store.identities.filter(({ environment }) => isLiveIn(stack, environment));
  return inCi.flatMap((here) => {
    if (isLiveIn(stack, here.environment)) return [];
    const same = live.filter((there) => isOneResource(here, there));
    if (same.length === 0) return [];
    return [
      {
        fault: "production-store" as const,
        name: store.name,
        inJob: locate(here.at, "CI", `${store.name}: ${describeIdentity(here.identity)}`),
        leading: here.via
          .filter(({ path }) => path === job.at.path)
          .map((place) => locate(place, "picked here", store.name)),
        inProduction: same.map(({ at, environment, identity }) => locate(at, environment, describeIdentity(identity))),
        environments: same.map(({ environment }) => environment),
      },
    ];
  });
}

/**
 * Addresses that a job is given and production alone has too. An address is no access; beside a credential of production
 * it says what that opens.
 */
export function productionTargets(stack: Stack, job: Pipeline): Location[] {
  const elsewhere = stack.bindings.filter(({ environment }) => !isLiveIn(stack, environment));
  const others = new Set(elsewhere.flatMap(({ value }) => targetIn(value) ?? []));
  const live = new Set(
    liveValues(stack)
      .flatMap(({ value }) => targetIn(value) ?? [])
      .filter((target) => !others.has(target)),
  );
  return job.credentials.flatMap(({ variable, value, at }) => {
    const target = targetIn(value);
    return target !== null && live.has(target) ? [locate(at, "CI", `${variable}: ${describeValue(value)}`)] : [];
  });
}

/** The open text of a URL that is not on whichever machine the job runs on. */
function targetIn(value: BoundValue): string | null {
  const text = value.kind === "literal" && !isLocal(value) ? value.sealed.text : undefined;
  return text !== undefined && /^[a-z][a-z0-9+.-]*:\/\//.test(text) ? text.replace(/\/+$/, "") : null;
}

interface LiveValue {
  readonly variable: string;
  readonly environment: string;
  readonly value: BoundValue;
  readonly location: Location;
}

/**
 * Deployments to production in the workflow of a job that is handed a secret named after production. The name alone says
 * little; in the workflow that deploys production it says which deployment is tested.
 */
function namesakes(stack: Stack, job: Pipeline, value: BoundValue): LiveValue[] {
  if (value.kind !== "reference" || value.scope !== null || classOf(value.name) !== "production") return [];
  return stack.pipelines.flatMap(({ at, actsAs, roles }) =>
    at.path === job.at.path && actsAs !== null && isLiveIn(stack, actsAs) && roles.includes("deploy")
      ? [
          {
            variable: value.name,
            environment: actsAs,
            value,
            location: locate(at, actsAs, "deployed by the same workflow"),
          },
        ]
      : [],
  );
}

/** Every value that production is known to hold, of all services: a job belongs to none. */
function liveValues(stack: Stack): LiveValue[] {
  const ofCredentials = stack.credentials.flatMap(({ name, values }) =>
    values.map((one) => ({ ...one, variable: name })),
  );
  // One environment has one value for a variable there; every job that hands it out is told here.
  const ofJobs = stack.pipelines.flatMap(({ actsAs, credentials }) =>
    actsAs === null ? [] : credentials.map((one) => ({ ...one, environment: actsAs })),
  );
  return [...ofCredentials, ...stack.bindings, ...ofJobs]
    .filter(({ environment }) => isLiveIn(stack, environment))
    .map(({ variable, environment, value, at }) => ({
      variable,
      environment,
      value,
      location: locate(at, environment, `${variable}: ${describeValue(value)}`),
    }));
}

/** Stores of production that a connection string in the job opens. */
function addressedStores(stack: Stack, value: BoundValue): LiveValue[] {
  const address = value.kind === "literal" ? value.sealed.address : undefined;
  if (!address) return [];
  return stack.stores.flatMap((store) =>
    store.identities
      .filter(({ environment, identity }) => isLiveIn(stack, environment) && isOpenedBy(identity, address))
      .map(({ environment, at, identity }) => ({
        variable: store.name,
        environment,
        value,
        location: locate(at, environment, `${store.name}: ${describeIdentity(identity)}`),
      })),
  );
}

/** The provider is left out, since a bare URL does not tell it, and so is what is named on an open connection. */
function isOpenedBy(identity: Identity, { host, name }: Address): boolean {
  return identity.kind === "known" && host !== null && identity.address.host === host && identity.address.name === name;
}

function isOneResource(here: StoreIdentity, there: StoreIdentity): boolean {
  const comparison = compareIdentities(here.identity, there.identity);
  return comparison === "same" || comparison === "same-with-sub-scope";
}

function isOneSecret(a: BoundValue, b: BoundValue): boolean {
  const comparison = compareValues(a, b);
  return comparison === "same" || comparison === "same-password" || comparison === "relabelled";
}

function isScopedTo(value: BoundValue, environment: string): boolean {
  return value.kind === "reference" && value.scope?.toLowerCase() === environment.toLowerCase();
}

/** A secret of no environment: an unscoped reference, or a value that cannot be seen. A word in its name makes it a test's. */
function isOfUnknownClass(value: BoundValue): boolean {
  if (value.kind === "reference") {
    const tells = value.scope !== null && isScopedByName(value) ? [value.scope, value.name] : [value.name];
    const isUnscoped = value.scope === null || isScopedByName(value);
    return isUnscoped && tells.every((name) => /^(other|production)$/.test(classOf(name)));
  }
  return value.kind === "unresolved";
}

/**
 * Whether production is known to use another value for the same variable. A literal says nothing here: the secret that
 * the job reads may hold it.
 */
function isToldApart(live: readonly LiveValue[], { variable, value }: JobCredential): boolean {
  const counterparts = live.filter((one) => one.variable === variable);
  return (
    counterparts.length > 0 &&
    counterparts.every((one) => one.value.kind === value.kind && compareValues(one.value, value) === "different")
  );
}
