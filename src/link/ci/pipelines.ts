import { isHeldSecret, isRole } from "../../model/bound-value.ts";
import { comparePlaces, samePlace } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Program } from "../program/program.ts";
import { checksOutcome } from "./checks-outcome.ts";
import { ephemeralOfJob } from "./ephemeral.ts";
import { type Followed, Follower, type ReachOf } from "./follow.ts";
import type { Command, Job, Variable } from "./job.ts";
import { isLocalText } from "./local.ts";
import { rolesOfCommand } from "./roles.ts";

const mostCommands = 60;

/**
 * The pipelines of the stack. `reachOf` tells what modules do once they are run; it is asked once for each module that a
 * job starts from.
 */
export function linkPipelines(jobs: readonly Job[], program: Program, reachOf: ReachOf): readonly Pipeline[] {
  const follower = new Follower(program, reachOf);
  return jobs.map((job) => pipelineOf(job, program, follower.follow(job.commands.filter(runsCode))));
}

function pipelineOf(job: Job, program: Program, followed: Followed): Pipeline {
  return {
    workflow: job.workflow,
    job: job.notes.length > 0 ? `${job.id} (${job.environment?.name ?? job.actsAs ?? job.notes.join(", ")})` : job.id,
    at: job.at,
    triggers: job.triggers,
    roles: rolesWith(job, program, followed),
    environment: job.environment,
    actsAs: job.actsAs,
    commands: commandsOf(job, program),
    credentials: job.variables.filter(opensSomething),
    reaches: followed.reaches,
    ephemeral: [...ephemeralOfJob(job), ...followed.mocks],
    opaque: [...job.opaque, ...ambient(job), ...unfollowed(job, followed)],
  };
}

/** Whether a command runs code of the repository for what it does; generators and builds run code to make code. */
function runsCode(command: Command): boolean {
  const { kind } = command.program;
  if (kind === "test-runner" || kind === "eval-runner" || kind === "server") return true;
  const roles = rolesOfCommand(command);
  return kind === "script" && (roles.length === 0 || roles.some((role) => role !== "build"));
}

/** A script whose name tells nothing is an eval if it runs the agent and its outcome decides that of the job. */
function rolesWith(job: Job, program: Program, { reaches }: Followed): Pipeline["roles"] {
  const tests = job.roles.some((role) => role === "test" || role === "eval");
  if (tests || !reaches.some(({ what }) => what === "agent" || what === "tool")) return job.roles;
  const nameless = job.commands.filter(
    (command) => command.program.kind === "script" && rolesOfCommand(command).length === 0,
  );
  const checks = nameless.some(({ program: run }) => run.entryFiles.some((file) => checksOutcome(program, file)));
  return checks ? [...job.roles.filter((role) => role !== "other"), "eval"] : job.roles;
}

/** What tests and evals do that could not be followed into code, where the job is handed something to do it with. */
function unfollowed(job: Job, { complete, unfound }: Followed): Pipeline["opaque"] {
  if (!job.variables.some(mayOpen)) return [];
  const hidden = [...unfound, ...job.commands.filter(({ program }) => program.kind === "opaque")].filter((command) =>
    rolesOfCommand(command).some((role) => role === "test" || role === "eval"),
  );
  const commands = hidden.map(({ text, at }) => ({
    reason: `what \`${text}\` runs was not found in the repository's code`,
    at,
  }));
  return complete ? commands : [...commands, { reason: "its tests reach more code than was followed", at: job.at }];
}

/** What browsers are given, keys of models and of the pipeline's own services: none writes to what an agent reads. */
const harmless =
  /^(VITE|NEXT_PUBLIC|GITHUB|GH|RAILWAY|VERCEL|CLOUDFLARE|FLY|DOCKER|TRIGGER|PULUMI|HEROKU|NETLIFY|RENDER|EXPO|SST|SSH|DEPLOY|CODECOV|NPM|NODE_AUTH|TURBO|NX|SONAR|SNYK|SLACK|DISCORD|OPENAI|ANTHROPIC|GOOGLE_GENERATIVE_AI|GEMINI|MISTRAL|COHERE|GROQ|TOGETHER|FIREWORKS|XAI|DEEPSEEK|OPENROUTER|AI_GATEWAY|AZURE_OPENAI|BRAINTRUST|LANGSMITH|LANGCHAIN|LANGFUSE|PROMPTFOO|CHROMATIC|PERCY|CYPRESS|SENTRY)_/;

function mayOpen(variable: Variable): boolean {
  if (harmless.test(variable.variable) || !opensSomething(variable)) return false;
  const { value } = variable;
  if (value.kind === "reference") return isHeldSecret(value);
  // One of several secrets: which, is only known when the job runs.
  if (value.kind === "unresolved") return /\bsecrets\./.test(value.reason);
  return value.kind === "literal" && value.sealed.nature === "secret" && !isLocalText(value.sealed);
}

/** The commands that give the job its roles, each with the way to it. Those that only build are told if there are no others. */
function commandsOf(job: Job, program: Program): Pipeline["commands"] {
  const telling = job.commands.filter((command) => rolesOfCommand(command).some((role) => role !== "build"));
  const shown =
    telling.length > 0 ? telling : job.commands.filter((command) => command.program.kind !== "action").slice(0, 5);
  return shown
    .flatMap(({ text, at, chain, program: { configPath } }) => {
      const config =
        configPath !== null && program.modules.has(configPath)
          ? [{ path: configPath, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } }]
          : [];
      return [at, ...chain, ...config].map((place) => ({ text, at: place }));
    })
    .filter(
      (command, index, all) =>
        all.findIndex((other) => other.text === command.text && samePlace(other.at, command.at)) === index,
    )
    .slice(0, mostCommands);
}

const openingName = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|URL|URI|DSN|HOST|ENDPOINT|DATABASE|CONNECTION|BUCKET|ROLE/i;

/** Switches, paths and what steps pass to each other open nothing; secrets, references and addresses may. */
function opensSomething({ variable, value }: Variable): boolean {
  if (value.kind === "reference") return true;
  if (value.kind === "unresolved") return /\b(secrets|vars)\./.test(value.reason) || openingName.test(variable);
  const { nature, address, text } = value.sealed;
  return (
    isRole(value.sealed) ||
    nature === "secret" ||
    nature === "public-key" ||
    address !== undefined ||
    isRole(value.sealed) ||
    /^[a-z][a-z0-9+.-]*:\/\//.test(text ?? "")
  );
}

/** A machine of one's own may hold credentials that no file of the repository names. */
function ambient(job: Job): Pipeline["opaque"] {
  const tests = job.roles.some((role) => role === "test" || role === "eval");
  const isOwn = job.runsOn.some((label) => label.toLowerCase() === "self-hosted");
  return tests && isOwn && job.variables.length === 0
    ? [{ reason: "a self-hosted runner may have ambient credentials", at: job.at }]
    : [];
}

/** Order of everything that is printed. */
export function comparePipelines(a: Pipeline, b: Pipeline): number {
  return comparePlaces(a.at, b.at) || (a.job < b.job ? -1 : a.job > b.job ? 1 : 0);
}
