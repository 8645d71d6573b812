import { isLiveIn } from "../../src/model/across-environments.ts";
import { locate, type Place } from "../../src/model/location.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed, sentences } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";
import { throughJob } from "./contamination.ts";
import {
  type AccessFault,
  isCertain,
  type ProductionAccess,
  productionAccess,
  productionTargets,
} from "./production-in-ci.ts";
import {
  environmentLocation,
  isOpaque,
  jobLocations,
  nameOf,
  reachLocations,
  runsOf,
  testsTheAgent,
  writes,
} from "./test-jobs.ts";
import { writesContext } from "./write-access.ts";

/** Signal 5: the jobs that test the agent can write to nothing that production uses. */
export const ciWritesProduction = defineCheck<AccessFault>({
  id: "sandbox-separation/ci-writes-production",
  asks: "Are the CI jobs that run the agent, its tools or its evals unable to write to what production uses?",
  signal: 5,
  references: references(
    "LLM04:2025",
    "LLM06:2025",
    "ASI06",
    "NHI8:2025",
    "NHI9:2025",
    "AISVS 3.4.1",
    "MEASURE 2.3",
    "A.6.2.4",
    "A.6.2.5",
    "AML.M0032",
    "AML.T0070",
    "Art. 15",
    "CWE-653",
  ),
  faults: {
    "production-credential": {
      says: "The CI job {job} runs {runs} with the {names} of production.",
      because:
        "What a test writes with it lands in production, and no gate refuses: credential and target both belong there.",
      fix: "Give the job credentials of a test environment, or stores that live only as long as it runs.",
    },
    "production-environment": {
      says: "The CI job {job} runs {runs} in the environment {environment}, which hands it {names}.",
      because:
        "What a test writes there lands in production, and no gate refuses: credential and target both belong there.",
      fix: "Run the job in an environment of its own with its own secrets; keep production's for the jobs that deploy.",
    },
    "production-store": {
      says: "The CI job {job} runs {runs} against {names}, which production uses too.",
      because: "What a test writes there is production data from that moment on, and can be retrieved as an answer.",
      fix: "Point the job at a store of its own, best one that lives only as long as the job.",
    },
    "shared-name": {
      says: "The CI job {job} runs {runs} with {names}, a name that production reads as well and that only one of them scopes.",
      because: "If no narrower secret answers, both hold one, and what a test writes with it lands in production.",
      fix: "Give the job an environment with secrets of its own, or another name for the test credential.",
    },
    "unscoped-secret": {
      says: "The CI job {job} runs {runs} with {names}, and nothing says for which environment they were issued.",
      because: "If they open production, what a test writes with them lands there.",
      fix: "Give the job an environment with secrets of its own, or stores that live only as long as it runs.",
    },
  },
  judge(stack) {
    const jobs = stack.pipelines.filter(testsTheAgent);
    if (jobs.length === 0)
      return notApplicable("No CI job was found that tests or evaluates an agent, a tool or a store.");

    const accesses = jobs.map((job) => ({ job, found: productionAccess(stack, job) }));
    const proven = accesses.flatMap(({ job, found }) =>
      writes(job) ? (toFinding(stack, job, found.filter(isCertain)) ?? []) : [],
    );
    const opaque = accesses.flatMap(({ job, found }) => [
      ...job.opaque.map(({ reason, at }) => ({ job, reason, at })),
      ...(found.length === 0 ? productionWithoutCredential(stack, job) : []),
    ]);
    if (proven.length > 0) return fail(proven, opaque.map(opaqueReason));

    // A job that was only seen to read is asked about what opens production, not about every secret it holds.
    const suspected = accesses.flatMap(
      ({ job, found }) => toFinding(stack, job, writes(job) || isOpaque(job) ? found : found.filter(isCertain)) ?? [],
    );
    if (suspected.length > 0 || opaque.length > 0) {
      return unknown(
        sentences([...suspected.map(suspicionReason), ...opaque.map(opaqueReason)]),
        sentences([...suspected.map(suspicionQuestion), ...opaque.map(opaqueQuestion)]),
        {
          suspected,
          evidence: opaque.map(({ job, reason, at }) => locate(at, "not followed", `${nameOf(job)}: ${reason}`)),
        },
      );
    }

    return pass(distinctLocations(jobs.flatMap(jobLocations)), jobs.flatMap(notesOn));
  },
});

