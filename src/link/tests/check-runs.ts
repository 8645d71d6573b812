import { checkCommands } from "../../catalog/check-commands.ts";
import type { CheckRun } from "../../model/check-run.ts";
import { comparePlaces, compareText, type Place, placeText } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { Recovery } from "../../model/recovery.ts";
import type { Runbook } from "../../model/runbook.ts";
import type { Command, Job } from "../ci/job.ts";
import { rolesOfCommand } from "../ci/roles.ts";
import { startsOf } from "../ci/test-files.ts";
import { WrittenSteps } from "../ci/written-steps.ts";
import type { LinkContext } from "../context.ts";

export interface CheckRunInput {
  readonly jobs: readonly Job[];
  readonly pipelines: readonly Pipeline[];
  readonly runbooks: readonly Runbook[];
  readonly reverts: Recovery["reverts"];
}

type Found = Pick<CheckRun, "kind" | "what"> & { readonly files?: readonly string[]; readonly with?: readonly Place[] };

/** The commands of pipelines that show a control at work, and those that run tests. */
export function checkRunsOf(context: LinkContext, input: CheckRunInput): readonly CheckRun[] {
  const written = new WrittenSteps(context.facts);
  const found = input.jobs.flatMap((job): readonly CheckRun[] =>
    job.commands.flatMap((command, i) =>
      foundBy(context, input, job, command, i).map((one) => ({
        ...one,
        workflow: job.workflow,
        job: job.id,
        at: command.at,
        triggers: job.triggers,
        tolerated: written.tolerated(job, command)?.at ?? null,
        files: one.files ?? [],
        with: one.with ?? [],
      })),
    ),
  );
  return [...found, ...drifts(context, input, written)].sort(
    (a, b) => comparePlaces(a.at, b.at) || compareText(a.kind, b.kind) || compareText(a.what, b.what),
  );
}

function foundBy(context: LinkContext, input: CheckRunInput, job: Job, command: Command, i: number): readonly Found[] {
  const { program, text } = command;
  const known = checkCommands.filter(
    (one) => one.command?.test(text) || (program.kind === "action" && one.action?.test(program.runner)),
  );
  const isTest = program.kind === "test-runner" || program.kind === "eval-runner";
  return [
    ...known.map(({ kind, what }): Found => ({ kind, what })),
    ...(isTest
      ? [{ kind: "tests" as const, what: program.runner, files: startsOf(context.program, command).modules }]
      : []),
    ...revertBy(input, job, command, i),
    ...runbookStepsOf(input.runbooks, command),
  ];
}

/** An earlier release is put back, and a later step of the same job tries what then runs. */
function revertBy({ reverts }: CheckRunInput, job: Job, command: Command, i: number): readonly Found[] {
  const revert = reverts.find(({ at, text }) => samePlaces(at, command) && isRunBy(text, command));
  const tried = job.commands
    .slice(i + 1)
    .find((later) => rolesOfCommand(later).some((role) => role === "test" || role === "eval"));
  return revert && tried ? [{ kind: "revert", what: revert.tool, with: [tried.at] }] : [];
}

function samePlaces(at: Place, { at: step, chain }: Command): boolean {
  return [step, ...chain].some((one) => placeText(one) === placeText(at));
}

function isRunBy(text: string, command: Command): boolean {
  return command.text.startsWith(text.split(/\s+/).slice(0, 2).join(" ")) || text.includes(command.text.slice(0, 40));
}

/** A script or file that a runbook tells to run, and that a pipeline runs. */
function runbookStepsOf(runbooks: readonly Runbook[], { names, program, text }: Command): readonly Found[] {
  const own = runbooks.filter(({ mentions }) => mentions.length > 0).flatMap(({ references }) => references);
  return own
    .filter(({ what, resolves, text: named }) => {
      if (!resolves || named.length < 3) return false;
      if (what === "the package script") return names.includes(named);
      if (what !== "the file" || !/\.[cm]?[jt]sx?$|\.sh$|\.py$/.test(named)) return false;
      const path = named.replace(/^\.\//, "");
      return program.entryFiles.includes(path) || text.split(/\s+/).some((word) => word.replace(/^\.\//, "") === path);
    })
    .map(({ text: named, at }) => ({ kind: "runbook-step", what: named, with: [at] }));
}

const comparing = /git (?:diff|status)\b[^\n]*(?:--exit-code|--quiet|--porcelain)/;

/** What is made of the tools by one step is compared with what is committed by a later one. */
function drifts(context: LinkContext, { jobs, pipelines }: CheckRunInput, written: WrittenSteps): readonly CheckRun[] {
  return jobs.flatMap((job, i): readonly CheckRun[] => {
    const pipeline = pipelines.find((one) => one.workflow === job.workflow && one.job === job.id);
    const reached = pipeline?.reaches.find(({ what }) => what === "tool");
    const making = job.commands.find(({ program }) => program.kind === "script");
    const compared = reached && making ? comparedAfter(context, jobs[i] ?? job, making) : null;
    if (!reached || !making || !compared) return [];
    const { workflow, id, triggers } = job;
    return [
      {
        kind: "tool-drift",
        what: making.text.slice(0, 80),
        workflow,
        job: id,
        at: making.at,
        triggers,
        tolerated: written.tolerated(job, making)?.at ?? null,
        files: [],
        with: [compared, reached.at],
      },
    ];
  });
}

function comparedAfter({ facts }: LinkContext, job: Job, making: Command): Place | null {
  for (const fact of facts) {
    if (fact.kind !== "workflow" || fact.path !== job.path) continue;
    for (const { steps, path = fact.path } of fact.jobs) {
      const made = steps.findIndex((s) => placeText({ path, span: s.span }) === placeText(making.at));
      const later = made < 0 ? undefined : steps.slice(made).find(({ run }) => run !== null && comparing.test(run));
      if (later) return { path, span: later.span };
    }
  }
  return null;
}
