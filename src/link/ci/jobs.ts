import { namesEnvironment as known } from "../../catalog/environment-names.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { EnvironmentNames } from "../environment-variables.ts";
import { sameEnvironment } from "../units/same-environment.ts";
import type { Held } from "../units/unit.ts";
import { environmentActedAs, environmentsTold, isActing } from "./acts-as.ts";
import { type CalledJob, calledJobs } from "./calls.ts";
import { environmentsOf, type JobEnvironment } from "./environments.ts";
import type { Context } from "./expression.ts";
import { environmentFiles, withGivenByFiles } from "./given-by-files.ts";
import type { Job, JobService } from "./job.ts";
import { boundValueOf } from "./meaning.ts";
import { outsideVariable } from "./outside.ts";
import { placedSecrets } from "./placed-secrets.ts";
import { type Given, givingJobs } from "./platform-variables.ts";
import { rolesOf } from "./roles.ts";
import { type Ran, runSteps } from "./run-steps.ts";
import { type Actions, compositeActions, flattenSteps } from "./steps.ts";
import { withVariables } from "./values.ts";
import { variablesIn, wholesale } from "./variables.ts";
import { Workspace } from "./workspace.ts";

/** The CI jobs of the repository, one for each environment that a job can run in. */
export function readJobs(facts: readonly Located<Fact>[], namesEnvironment: EnvironmentNames = known): readonly Job[] {
  const workspace = new Workspace(facts);
  const files = environmentFiles(facts);
  const actions = compositeActions(facts);
  return calledJobs(facts).flatMap((called) =>
    environmentsOf(called.job, called.workflow.path, called.context).flatMap((where) =>
      jobsIn(called, where, { actions, workspace, namesEnvironment }).map((job) =>
        withGivenByFiles(job, files, where.context),
      ),
    ),
  );
}

/** What all jobs of the repository are read with. */
interface Shared {
  readonly actions: Actions;
  readonly workspace: Workspace;
  readonly namesEnvironment: EnvironmentNames;
}

/** A job that acts on several environments, step by step, is one job for each of them. */
function jobsIn(called: CalledJob, where: JobEnvironment, shared: Shared): readonly Job[] {
  const { actions, workspace, namesEnvironment } = shared;
  const { job, workflow } = called;
  const around = { ...where.context, env: withVariables({ ...where.context, env: new Map() }, workflow.env).env };
  const flat = flattenSteps(job.steps, workflow.path, withVariables(around, job.env), actions);
  const ran = runSteps(flat.steps, workspace);
  // Outside GitHub the variables of a block see each other.
  const inside = around.outside ? withVariables(around, job.env) : around;
  const unread = (job.unread ?? []).map(({ reason, span }) => ({
    reason,
    at: { path: job.path ?? workflow.path, span },
  }));
  const base: Ran = {
    given: [],
    commands: [],
    variables: [...variablesIn(workflow.env, workflow.path, around), ...variablesIn(job.env, workflow.path, inside)],
    opaque: [
      ...called.opaque,
      ...unread,
      ...flat.opaque,
      ...wholesale([...workflow.env, ...job.env], workflow.path, around),
    ],
  };
  const told = ran.map(({ commands }) => (commands.some(isActing) ? environmentsTold(commands) : null));
  const all = [...new Set(told.flatMap((names) => names ?? []))];
  const given = ran.flatMap((step) => step.given);
  if (where.environment || all.length < 2) {
    const whole = jobOf(called, where, [base, ...ran], undefined, namesEnvironment);
    const isOwn = ({ environment }: Given): boolean =>
      whole.actsAs !== null && sameEnvironment(environment, [whole.actsAs]) !== null;
    return [
      withOwn(whole, given.filter(isOwn)),
      ...givingJobs(
        whole,
        given.filter((one) => !isOwn(one)),
      ),
    ];
  }
  const silent = told.some((names) => names?.length === 0) ? [null] : [];
  return [...all, ...silent].map((name, index) => {
    // Steps that act on nothing, tests say, belong to the job once.
    const own = ran.filter((_, step) => {
      const names = told[step] ?? null;
      return names === null ? index === 0 : name === null ? names.length === 0 : names.includes(name);
    });
    return jobOf(called, where, [base, ...own], { name }, namesEnvironment);
  });
}

function jobOf(
  called: CalledJob,
  where: JobEnvironment,
  parts: readonly Ran[],
  acts: { readonly name: string | null } | undefined,
  namesEnvironment: EnvironmentNames,
): Job {
  const { job, workflow, root } = called;
  const commands = parts.flatMap((part) => part.commands);
  const variables = placedSecrets(distinct(parts.flatMap((part) => part.variables)));
  const services = job.services.map(
    ({ name, image, span, path }): JobService => ({ name, image, at: { path: path ?? workflow.path, span } }),
  );
  const roles = rolesOf({
    commands,
    services,
    variables,
    jobNames: called.names,
    called: calledIn(job),
    unread: job.inPlaceOfSteps ?? null,
    namesEnvironment,
  });
  const names = [
    ...called.names,
    ...(job.variableScope ?? []),
    root.name,
    root.path.slice(root.path.lastIndexOf("/") + 1),
  ];
  const found = environmentActedAs({
    roles,
    environment: where.environment,
    commands,
    variables,
    namesEnvironment,
    matrix: [...where.context.matrix.values()],
    names,
  });
  return {
    workflow: root.name,
    id: called.id,
    name: job.name,
    at: called.at,
    path: root.path,
    triggers: job.triggers ?? triggersOf(root),
    environment: where.environment,
    roles,
    actsAs: acts ? acts.name : found,
    commands,
    variables,
    services,
    runsOn: job.runsOn,
    notes: acts
      ? [
          ...(called.notes ?? []),
          ...where.notes,
          `the steps that act on ${acts.name ?? "an environment that is not told"}`,
        ]
      : [...(called.notes ?? []), ...where.notes],
    opaque: distinct(parts.flatMap((part) => part.opaque)),
    ...heldBy(parts),
    ambient: where.context.outside?.handsOverAll ? (name) => ambientValue(name, where.context) : null,
  };
}

/** What a job sets in the environment that it acts as is its own, as far as it has no variable of that name. */
function withOwn(job: Job, given: readonly Given[]): Job {
  const names = new Set(job.variables.map(({ variable }) => variable));
  const more = given.map(({ variable }) => variable).filter(({ variable }) => !names.has(variable));
  return more.length === 0 ? job : { ...job, variables: [...job.variables, ...more] };
}

function heldBy(parts: readonly Ran[]): { readonly holds?: Held } {
  const holds = parts.findLast((part) => part.holds !== undefined)?.holds;
  return holds ? { holds } : {};
}

function ambientValue(name: string, context: Context): BoundValue | null {
  const meaning = context.outside && outsideVariable(name, context.outside, context.scope);
  return meaning?.kind === "secret" ? boundValueOf(meaning) : null;
}

/** A call that was not followed still says what it is for, by the workflow's name and by what it is told to run. */
function calledIn({ calls }: CalledJob["job"]): readonly string[] {
  if (!calls) return [];
  const told = calls.with.flatMap(({ value }) => (value.kind === "literal" ? (value.sealed.text ?? []) : []));
  return [calls.workflow.replace(/@[^@]*$/, ""), ...told];
}

/** That a workflow can be called as well starts nothing by itself. */
function triggersOf({ triggers }: CalledJob["root"]): readonly string[] {
  const events = [...new Set(triggers.map(({ event }) => event))];
  return events.length > 1 ? events.filter((event) => event !== "workflow_call") : events;
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
