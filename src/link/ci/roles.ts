import { classOf, splitWords } from "../../model/environment.ts";
import type { PipelineRole } from "../../model/pipeline.ts";
import type { JobFact } from "../../model/workflow-facts.ts";
import type { EnvironmentNames } from "../environment-variables.ts";
import { knownAction } from "./actions.ts";
import type { Command, JobService, Variable } from "./job.ts";
import { isLocalText } from "./local.ts";

const order: readonly PipelineRole[] = ["deploy", "run", "ingest", "migrate", "test", "eval", "build", "other"];

/** What a job is there for. One that tests and then deploys does both. */
export function rolesOf(job: {
  readonly commands: readonly Command[];
  readonly services: readonly JobService[];
  readonly variables: readonly Variable[];
  readonly jobNames: readonly string[];
  /** What is called in place of steps and was not followed: names and arguments. */
  readonly called: readonly string[];
  /** What stands in place of steps that were not read. */
  readonly unread: JobFact["inPlaceOfSteps"] | null;
  readonly namesEnvironment: EnvironmentNames;
}): readonly PipelineRole[] {
  const roles = new Set<PipelineRole>();
  for (const command of job.commands) for (const role of rolesOfCommand(command)) roles.add(role);
  // A job whose commands are all hidden (`make deploy`, a script of the shell) is what it is called.
  const isHidden =
    [...roles].every((role) => role === "build") && job.commands.some(({ program }) => program.kind === "opaque");
  if (isHidden) for (const role of rolesOfNames(job.jobNames)) roles.add(role);
  if (job.called.length > 0) {
    const names = [...job.jobNames, ...job.called];
    for (const role of rolesOfNames(names)) roles.add(role);
    if (roles.size === 0 && probes.some((word) => wordsOf(names).has(word))) roles.add("test");
  }
  if (job.unread) {
    const named = rolesOfNames([...job.jobNames, ...job.unread.names]);
    // A stage holds jobs of every kind: lint stands beside the tests.
    for (const role of named.length > 0 ? named : rolesOfNames([job.unread.stage ?? ""])) roles.add(role);
  }
  if (roles.has("test") || roles.has("eval")) for (const role of setUp(job, roles)) roles.delete(role);
  // A program of the project that is told which environment it is in acts as that environment, whatever it is called.
  if (
    roles.size === 0 &&
    job.commands.some(({ program: { kind } }) => kind === "opaque" || kind === "script") &&
    saidEnvironment(job) !== null
  )
    roles.add("run");
  if (roles.size === 0) roles.add("other");
  return order.filter((role) => roles.has(role));
}

/** The environment that a job's own variables name: `APP_ENV: staging`. */
export function saidEnvironment({
  variables,
  namesEnvironment,
}: {
  readonly variables: readonly Variable[];
  readonly namesEnvironment: EnvironmentNames;
}): string | null {
  for (const { variable, value } of variables) {
    const text = value.kind === "literal" ? value.sealed.text : undefined;
    if (text !== undefined && namesEnvironment(variable) === "environment" && classOf(text) !== "other") return text;
  }
  return null;
}

/** The roles that one command gives its job. */
export function rolesOfCommand(command: Command): readonly PipelineRole[] {
  const { kind, runner } = command.program;
  switch (kind) {
    case "test-runner":
      return [saysEval(command) ? "eval" : "test"];
    case "eval-runner":
      return ["eval"];
    case "deploy":
      return ["deploy"];
    case "migrate":
      return [saysIngest(command.names) && /seed/.test(command.text) ? "ingest" : "migrate"];
    case "build":
      return ["build"];
    case "server":
      return ["run"];
    case "action":
      return [knownAction(runner)?.role ?? []].flat();
    case "script":
      return rolesOfScript(command);
    case "opaque":
      // What is the project's own is what it is called, unless it only shows what it would do.
      return /--dry-run/.test(command.text)
        ? ["build"]
        : rolesOfNames([...lastName(command), command.text.slice(0, 120)]);
    default:
      return [];
  }
}

