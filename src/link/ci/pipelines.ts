import { comparePlaces, samePlace } from "../../model/location.ts";
import type { Pipeline } from "../../model/stack.ts";
import type { Program } from "../program/program.ts";
import { ephemeralOfJob } from "./ephemeral.ts";
import { type Followed, Follower, type Reached } from "./follow.ts";
import type { Command, Job, Variable } from "./job.ts";
import { rolesOfCommand } from "./roles.ts";

const mostCommands = 60;

/**
 * The pipelines of the stack. `reachOf` tells what modules do once they are run; it is asked once for each module that a
 * job starts from.
 */
export function linkPipelines(
  jobs: readonly Job[],
  program: Program,
  reachOf: (modulePaths: readonly string[]) => readonly Reached[],
): readonly Pipeline[] {
  const follower = new Follower(program, reachOf);
  return jobs.map((job) => pipelineOf(job, program, follower.follow(job.commands.filter(runsCode))));
}

function pipelineOf(job: Job, program: Program, followed: Followed): Pipeline {
  return {
    workflow: job.workflow,
    job: job.notes.length > 0 ? `${job.id} (${job.environment?.name ?? job.actsAs ?? job.notes.join(", ")})` : job.id,
    at: job.at,
    triggers: job.triggers,
    roles: job.roles,
    environment: job.environment,
    actsAs: job.actsAs,
    commands: commandsOf(job, program),
    credentials: job.variables.filter(opensSomething),
    reaches: followed.reaches,
    ephemeral: [...ephemeralOfJob(job), ...followed.mocks],
    opaque: [...job.opaque, ...ambient(job)],
  };
}

/** Whether a command runs code of the repository for what it does; generators and builds run code to make code. */
function runsCode(command: Command): boolean {
  const { kind } = command.program;
  if (kind === "test-runner" || kind === "eval-runner" || kind === "server") return true;
  return kind === "script" && rolesOfCommand(command).some((role) => role !== "build");
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
    nature === "secret" ||
    nature === "public-key" ||
    address !== undefined ||
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
