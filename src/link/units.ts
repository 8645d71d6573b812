import { namesEnvironment as known, loadsBaseFile } from "../catalog/environment-names.ts";
import { stackSettings } from "../catalog/infrastructure/pulumi-settings.ts";
import { classOf, type EnvironmentClass, isEnvironmentWord, splitWords } from "../model/environment.ts";
import type { BindingsFact, BindingValue, Fact, Located, PackageFact } from "../model/facts.ts";
import type { Place } from "../model/location.ts";
import type { BoundValue } from "../model/stack.ts";
import { withContainers } from "./compose-projects.ts";
import type { EnvironmentNames } from "./environment-variables.ts";
import { withKeptVariables } from "./kept-variables.ts";
import { ancestors, directoryOf } from "./program/resolve.ts";

/** One block of variables with what precedence and completeness it has in its environment. */
export interface Block {
  readonly values: ReadonlyMap<
    string,
    {
      readonly value: BindingValue | { readonly kind: "bound"; readonly bound: BoundValue };
      readonly place: Place;
      /** Places that lead from there to the program. */
      readonly via?: readonly Place[];
    }
  >;
  /** Whether a variable left out here is left out of the environment, or a platform may still set it: any, or secrets. */
  readonly complete: boolean | "but-secrets";
  /** All that its container is given, whatever else is said of the environment. */
  readonly isWhole?: true;
  readonly source: string;
  /** GitHub environment whose secrets its references mean. */
  readonly scope: string | null;
  readonly declared: Place;
  readonly unit: string;
  /** Whether it is what compose puts into the container of its unit, which no other container sees. */
  readonly inContainer?: true;
  /** Names that start like this are said here or nowhere, whatever else the environment has. */
  readonly closesUnder?: string;
  /** A place in a secret store, all of whose variables the environment has beside these. */
  readonly holds?: Held;
}

export interface Held {
  readonly store: string;
  readonly name: string;
  /** Whose account the name counts in is not said. */
  readonly unplaced?: true;
  readonly at: Place;
}

export interface UnitEnvironment {
  readonly name: string;
  readonly class: EnvironmentClass;
  /** First found wins. */
  readonly blocks: readonly Block[];
  readonly declaredAt: readonly Place[];
  /** Further names of it, where the settings put several together. */
  readonly alsoCalled?: readonly string[];
  /** Accounts of a cloud in which the environment keeps what is told by a name alone. */
  readonly accounts?: readonly Account[];
  /** Names of the containers that its own compose project starts beside it. */
  readonly containers?: ReadonlySet<string>;
}

/** An account as the repository tells it from others: equal labels are one account. */
export interface Account {
  readonly cloud: string;
  readonly label: string;
  readonly at: Place;
}

/** A folder whose configuration declares environments; all code below it runs in them. */
export interface Unit {
  readonly directory: string;
  readonly environments: ReadonlyMap<string, UnitEnvironment>;
}

/** Variables that a CI job hands to an environment it deploys or runs. */
export interface JobBindings {
  readonly environment: string;
  readonly scope: string | null;
  readonly directory: string;
  readonly at: Place;
  readonly variables: readonly { readonly variable: string; readonly value: BoundValue; readonly at: Place }[];
  readonly holds?: Held;
}

interface Draft {
  readonly directory: string;
  readonly environment: string | null;
  readonly layer: BindingsFact["layer"];
  readonly block: Block;
  readonly rank: number;
  /** In a folder of its own, where nothing loads it by itself. */
  readonly apart?: boolean;
  /** Taken in by name, so that whoever takes it in says whose it is. */
  readonly isTakenIn?: boolean;
  /** All that a block of a Worker's file says, its resources too. */
  readonly says?: ReadonlyMap<string, string>;
}

/** Containers of these images are infrastructure beside the agent, and their variables configure the image. */
const infrastructure =
  /(^|\/)(postgres|pgvector|postgis|timescaledb|mysql|mariadb|mongo|redis|valkey|qdrant|weaviate|chroma|milvus|etcd|minio|elasticsearch|opensearch|kibana|rabbitmq|zookeeper|kafka|cp-kafka|nginx|traefik|caddy|localstack|mailhog|jaeger|grafana|prometheus|otel|opentelemetry|adminer|pgadmin|clickhouse|langfuse|n8n|ollama)[^/]*$/i;