function rolesOfScript(command: Command): readonly PipelineRole[] {
  const names = [...command.program.entryFiles, ...lastName(command)];
  const named = rolesOfNames(names);
  if (named.length > 0) return named;
  if (probes.some((word) => wordsOf(names).has(word))) return ["test"];
  return runs.some((word) => wordsOf(names).has(word)) ? ["run"] : [];
}

/** The innermost package script, or the step if no script stands in between. */
function lastName(command: Command): readonly string[] {
  return command.names.slice(-1);
}

const evals = ["eval", "evals", "evaluate", "evaluation", "evaluations", "evalite", "benchmark"];
const ingests = [
  "ingest",
  "ingestion",
  "index",
  "indexing",
  "indexer",
  "reindex",
  "embed",
  "embeddings",
  "embedding",
  "seed",
  "sync",
  "refresh",
  "crawl",
  "scrape",
  "vectorize",
  "backfill",
  "populate",
  "upsert",
];
const tests = ["test", "tests", "e2e", "smoke"];
/** What a script that tests without saying so is called; of a command line they say too little. */
const probes = [
  "check",
  "checks",
  "verify",
  "verification",
  "scenario",
  "scenarios",
  "regression",
  "regressions",
  "golden",
  "acceptance",
  "probe",
  "probes",
  "qa",
  "simulate",
  "simulation",
  "replay",
  "spec",
  "specs",
];
const deploys = ["deploy", "deploys", "deployment", "rollout", "promote", "ship"];
const migrates = ["migrate", "migration", "migrations"];
const builds = ["build", "lint", "typecheck", "compile", "format", "codegen", "typegen", "types"];
const runs = ["agent", "agents", "worker", "bot", "serve", "start", "run"];

function rolesOfNames(names: readonly string[]): readonly PipelineRole[] {
  const words = wordsOf(names);
  const has = (list: readonly string[]) => list.some((word) => words.has(word));
  const roles: PipelineRole[] = [];
  if (has(deploys)) roles.push("deploy");
  if (has(migrates)) roles.push("migrate");
  if (has(evals)) roles.push("eval");
  if (has(tests)) roles.push("test");
  // "integration tests seed the index": setting up a test is part of the test.
  if (has(ingests) && roles.length === 0) roles.push("ingest");
  if (has(builds) && roles.length === 0) roles.push("build");
  return roles;
}

/** A path counts by its file name and the folder it lies in; `index.ts` is an entry and indexes nothing. */
function wordsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) =>
      splitWords(
        name
          .replace(/(^|\/)index\.\w+$/, "")
          .split("/")
          .slice(-2)
          .join(" "),
      ),
    ),
  );
}

function saysEval(command: Command): boolean {
  const { configPath, testFilters } = command.program;
  const told = [...command.names, ...testFilters, configPath ?? ""].flatMap((name) => splitWords(name));
  return told.some((word) => evals.includes(word));
}

function saysIngest(names: readonly string[]): boolean {
  return names.flatMap((name) => splitWords(name)).some((word) => ingests.includes(word));
}

/** What a job does only to test it afterwards: start the server, fill the database that it brings along. */
function setUp(job: Parameters<typeof hasOwnDatabase>[0], roles: ReadonlySet<PipelineRole>): readonly PipelineRole[] {
  const started: readonly PipelineRole[] = roles.has("deploy") ? [] : ["run"];
  return hasOwnDatabase(job) ? [...started, "migrate", "ingest"] : started;
}

function hasOwnDatabase(job: {
  readonly services: readonly JobService[];
  readonly variables: readonly Variable[];
}): boolean {
  if (
    job.services.some(({ name, image }) =>
      /postgres|pgvector|mysql|mariadb|mongo|cockroach|timescale|supabase/i.test(`${name} ${image ?? ""}`),
    )
  )
    return true;
  return job.variables.some(
    ({ variable, value }) =>
      /DATABASE|POSTGRES|MYSQL|MONGO|_DB_|^DB_/.test(variable) && value.kind === "literal" && isLocalText(value.sealed),
  );
}
