import { classOf } from "../../model/environment.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import type { JobFact, WorkflowFact } from "../../model/workflow-facts.ts";
import { join } from "../program/resolve.ts";
import { type Context, emptyContext, neverHolds } from "./expression.ts";
import { gitlabWorkflows } from "./gitlab.ts";
import type { Opaque } from "./job.ts";
import { type Meaning, textMeaning } from "./meaning.ts";
import { outsideOf } from "./outside.ts";
import { scopeByName } from "./scopes.ts";
import { defaultsOf, meaningsOf, placesOf, withVariables } from "./values.ts";

/** A job of a workflow that is started or called, with what its names mean there. */
export interface CalledJob {
  /** The workflow that is started. */
  readonly root: Located<WorkflowFact>;
  /** The workflow the job is written in. */
  readonly workflow: Located<WorkflowFact>;
  readonly job: JobFact;
  readonly id: string;
  /** The job of the workflow that is started. */
  readonly at: Place;
  /** Names of the jobs on the way, outermost first. */
  readonly names: readonly string[];
  /** Everything but the job's own matrix, environment and variables. */
  readonly context: Context;
  readonly opaque: readonly Opaque[];
  /** How it was told apart from other starts of the workflow. */
  readonly notes?: readonly string[];
}

const deepestCall = 4;
const mostMatrixValues = 12;

/** Every job that runs, calls of reusable workflows followed. */
export function calledJobs(facts: readonly Located<Fact>[]): readonly CalledJob[] {
  const workflows = [
    ...facts.filter((fact): fact is Located<WorkflowFact> => fact.kind === "workflow"),
    ...gitlabWorkflows(facts),
  ];
  const byPath = new Map(workflows.map((workflow) => [workflow.path, workflow]));
  const called = new Set(
    workflows.flatMap(({ jobs }) =>
      jobs.flatMap(({ calls }) => (calls?.workflow.startsWith("./") ? join(calls.workflow) : [])),
    ),
  );
  return workflows.flatMap((workflow) => {
    const isOnlyCalled =
      workflow.triggers.length > 0 && workflow.triggers.every(({ event }) => event === "workflow_call");
    if (isOnlyCalled && called.has(workflow.path)) return [];
    const place = { path: workflow.path, span: workflow.span };
    const opaque = isOnlyCalled ? [{ reason: "the workflow is only called from other repositories", at: place }] : [];
    return chosenInputs(workflow).flatMap(({ inputs, note }) =>
      jobsOf(
        {
          root: workflow,
          workflow,
          context: { ...emptyContext, inputs, outside: outsideOf(workflow.provider) },
          via: null,
          opaque,
          depth: 0,
        },
        byPath,
      ).map((called) => (note === null ? called : { ...called, notes: [note] })),
    );
  });
}

/**
 * A workflow that is only started by hand, with an environment to choose, is one for each choice. With other triggers
 * there are runs without the choice.
 */
function chosenInputs(
  workflow: WorkflowFact,
): readonly { readonly inputs: ReadonlyMap<string, Meaning>; readonly note: string | null }[] {
  const byHand =
    workflow.triggers.length > 0 &&
    workflow.triggers.every(({ event }) => /^(workflow_(dispatch|call)|manual)$/.test(event));
  const choice = workflow.inputs?.find(
    ({ options }) =>
      options.length > 1 &&
      options.length <= mostMatrixValues &&
      options.every((option) => classOf(option) !== "other"),
  );
  if (!byHand || !choice) {
    // What Azure starts by itself runs with the defaults.
    return [{ inputs: workflow.provider === "azure" ? defaultsOf(workflow.inputs ?? []) : new Map(), note: null }];
  }
  return choice.options.map((option) => ({
    inputs: new Map([[choice.name.toLowerCase(), textMeaning(option)]]),
    note: `${choice.name} is ${option}`,
  }));
}

interface Call {
  readonly root: Located<WorkflowFact>;
  readonly workflow: Located<WorkflowFact>;
  /** Inputs and secrets; a called workflow sees none of its caller's variables. */
  readonly context: Context;
  readonly via: Pick<CalledJob, "id" | "at" | "names"> | null;
  readonly opaque: readonly Opaque[];
  readonly depth: number;
}

