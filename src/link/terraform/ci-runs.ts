import type { Place } from "../../model/location.ts";
import { isPicked } from "../ci/environments.ts";
import type { Command, Job, Variable } from "../ci/job.ts";
import { type Options, readOptions, valuesOf } from "../ci/options.ts";
import { join } from "../program/resolve.ts";

/** What a CI job tells Terraform in one folder. */
export interface CiRun {
  readonly directory: string;
  /** The environment that the job acts as, or runs in. */
  readonly environment: string | null;
  /** Files of values, relative to the root of the repository. */
  readonly valueFiles: readonly string[];
  readonly backendFiles: readonly string[];
  readonly workspace: string | null;
  readonly variables: readonly Variable[];
  readonly at: Place;
}

const runners = new Set(["terraform", "tofu", "terragrunt"]);
const valued = new Set(["chdir", "var-file", "var", "backend-config", "terragrunt-working-dir", "working-dir"]);

/** The runs of Terraform in CI, one for each job and folder. */
export function ciRuns(jobs: readonly Job[]): readonly CiRun[] {
  return jobs.flatMap((job) => {
    const byFolder = new Map<string, Command[]>();
    for (const command of job.commands) {
      const folder = runners.has(command.program.runner) ? folderOf(command) : null;
      if (folder !== null) byFolder.set(folder, [...(byFolder.get(folder) ?? []), command]);
    }
    return [...byFolder].map(([directory, commands]) => runIn(job, directory, commands));
  });
}

function folderOf({ program }: Command): string | null {
  if (program.cwd === null) return null;
  const [moved] = valuesOf(readOptions(program.args, valued), "chdir", "terragrunt-working-dir", "working-dir");
  return moved === undefined ? program.cwd : join(program.cwd, moved);
}

function runIn(job: Job, directory: string, commands: readonly Command[]): CiRun {
  const options = commands.map(({ program }) => readOptions(program.args, valued));
  const files = (name: string): readonly string[] =>
    options
      .flatMap((one) => valuesOf(one, name))
      .filter((file) => /^[\w./-]+$/.test(file))
      .map((file) => join(directory, file));
  const named = job.environment && !isPicked(job.environment) ? job.environment.name : null;
  const said = job.variables.find(({ variable }) => variable === "TF_WORKSPACE")?.value;
  const workspace = options.flatMap(selected)[0] ?? (said?.kind === "literal" ? said.sealed.text : undefined) ?? null;
  return {
    directory,
    environment: (job.actsAs ?? named)?.toLowerCase() ?? null,
    valueFiles: files("var-file"),
    backendFiles: files("backend-config"),
    workspace,
    variables: job.variables,
    at: job.environment?.at ?? job.at,
  };
}

/** `workspace select prod`, `workspace select -or-create prod`, `workspace new prod`. */
function selected({ positionals }: Options): readonly string[] {
  const [first, second, name] = positionals;
  const isChoice = first === "workspace" && (second === "select" || second === "new");
  return isChoice && name !== undefined && /^[\w-]+$/.test(name) ? [name] : [];
}