/** Joins the blocks of all configuration files into units and their environments. */
export function readUnits(
  facts: readonly Located<Fact>[],
  namesEnvironment: EnvironmentNames = known,
  isDeclared: (name: string) => boolean = () => false,
): readonly Unit[] {
  const files = new Map<string, Located<BindingsFact>[]>();
  const bindings = facts.filter((f): f is Located<BindingsFact> => f.kind === "bindings");
  for (const fact of withKeptVariables(bindings, facts)) {
    const list = files.get(fact.path);
    if (list) list.push(fact);
    else files.set(fact.path, [fact]);
  }
  const packages = facts.filter((f): f is Located<PackageFact> => f.kind === "package");
  const homes = new Set(packages.map((p) => directoryOf(p.path)));
  const drafts = [...files.values()]
    .flat()
    .filter((f) => !isInfrastructure(f))
    .flatMap((f) => draftsOf(f, files, homes, { namesEnvironment, isDeclared }));
  const byDirectory = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const list = byDirectory.get(draft.directory);
    if (list) list.push(draft);
    else byDirectory.set(draft.directory, [draft]);
  }
  const units = [...byDirectory]
    .map(([directory, list]) => unitOf(directory, list, packages))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
  return withContainers(units, facts);
}

function isInfrastructure(fact: BindingsFact): boolean {
  return (
    (fact.source === "compose" || fact.source === "yaml-config") &&
    fact.hints.some((h) => h.kind === "image" && isInfrastructureImage(h.text))
  );
}

/** Whether a container runs a product beside the agent, and not the agent. */
export function isInfrastructureImage(image: string): boolean {
  return infrastructure.test(image.replace(/[:@].*$/, ""));
}

/** The package that a configuration file belongs to: `deploy/staging.env` configures the package above `deploy`. */
function homeOf(path: string, homes: ReadonlySet<string>): string {
  const directory = directoryOf(path);
  return ancestors(directory).find((d) => homes.has(d)) ?? directory;
}

/** The folder of the program that a block configures: where it is built from, or the package that is called like it. */
function homeOfFact(fact: Located<BindingsFact>, files: Files, homes: ReadonlySet<string>): string {
  const own = homeOf(fact.path, homes);
  const folder = fact.folder ?? folderOfService(fact, files);
  if (folder !== undefined) {
    const built = ancestors(folder).find((d) => homes.has(d));
    if (built !== undefined) return built;
  }
  if (fact.service === null || !byService.has(fact.source)) return own;
  const name = unitName(fact);
  // In a monorepo the configuration of all services may stand in one folder.
  const called = [...homes].filter((d) => d !== "" && d.slice(d.lastIndexOf("/") + 1) === name);
  const isAbove = own === "" || !homes.has(own);
  return isAbove && called.length === 1 ? (called[0] ?? own) : own;
}

const byService: ReadonlySet<BindingsFact["source"]> = new Set(["compose", "yaml-config"]);

/** Of a compose file only the base may say where a service is built. */
function folderOfService({ source, service, path }: Located<BindingsFact>, files: Files): string | undefined {
  if (source !== "compose" || service === null) return undefined;
  for (const [other, facts] of files) {
    if (directoryOf(other) !== directoryOf(path)) continue;
    const found = facts.find(
      (fact) => fact.source === "compose" && fact.service === service && fact.folder !== undefined,
    );
    if (found) return found.folder;
  }
  return undefined;
}

type Files = ReadonlyMap<string, readonly Located<BindingsFact>[]>;

const rankOf: Readonly<Record<BindingsFact["source"], number>> = {
  compose: 0,
  wrangler: 1,
  fly: 1,
  vercel: 1,
  railway: 1,
  render: 1,
  netlify: 1,
  serverless: 1,
  platform: 1,
  pulumi: 1,
  program: 1,
  dotenv: 2,
  "yaml-config": 3,
  dockerfile: 4,
};