/** An environment can hand a job what the workflow does not name: a role that trusts it, a runner of its own. */
function productionWithoutCredential(stack: Stack, job: Pipeline): (Opaque & { readonly at: Place })[] {
  const { environment, ephemeral } = job;
  if (!environment || !isLiveIn(stack, environment.name) || !writes(job) || ephemeral.length > 0) return [];
  return [
    { job, reason: `what the environment ${environment.name} hands it is not in the workflow`, at: environment.at },
  ];
}

/** One finding for a job, however many credentials and stores of production it is given: the remedy is one. */
function toFinding(stack: Stack, job: Pipeline, found: readonly ProductionAccess[]): Finding<AccessFault> | null {
  const ranked = [...found].sort((a, b) => ranks.indexOf(a.fault) - ranks.indexOf(b.fault));
  const [first, ...rest] = ranked;
  if (!first) return null;
  const live = [...new Set(found.flatMap(({ environments }) => environments))];
  return {
    fault: first.fault,
    subject: nameOf(job),
    data: {
      job: nameOf(job),
      runs: runsOf(job),
      names: listed(ranked.filter(({ fault }) => fault === first.fault).map(({ name }) => name)),
      environment: job.environment?.name ?? "",
    },
    at: first.inJob,
    related: distinctLocations([
      ...ranked.slice(0, 4).flatMap(({ inProduction }) => inProduction),
      ...rest.slice(0, 4).map(({ inJob }) => inJob),
      ...ranked.slice(0, 4).flatMap(({ leading }) => leading ?? []),
      ...(isCertain(first) ? productionTargets(stack, job).slice(0, 4) : []),
      ...environmentLocation(job),
      locate(job.at, "CI job", `on ${listed(job.triggers)}`),
      ...job.commands.slice(0, 4).map(({ text, at }) => locate(at, "command", text)),
      ...reachLocations(job),
    ]),
    environments: [...live, "ci"],
    failurePath: job.reaches.some((reach) => writesContext(stack, reach)) ? 3 : 1,
    contamination: throughJob(stack, job, first),
  };
}

const ranks: readonly AccessFault[] = [
  "production-environment",
  "production-credential",
  "production-store",
  "shared-name",
  "unscoped-secret",
];

function suspicionReason({ fault, data }: Finding<AccessFault>): string {
  if (fault === "unscoped-secret")
    return `For which environment ${data.names} of the job ${data.job} were issued is not in the repository.`;
  if (fault === "shared-name")
    return `Whether ${data.names} of the job ${data.job} is production's depends on secrets outside the repository.`;
  return `The job ${data.job} gets at production with ${data.names}, and no write was followed from its command.`;
}

function suspicionQuestion({ fault, data }: Finding<AccessFault>): string {
  if (fault === "unscoped-secret" || fault === "shared-name")
    return `Does ${data.names} in ${data.job} open anything that production uses?`;
  return `Can what ${data.job} runs write with ${data.names}, or do they only allow reading?`;
}

interface Opaque {
  readonly job: Pipeline;
  readonly reason: string;
}

function opaqueReason({ job, reason }: Opaque): string {
  return `Not all that the job ${nameOf(job)} does could be followed: ${reason}.`;
}

function opaqueQuestion({ job }: Opaque): string {
  return `Can what ${nameOf(job)} runs write to anything that production uses?`;
}

function notesOn(job: Pipeline): string[] {
  const bare = job.credentials.length === 0 && job.ephemeral.length === 0;
  const byStrangers = job.triggers.includes("pull_request_target");
  return [
    ...(bare ? [`${nameOf(job)} is handed no credential at all.`] : []),
    ...(byStrangers
      ? [`${nameOf(job)} runs on pull_request_target; secret-scope judges what that hands to strangers.`]
      : []),
  ];
}
