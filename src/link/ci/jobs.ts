import type { Fact, Located } from "../../model/facts.ts";
import { join } from "../program/resolve.ts";
import { actionName, knownAction } from "./actions.ts";
import { environmentActedAs } from "./acts-as.ts";
import { type CalledJob, calledJobs } from "./calls.ts";
import { readScript } from "./commands.ts";
import { environmentsOf, type JobEnvironment } from "./environments.ts";
import type { Context } from "./expression.ts";
import { cutScript } from "./holes.ts";
import type { Command, Job, JobService, Opaque, Variable } from "./job.ts";
import { type Meaning, textOf } from "./meaning.ts";
import { rolesOf } from "./roles.ts";
import { type Actions, compositeActions, type FlatStep, flattenSteps } from "./steps.ts";
import { meaningOfValue, withVariables } from "./values.ts";
import { variableOf, variablesIn, variablesOfAction, wholesale } from "./variables.ts";
import { Workspace } from "./workspace.ts";

/** The CI jobs of the repository, one for each environment that a job can run in. */
export function readJobs(facts: readonly Located<Fact>[]): readonly Job[] {
  const workspace = new Workspace(facts);
  const actions = compositeActions(facts);
  return calledJobs(facts).flatMap((called) =>
    environmentsOf(called.job, called.workflow.path, called.context).map((where) => jobOf(called, where, actions, workspace)),
  );
}

function jobOf(called: CalledJob, where: JobEnvironment, actions: Actions, workspace: Workspace): Job {
  const { job, workflow, root } = called;
  const { path } = workflow;
  const around = { ...where.context, env: withVariables({ ...where.context, env: new Map() }, workflow.env).env };
  const context = withVariables(around, job.env);
  const flat = flattenSteps(job.steps, path, context, actions);
  const ran = runSteps(flat.steps, workspace);
  const services = job.services.map(({ name, image, span }): JobService => ({ name, image, at: { path, span } }));
  const opaque = [...called.opaque, ...flat.opaque, ...wholesale([...workflow.env, ...job.env], path, around), ...ran.opaque];
  const names = [...called.names, ...ran.commands.flatMap((command) => command.names)];
  const local = { commands: ran.commands, services, variables: [...variablesIn(workflow.env, path, around), ...variablesIn(job.env, path, around), ...ran.variables] };
  const roles = rolesOf({ ...local, jobNames: called.names });
  return {
    workflow: root.name,
    id: called.id,
    name: job.name,
    at: called.at,
    path: root.path,
    triggers: [...new Set(root.triggers.map(({ event }) => event))],
    environment: where.environment,
    roles,
    actsAs: environmentActedAs({ roles, environment: where.environment, commands: ran.commands, matrix: [...where.context.matrix.values()], names: [...called.names, root.name, root.path.slice(root.path.lastIndexOf("/") + 1)], stepNames: names }),
    ...local,
    variables: distinct(local.variables),
    runsOn: job.runsOn,
    notes: where.notes,
    opaque: distinct(opaque),
  };
}

interface Ran {
  readonly commands: readonly Command[];
  readonly variables: readonly Variable[];
  readonly opaque: readonly Opaque[];
}

/** The steps in order: what one writes to `GITHUB_ENV`, the next ones see. */
function runSteps(steps: readonly FlatStep[], workspace: Workspace): Ran {
  const commands: Command[] = [];
  const variables: Variable[] = [];
  const opaque: Opaque[] = [];
  const written = new Map<string, Meaning>();
  for (const flat of steps) {
    const { step, path } = flat;
    const context: Context = written.size === 0 ? flat.context : { ...flat.context, env: new Map([...written, ...flat.context.env]) };
    variables.push(...variablesIn(step.env, path, context));
    opaque.push(...wholesale([...step.env, ...step.with], path, context));
    const action = variablesOfAction(step, path, context);
    variables.push(...action.variables);
    opaque.push(...action.opaque);
    const cut = scriptOf(flat, context);
    if (cut === null) commands.push(...actionCommand(flat));
    else {
      const ran = runScript(flat, cut, context, workspace);
      commands.push(...ran.commands);
      variables.push(...ran.set.map(({ name, meaning, at }) => variableOf(name, meaning, at)));
      for (const { name, meaning, reach } of ran.set) if (reach === "job") written.set(name, meaning);
      opaque.push(...ran.opaque);
    }
  }
  return { commands, variables, opaque };
}

/** The script of a step, also of an action that takes a command line; null if it runs none. */
function scriptOf(flat: FlatStep, context: Context): { readonly text: string; readonly cwd: string | null } | null {
  const { step } = flat;
  if (step.run !== null) return { text: step.run, cwd: folderOf(step.workingDirectory, context) };
  const command = step.uses === null ? undefined : knownAction(step.uses)?.command;
  if (!command) return null;
  const input = (name: string | null) => {
    const entry = step.with.find((candidate) => candidate.name === name);
    return entry ? textOf(meaningOfValue(entry.value, context)) : null;
  };
  const environment = input("environment");
  const line = input(command.input) ?? (command.before === "wrangler" ? "deploy" : null);
  if (line === null) return null;
  const flag = environment === null || environment === "" ? "" : ` --env ${environment}`;
  const text = line.split("\n").filter((each) => each.trim() !== "").map((each) => `${command.before} ${each.trim()}${flag}`).join("\n");
  return { text, cwd: folderOf(input(command.cwd), context) };
}

function folderOf(written: string | null, context: Context): string | null {
  if (written === null) return "";
  const text = textOf(cutScript(written, context).meaningOf(cutScript(written, context).script));
  if (text === null || text.startsWith("/") || text.includes("$")) return null;
  const folder = join(text);
  return folder.startsWith("..") ? null : folder;
}

function runScript(flat: FlatStep, script: { readonly text: string; readonly cwd: string | null }, context: Context, workspace: Workspace) {
  const cut = cutScript(script.text, context);
  const known = new Map([...context.env].flatMap(([name, meaning]) => {
    const text = textOf(meaning);
    return text === null ? [] : [[name, text] as const];
  }));
  const read = readScript(cut.script, { at: flat.at, chain: flat.chain, names: flat.names, cwd: script.cwd }, known, workspace);
  const commands = read.commands.map((command): Command => ({
    ...command,
    text: cut.restore(command.text),
    program: { ...command.program, args: command.program.args.map(cut.restore), testFilters: command.program.testFilters.map(cut.restore) },
  }));
  const set = read.variables.map(({ name, value, at, reach }) => ({ name, at, reach, meaning: cut.meaningOf(value) }));
  return { commands, set, opaque: read.opaque };
}

function actionCommand(flat: FlatStep): readonly Command[] {
  const { uses } = flat.step;
  if (uses === null || uses.startsWith("./")) return [];
  const name = actionName(uses);
  const program = { kind: knownAction(uses)?.kind ?? "action", runner: name, args: [], cwd: "", packageDirectory: null, testFilters: [], configPath: null, entryFiles: [] } as const;
  return [{ text: uses, at: flat.at, chain: flat.chain, names: flat.names, program, environmentFiles: [] }];
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