/** What tells that a variable, or its value, names an environment. */
interface Naming {
  readonly namesEnvironment: EnvironmentNames;
  readonly isDeclared: (name: string) => boolean;
}

function draftsOf(
  fact: Located<BindingsFact>,
  files: Files,
  homes: ReadonlySet<string>,
  naming: Naming,
): readonly Draft[] {
  const directory = homeOfFact(fact, files, homes);
  const environment = environmentOf(fact, naming);
  const rank = rankOf[fact.source] * 10 + (fact.layer === "base" ? 5 : fact.layer === "override" ? 0 : 2);
  const own: Draft = {
    directory,
    environment,
    layer: fact.layer,
    block: blockOf(fact),
    rank,
    ...(fact.source === "dotenv" && directoryOf(fact.path) !== directory ? { apart: true } : {}),
    ...(fact.source === "dotenv" && fact.service !== null && isTakenIn(fact.path, files) ? { isTakenIn: true } : {}),
    ...(fact.source === "wrangler"
      ? { says: new Map(fact.entries.map(({ name, value }) => [name, JSON.stringify(value)])) }
      : {}),
  };
  return [
    own,
    ...includedBy(fact, files).map(
      (block, i): Draft => ({ directory, environment, layer: fact.layer, block, rank: rank + 2 + i }),
    ),
    ...extended(fact, files, []).map(
      (block, i): Draft => ({ directory, environment, layer: fact.layer, block, rank: rank + 3 + i }),
    ),
  ].flatMap((draft) => [draft, ...inherited(draft, fact, files)]);
}

function isTakenIn(path: string, files: Files): boolean {
  return [...files.values()].some((facts) => facts.some(({ includes }) => includes.some((one) => one.path === path)));
}

/** What a compose service has from those in other files that it extends. */
function extended(fact: Located<BindingsFact>, files: Files, seen: readonly string[]): readonly Block[] {
  const { extends: base } = fact;
  const key = `${base?.path}\0${base?.service}`;
  if (!base || seen.includes(key)) return [];
  const found = files.get(base.path)?.find((other) => other.source === "compose" && other.service === base.service);
  if (!found) return [];
  return [blockOf(found), ...includedBy(found, files), ...extended(found, files, [...seen, key])];
}

/** The dotenv files a compose service takes in, the last one first: it wins. */
function includedBy(fact: Located<BindingsFact>, files: Files): readonly Block[] {
  return [...fact.includes].reverse().flatMap((include) =>
    (files.get(include.path) ?? [])
      .filter((file) => !isInfrastructure(file))
      .map((file) => ({
        ...takenIn(blockOf(file), { path: fact.path, span: include.span }, unitName(fact)),
        inContainer: true as const,
      })),
  );
}

/** One file may serve several environments: what tells them apart is the line that takes it in. */
function takenIn(block: Block, by: Place, unit: string): Block {
  const values = new Map([...block.values].map(([name, held]) => [name, { ...held, via: [...(held.via ?? []), by] }]));
  return { ...block, values, unit };
}

/**
 * An override file is laid over the base file of its folder: the service has the base's variables and env files too,
 * wherever it does not say otherwise. That sharing is easily missed, since the override looks complete.
 */
function inherited(own: Draft, fact: Located<BindingsFact>, files: Files): readonly Draft[] {
  if (
    fact.source !== "compose" ||
    fact.layer !== "override" ||
    own.environment === null ||
    own.block.declared.path !== fact.path
  )
    return [];
  const bases = [...files.values()]
    .flat()
    .filter(
      (f) =>
        f.source === "compose" &&
        f.layer === "base" &&
        f.environment === null &&
        f.service === fact.service &&
        directoryOf(f.path) === directoryOf(fact.path),
    );
  return bases.flatMap((base) => [
    { ...own, block: blockOf(base), rank: own.rank + 1 },
    ...includedBy(base, files).map((block, i): Draft => ({ ...own, block, rank: own.rank + 6 + i })),
  ]);
}