function jobsOf(call: Call, workflows: ReadonlyMap<string, Located<WorkflowFact>>): readonly CalledJob[] {
  const context = withVariables(call.context, call.workflow.env);
  return call.workflow.jobs.flatMap((job) => {
    if (neverHolds(job.if, context)) return [];
    const own = { path: job.path ?? call.workflow.path, span: job.span };
    const id = call.via ? `${call.via.id} / ${job.id}` : job.id;
    const names = [...(call.via?.names ?? []), job.id, ...(job.name === null ? [] : [job.name])];
    const base = { root: call.root, workflow: call.workflow, id, at: call.via?.at ?? own, names };
    if (!job.calls) return [{ ...base, job, context, opaque: call.opaque }];
    return matrixContexts(job, context, isNameMentioned(job)).flatMap(({ context: here, note }) =>
      follow(job, { ...base, id: note === null ? id : `${id} (${note})` }, here, call, workflows),
    );
  });
}

function follow(
  job: JobFact,
  base: Omit<CalledJob, "job" | "context" | "opaque">,
  here: Context,
  call: Call,
  workflows: ReadonlyMap<string, Located<WorkflowFact>>,
): readonly CalledJob[] {
  const { calls } = job;
  if (!calls) return [];
  const at = { path: job.path ?? call.workflow.path, span: calls.span };
  const target = calls.workflow.startsWith("./") ? workflows.get(join(calls.workflow)) : undefined;
  if (!target || call.depth >= deepestCall) {
    const reason = target
      ? "reusable workflows call each other too deeply"
      : calls.workflow.startsWith("./")
        ? `the workflow ${calls.workflow} was not read`
        : here.outside
          ? `${calls.workflow} is not in this repository`
          : `the workflow ${calls.workflow} is in another repository`;
    const inherited = calls.inheritsSecrets ? [{ reason: "every secret of the repository is handed on", at }] : [];
    const stub: JobFact = { ...job, env: [...job.env, ...calls.secrets] };
    return [{ ...base, job: stub, context: here, opaque: [...call.opaque, { reason, at }, ...inherited] }];
  }
  const given = meaningsOf(calls.with, here, (name) => name.toLowerCase());
  const inputs = new Map([...defaultsOf(target.inputs ?? []), ...given]);
  const passed: ReadonlyMap<string, Meaning> = meaningsOf(calls.secrets, here, (name) => name.toUpperCase());
  const handedAt = new Map([
    ...placesOf(calls.with, call.workflow.path, here),
    ...placesOf(calls.secrets, call.workflow.path, here, "secrets."),
  ]);
  const passedSecrets = calls.inheritsSecrets ? here.passedSecrets : passed;
  const next: Call = {
    root: call.root,
    workflow: target,
    // A template outside GitHub is put where it is called, and sees what is seen there.
    context: here.outside
      ? { ...withVariables(here, job.env), inputs, handedAt, scope: scopeByName(job, here) }
      : { ...emptyContext, inputs, passedSecrets, handedAt },
    via: base,
    opaque: call.opaque,
    depth: call.depth + 1,
  };
  return jobsOf(next, workflows);
}

/** One context for each value of the matrix keys that matter; the others stay open. */
export function matrixContexts(
  job: JobFact,
  context: Context,
  matters: (key: string) => boolean,
): readonly { readonly context: Context; readonly note: string | null }[] {
  const keys = Object.entries(job.matrix).filter(([key, values]) => values.length > 0 && matters(key));
  let all: { readonly context: Context; readonly note: string | null }[] = [{ context, note: null }];
  for (const [key, values] of keys) {
    if (all.length * values.length > mostMatrixValues) continue;
    all = all.flatMap(({ context: before, note }) =>
      values.map((value) => ({
        context: { ...before, matrix: new Map([...before.matrix, [key.toLowerCase(), value]]) },
        note: note === null ? value : `${note}, ${value}`,
      })),
    );
  }
  return all;
}

/** Whether a matrix key is used by what the call hands over. */
function isNameMentioned(job: JobFact): (key: string) => boolean {
  const text = JSON.stringify([job.calls?.with ?? [], job.calls?.secrets ?? []]);
  return (key) =>
    new RegExp(`matrix\\W{1,3}${key.replace(/\W/g, "\\W")}\\b|"name":"${key.replace(/\W/g, ".")}"`, "i").test(text);
}
