import type { BindingEntry } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";
import type { Reading } from "../../model/line-view.ts";
import { type Location, locate, type Span } from "../../model/location.ts";
import { listed } from "../../model/wording.ts";
import type { CompositeActionFact, JobFact, StepFact, WorkflowFact } from "../../model/workflow-facts.ts";
import { describeEntry } from "./entry-text.ts";

const longestCommand = 100;

/** What a workflow or a composite action says on a line, and the job that the line lies in. */
export function workflowReadings(
  fact: Located<WorkflowFact> | Located<CompositeActionFact>,
  line: number,
): readonly Reading[] {
  const { path } = fact;
  const on = (span: Span): boolean => span.startLine <= line && line <= span.endLine;
  const at = (span: Span): Location => locate({ path, span }, "read");
  const variables = (list: readonly BindingEntry[], of: string, job: JobFact | null): Reading[] =>
    list
      .filter((e) => on(e.span))
      .map((e) => ({ says: `${describeEntry(e)}, ${of}`, at: at(e.span), job: job ? at(job.span) : null }));
  const steps = (list: readonly StepFact[], job: JobFact | null): Reading[] =>
    list.flatMap((step, i) => [
      ...variables(step.env, `handed to step ${i + 1} (${nameOf(step)})`, job),
      ...variables(step.with, `an input of step ${i + 1} (${nameOf(step)})`, job),
      ...(on(step.span) ? [{ says: stepText(step, i), at: at(step.span), job: job ? at(job.span) : null }] : []),
    ]);
  if (fact.kind === "composite-action") return steps(fact.steps, null);
  const job = fact.provider === "circleci" ? jobWith(fact.jobs, on) : jobAround(fact.jobs, line);
  const own = job
    ? [
        ...(on(job.span) ? [{ says: jobText(fact, job), at: at(job.span), job: at(job.span) }] : []),
        ...(job.environment && on(job.environment.span)
          ? [{ says: environmentText(fact, job), at: at(job.environment.span), job: at(job.span) }]
          : []),
        ...job.services
          .filter((s) => on(s.span))
          .map((s) => ({ says: `the service container ${s.name}`, at: at(s.span), job: at(job.span) })),
        ...(job.calls && on(job.calls.span)
          ? [
              {
                says: `calls the workflow ${actionName(job.calls.workflow)}`,
                at: at(job.calls.span),
                job: at(job.span),
              },
            ]
          : []),
        ...variables(job.env, `handed to the job ${job.id}`, job),
        ...variables(job.calls?.secrets ?? [], "handed to the called workflow as a secret", job),
        ...variables(job.calls?.with ?? [], "handed to the called workflow", job),
        ...steps(job.steps, job),
      ]
    : [];
  const inJob: Reading[] =
    job && own.length === 0 ? [{ says: `a line of the job ${job.id}`, at: at(job.span), job: at(job.span) }] : own;
  return [
    ...fact.triggers
      .filter((t) => on(t.span))
      .map((t) => ({ says: triggerText(t, fact.name), at: at(t.span), job: null })),
    ...variables(fact.env, "handed to every job of the workflow", null),
    ...inJob,
  ];
}

/** A job reaches from its key to the key of the next one. */
function jobAround(jobs: readonly JobFact[], line: number): JobFact | null {
  return jobs
    .filter((job) => job.span.startLine <= line)
    .reduce<JobFact | null>((last, job) => (last && last.span.startLine > job.span.startLine ? last : job), null);
}

/** CircleCI writes a job in one place and runs it in another. */
function jobWith(jobs: readonly JobFact[], on: (span: Span) => boolean): JobFact | null {
  return (
    jobs.find(({ span, env, steps, services }) =>
      [{ span }, ...env, ...steps, ...services].some((part) => on(part.span)),
    ) ?? null
  );
}

function jobText(workflow: WorkflowFact, job: JobFact): string {
  const events = listed(workflow.triggers.map((t) => t.event));
  return `the job ${job.id} of the workflow ${workflow.name}, started by ${events || "nothing that is named"}`;
}

function environmentText({ provider }: WorkflowFact, { environment }: JobFact): string {
  const word = provider === "github" ? "GitHub environment" : "environment";
  return environment?.name ? `runs in the ${word} ${environment.name}` : `runs in the ${word} that an expression names`;
}

function triggerText({ event, branches }: WorkflowFact["triggers"][number], workflow: string): string {
  return `starts the workflow ${workflow} on ${event}${branches.length === 0 ? "" : ` of ${listed(branches)}`}`;
}

function stepText(step: StepFact, index: number): string {
  if (step.uses !== null) return `step ${index + 1} uses the action ${actionName(step.uses)}`;
  return `step ${index + 1} runs: ${shortened(step.run ?? "")}`;
}

function nameOf(step: StepFact): string {
  return step.uses === null ? (step.name ?? shortened(step.run ?? "")) : actionName(step.uses);
}

/** An action is named by repository and folder; whatever else stands there may carry a password. */
function actionName(uses: string): string {
  return /^[\w./@-]+$/.test(uses) ? uses : "that is named in another way";
}

/** Scripts were redacted when they were read. */
function shortened(script: string): string {
  const [first = "", ...rest] = script.split("\n").filter((l) => l.trim() !== "");
  const text = first.trim();
  return text.length > longestCommand ? `${text.slice(0, longestCommand)}…` : `${text}${rest.length > 0 ? " …" : ""}`;
}