/** The environment that a block says it is, by its own variables first, then by names around it. */
function environmentOf(fact: Located<BindingsFact>, { namesEnvironment, isDeclared }: Naming): string | null {
  if (fact.environment !== null) return fact.environment.toLowerCase();
  for (const entry of fact.entries) {
    if (namesEnvironment(entry.name) !== "environment" || entry.value.kind !== "literal") continue;
    const text = entry.value.sealed.text;
    if (text && (classOf(text) !== "other" || isDeclared(text))) return text.toLowerCase();
  }
  const names = [
    ...fact.hints.filter((h) => h.kind === "profile").map((h) => h.text),
    ...fact.includes.map((i) => i.path.slice(i.path.lastIndexOf("/") + 1)),
    fact.service ?? "",
  ];
  for (const name of names) {
    const word = splitWords(name).find(isEnvironmentWord);
    if (word && classOf(name) !== "other") return word;
  }
  return fact.source === "platform" ? modeThatTells(fact, namesEnvironment) : null;
}

/** `NODE_ENV=staging` is no mode of any runtime, so it says where the program runs; `production` says only how. */
function modeThatTells(fact: Located<BindingsFact>, namesEnvironment: EnvironmentNames): string | null {
  for (const { name, value } of fact.entries) {
    const text = value.kind === "literal" ? value.sealed.text : undefined;
    if (text === undefined || namesEnvironment(name) !== "runtime-mode") continue;
    if (/^(?:staging|preview)$/.test(classOf(text))) return text.toLowerCase();
  }
  return null;
}

function blockOf(fact: Located<BindingsFact>): Block {
  const values = new Map<string, { value: BindingValue; place: Place; via?: readonly Place[] }>();
  for (const entry of fact.entries) {
    const place = { path: entry.path ?? fact.path, span: entry.span };
    // A binding to a stored secret is read like any variable; other resources are stores and not texts.
    if (entry.resource === undefined || entry.value.kind === "reference")
      values.set(entry.name, { value: entry.value, place, ...(entry.via ? { via: entry.via } : {}) });
  }
  return {
    values,
    complete: isComplete(fact),
    ...(fact.isWhole ? { isWhole: true as const } : {}),
    source: fact.source,
    scope: null,
    declared: { path: fact.path, span: fact.span },
    unit: unitName(fact),
    ...(fact.source === "compose" ? { inContainer: true as const } : {}),
    ...(fact.source === "pulumi" && !fact.platformMayAdd ? { closesUnder: stackSettings } : {}),
    ...(fact.holds ? { holds: { ...fact.holds, at: { path: fact.path, span: fact.span } } } : {}),
  };
}

/** A deployment by wrangler drops the variables that its file leaves out, unless it is told to keep them; secrets stay. */
function isComplete({ source, platformMayAdd, isWhole }: BindingsFact): Block["complete"] {
  if (source === "wrangler") return platformMayAdd === true ? false : "but-secrets";
  return source === "dotenv" || source === "compose" || isWhole === true;
}

/** `agent-staging` and `agent-production` are one service in two environments. */
function unitName(fact: Located<BindingsFact>): string {
  const name = fact.service ?? directoryOf(fact.path).split("/").at(-1) ?? "";
  const kept = name.split(/[-_.]/).filter((part) => !isEnvironmentWord(part));
  return kept.join("-") || name;
}

function unitOf(directory: string, drafts: readonly Draft[], packages: readonly Located<PackageFact>[]): Unit {
  const named = new Map<string, Draft[]>();
  const add = (name: string, draft: Draft): void => {
    const list = named.get(name);
    if (list) list.push(draft);
    else named.set(name, [draft]);
  };
  const unnamed = drafts.filter((d) => d.environment === null);
  for (const draft of drafts) if (draft.environment !== null) add(draft.environment, draft);
  const names = [...named.keys()];
  for (const draft of unnamed) {
    const repeating = repeatingBlock(draft, drafts);
    // What says nothing but what production's block says is production's top level.
    if (repeating !== null) add(repeating, { ...draft, rank: draft.rank + 20 });
    else placeUnnamed(draft, names, add, directory, packages);
  }
  const environments = new Map<string, UnitEnvironment>();
  for (const [name, list] of named) {
    const blocks = [...list].sort((a, b) => a.rank - b.rank).map((d) => d.block);
    environments.set(name, {
      name,
      class: classOf(name),
      blocks,
      declaredAt: blocks
        .filter((b, i) => blocks.findIndex((x) => x.declared.path === b.declared.path) === i)
        .map((b) => b.declared),
    });
  }
  return { directory, environments };
}

