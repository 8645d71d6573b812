import { classOf, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { PipelineRole } from "../../model/pipeline.ts";
import type { EnvironmentNames } from "../environment-variables.ts";
import { isPicked } from "./environments.ts";
import type { Command, Variable } from "./job.ts";
import { readOptions, valuesOf } from "./options.ts";
import { rolesOfCommand, saidEnvironment } from "./roles.ts";

interface Evidence {
  readonly roles: readonly PipelineRole[];
  readonly environment: { readonly name: string } | null;
  readonly commands: readonly Command[];
  readonly variables: readonly Variable[];
  readonly namesEnvironment: EnvironmentNames;
  readonly matrix: readonly string[];
  /** Job, workflow, file. */
  readonly names: readonly string[];
}

const acting: ReadonlySet<PipelineRole> = new Set(["deploy", "run", "ingest", "migrate"]);

/**
 * The environment that a deploying, running, ingesting or migrating job acts as; null if nothing says. Two commands that
 * say different things leave it open: a guess would bind one environment's secrets to the other.
 */
export function environmentActedAs(evidence: Evidence): string | null {
  if (!evidence.roles.some((role) => acting.has(role))) return null;
  const { environment } = evidence;
  if (environment && isPicked(environment)) return null;
  const said = saidEnvironment(evidence)?.toLowerCase() ?? null;
  // `environment: fly` says whose secrets the job gets; which environment it acts as is said elsewhere. And a program that is
  // told that it is staging is staging, with production's secrets.
  if (environment && classOf(environment.name) !== "other")
    return said !== null && keyOf(said) !== keyOf(environment.name) ? said : environment.name.toLowerCase();
  const told = environmentsTold(evidence.commands);
  if (told.length > 0) return told.length === 1 ? (told[0] ?? null) : null;
  if (said !== null) return said;
  if (environment) return environment.name.toLowerCase();
  for (const names of [evidence.matrix, ...evidence.names.map((name) => [name])]) {
    const found = environmentIn(names.join(" "));
    if (found !== null) return found;
  }
  return null;
}

/** Whether a command does something to an environment, and does not merely check. */
export function isActing(command: Command): boolean {
  return rolesOfCommand(command).some((role) => acting.has(role));
}

/** The environments that acting commands say they act on; `prod` and `production` are one. */
export function environmentsTold(commands: readonly Command[]): readonly string[] {
  const told = commands.filter(isActing).flatMap((command) => {
    const own = toldByCommand(command);
    return own.length > 0
      ? own
      : [...command.names]
          .reverse()
          .flatMap((name) => environmentIn(name) ?? [])
          .slice(0, 1);
  });
  return [...new Map(told.map((name) => [keyOf(name), name])).values()];
}

function keyOf(name: string): string {
  const found = classOf(name);
  return found === "other" ? name : found;
}

/** What one command says of the environment it acts on. */
export function toldByCommand(command: Command): readonly string[] {
  const { args, runner } = command.program;
  const options = readOptions(args, valued);
  const named = [
    ...valuesOf(options, "env", "environment", "stage", "target-env"),
    ...(shortEnvironment.test(runner) ? valuesOf(options, "e") : []),
    ...(shortStage.has(runner) ? valuesOf(options, "s") : []),
  ];
  const plain = named.filter((name) => /^[\w-]+$/.test(name)).map((name) => name.toLowerCase());
  if (plain.length > 0) return plain;
  if (options.values.has("prod") || options.values.has("production")) return ["production"];
  const hints = [
    ...valuesOf(options, ...hinting),
    ...options.positionals,
    ...command.environmentFiles,
    ...args.filter((arg) => /^-?-?var-file=/.test(arg)),
  ];
  const found = hints.flatMap((hint) => environmentIn(hint.slice(hint.lastIndexOf("/") + 1)) ?? []);
  if (found.length > 0) return [...new Set(found)];
  // `vercel deploy` without --prod makes a preview.
  return runner === "vercel" && /\bdeploy\b/.test(command.text) ? ["preview"] : [];
}

/** Tools whose `-e` is an environment; elsewhere it sets a variable or runs a script. */
const shortEnvironment = /wrangler|railway|trigger\.dev|^runx$|^azd$/;
const shortStage = new Set(["serverless", "sls", "sst", "pulumi"]);
const hinting = [
  "c",
  "config",
  "f",
  "values",
  "context",
  "kube-context",
  "n",
  "namespace",
  "var-file",
  "stack",
  "project",
  "p",
  "cluster",
  "service",
  "app",
  "a",
  "stack-name",
  "function-name",
  "branch",
  "w",
  "workspace",
  "profile",
  "env-file",
];
const valued = new Set([
  ...hinting,
  "env",
  "environment",
  "stage",
  "e",
  "s",
  "target-env",
  "token",
  "scope",
  "region",
  "image",
  "tag",
  "set",
  "message",
  "m",
  "t",
]);

/** The environment word in a name: `fly.staging.toml`, `values-prod.yaml`, `deploy-staging`. */
export function environmentIn(name: string): string | null {
  const whole =
    /^(?:fly|wrangler|values|serverless|app|docker-compose|compose|cloudbuild)[.-]([\w-]+)\.(?:toml|ya?ml|jsonc?)$/.exec(
      name,
    )?.[1];
  if (whole !== undefined) return whole.toLowerCase();
  // `Trigger.dev` is a product, `workers.dev` a host, and `azure-dev.yml` the Azure Developer CLI's workflow.
  const text = name
    .replace(/azure-dev\b/i, " ")
    .replace(/(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:dev|local|live|test)\b(?!\.)/gi, " ");
  const words = splitWords(text).filter((word) => isEnvironmentWord(word) && !ambiguous.has(word));
  return words.length > 0 && classOf(words.join(" ")) !== "other" ? (words[0] ?? null) : null;
}

/** Words that name what is done far more often than where. */
const ambiguous = new Set([
  "test",
  "tests",
  "testing",
  "e2e",
  "eval",
  "evals",
  "unittest",
  "ci",
  "integration",
  "review",
  "stage",
  "live",
  "acceptance",
  "qa",
  "local",
  "canary",
  "sandbox",
]);