/** The name of production's block of the same file, where it repeats all that a Worker's top level says. */
function repeatingBlock(draft: Draft, drafts: readonly Draft[]): string | null {
  const own = draft.says;
  if (!own || own.size === 0) return null;
  const found = drafts.find(
    ({ environment, says, block }) =>
      environment !== null &&
      classOf(environment) === "production" &&
      block.declared.path === draft.block.declared.path &&
      [...own].every(([name, value]) => says?.get(name) === value),
  );
  return found?.environment ?? null;
}

/** Decides which environments a block without a name belongs to. */
function placeUnnamed(
  draft: Draft,
  names: readonly string[],
  add: (name: string, draft: Draft) => void,
  directory: string,
  packages: readonly Located<PackageFact>[],
): void {
  const has = (cls: EnvironmentClass): boolean => names.some((n) => classOf(n) === cls);
  const own = names.find((n) => classOf(n) === "development") ?? "development";
  switch (draft.block.source) {
    case "dotenv":
      if (draft.isTakenIn) return;
      // Whoever loads `env/.env` beside `env/.env.staging` does so by name, as the base of the named one.
      if (draft.apart && names.length > 0) {
        for (const name of names) add(name, { ...draft, rank: draft.rank + 10 });
        return;
      }
      add(own, draft);
      // Some frameworks load `.env` below `.env.<mode>`; without such a loader nothing says that others see it.
      if (draft.layer === "base" && loadsBase(directory, packages))
        for (const name of names) if (name !== own) add(name, { ...draft, rank: draft.rank + 10 });
      return;
    case "compose":
      if (names.length === 0) add("development", draft);
      else for (const name of names) add(name, { ...draft, rank: draft.rank + 5 });
      return;
    case "wrangler":
      // The top level deploys under no name: it is what production runs unless `env.production` exists.
      add(has("production") ? "default" : "production", draft);
      return;
    case "fly":
    case "render":
    case "platform":
      // One file a deployment: the one that names no environment, beside others that do, is production's.
      if (draft.layer === "whole" && !has("production") && names.length > 0) add("production", draft);
      else for (const name of names) add(name, { ...draft, rank: draft.rank + 10 });
      return;
    default:
      for (const name of names) add(name, { ...draft, rank: draft.rank + 10 });
  }
}

function loadsBase(directory: string, packages: readonly Located<PackageFact>[]): boolean {
  return packages.some((p) => {
    const home = directoryOf(p.path);
    const inside =
      home === directory ||
      directory.startsWith(`${home}/`) ||
      home.startsWith(directory === "" ? "" : `${directory}/`);
    return inside && p.dependencies.some((d) => loadsBaseFile(d.name));
  });
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

/** `prod` in a workflow and `production` in a dotenv file are one environment if no other shares the class. */
export function sameEnvironment(name: string, known: readonly string[]): string | null {
  const lower = name.toLowerCase();
  if (known.includes(lower)) return lower;
  const cls = classOf(lower);
  const alike = cls === "other" ? [] : known.filter((k) => classOf(k) === cls);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function jobBlock(job: JobBindings): Block {
  const values = new Map(
    job.variables.map((v) => [v.variable, { value: { kind: "bound", bound: v.value } as const, place: v.at }]),
  );
  const held = job.holds ? { holds: job.holds } : {};
  return { values, complete: false, source: "workflow", scope: job.scope, declared: job.at, unit: "", ...held };
}
