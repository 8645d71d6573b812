import { agentActions, cloudKeyVariables, cloudLogins, modelKeyVariables } from "../../catalog/ci-actions.ts";
import type { BindingEntry, BindingValue } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { comparePlaces, type Place, type Span } from "../../model/location.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { JobScope, PrintedEnvironment } from "../../model/secret-scope.ts";
import type { JobFact, StepFact, WorkflowFact } from "../../model/workflow-facts.ts";

/** What each job of the GitHub workflows is trusted with. Other CI systems keep that outside the repository. */
export function jobScopes(facts: readonly Located<Fact>[], pipelines: readonly Pipeline[]): readonly JobScope[] {
  return facts
    .flatMap((fact) => (fact.kind === "workflow" && fact.provider === "github" ? jobsOf(fact, pipelines) : []))
    .sort((a, b) => comparePlaces(a.at, b.at));
}

/** Steps that print all variables of a job which holds secrets. */
export function printsInJobs(facts: readonly Located<Fact>[]): readonly PrintedEnvironment[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== "workflow" || fact.provider !== "github") return [];
    return fact.jobs.flatMap((job) => {
      if (secretsOf(fact, job).length === 0) return [];
      return job.steps.flatMap((step): readonly PrintedEnvironment[] => {
        const by = printing(step.run);
        return by === null
          ? []
          : [{ by, where: "ci", job: job.id, at: placeIn(fact, step.span, step.path ?? job.path) }];
      });
    });
  });
}

function jobsOf(fact: Located<WorkflowFact>, pipelines: readonly Pipeline[]): readonly JobScope[] {
  return fact.jobs.map((job): JobScope => {
    const at = placeIn(fact, job.span, job.path);
    const { checkouts, runs } = untrustedCode(fact, job);
    const secrets = secretsOf(fact, job);
    const agentSteps = job.steps.filter(({ uses }) => uses !== null && agentActions.includes(actionOf(uses)));
    const isAgent = pipelines.some(
      (p) => p.at.path === at.path && p.at.span.startLine === at.span.startLine && p.reaches.length > 0,
    );
    const rights = job.permissions ?? fact.permissions;
    return {
      workflow: fact.name,
      job: job.id,
      at,
      openTriggers: fact.triggers
        .filter(({ event }) => openEvents.has(event))
        .map(({ event, span }) => ({ event, at: placeIn(fact, span) })),
      checksOutHead: checkouts,
      runsHead: runs,
      guardedBy: guardsOf(fact, job),
      secrets,
      runsAgent: isAgent || agentSteps.length > 0 || secrets.some(({ name }) => modelKeyVariables.has(name)),
      cloudKeys: cloudKeysOf(fact, job),
      federated: federationsOf(fact, job),
      allRights: rights?.all === "write" ? placeIn(fact, rights.span, job.permissions ? job.path : undefined) : null,
      inheritsAll: job.calls?.inheritsSecrets ? [placeIn(fact, job.calls.span, job.path)] : [],
    };
  });
}

/** Whoever can open a pull request or write a comment causes them, and they run with the secrets of the repository. */
const openEvents = new Set(["pull_request_target", "issue_comment", "workflow_run"]);

const headReference =
  /event\.pull_request\.head\.|\bhead_ref\b|refs\/pull\/|event\.workflow_run\.(?:head_|pull_requests)|event\.issue\.number|event\.pull_request\.number/;

function untrustedCode(fact: Located<WorkflowFact>, job: JobFact) {
  const checkouts: Place[] = [];
  const runs: { readonly command: string; readonly at: Place }[] = [];
  for (const step of job.steps) {
    const at = placeIn(fact, step.span, step.path ?? job.path);
    if (isHeadCheckout(step) || isComputedCheckout(step)) checkouts.push(at);
    else if (checkouts.length > 0) {
      const command = runsCheckout(step);
      if (command !== null) runs.push({ command, at });
    }
  }
  return { checkouts, runs };
}

function isHeadCheckout(step: StepFact): boolean {
  if (step.run !== null)
    return /\bgh pr checkout\b|\bgit (?:fetch|checkout|pull)\b[^\n]*\bpull\/[^\n]*\/(?:head|merge)\b/.test(step.run);
  if (step.uses === null || actionOf(step.uses) !== "actions/checkout") return false;
  // Into a folder of its own it is looked at, and not run by what stands in the root.
  if (step.with.some(({ name }) => name === "path")) return false;
  const isOwn = !step.with.some(({ name }) => name === "repository");
  return step.with.some(
    ({ name, value }) =>
      (name === "ref" || name === "repository") &&
      namesIn(value).some((n) => headReference.test(n) && !(isOwn && branchName.test(n))),
  );
}

/** A branch by its name alone is one of this repository, whoever else has one of that name. */
const branchName = /event\.pull_request\.head\.ref\b|\bhead_ref\b|event\.workflow_run\.head_branch\b/;

/** What an earlier step or job decides to check out may be the code of a stranger. */
function isComputedCheckout(step: StepFact): boolean {
  if (step.uses === null || actionOf(step.uses) !== "actions/checkout") return false;
  const ref = step.with.find(({ name }) => name === "ref");
  return ref !== undefined && mentionsIn(ref.value).some(({ store }) => computedStores.has(store));
}

const computedStores = new Set(["github-output", "github-env", "github-input"]);

/** Programs that run what the checkout says: its scripts, its configuration, its dependencies. */
const runners =
  /(?:^|[\n;&|]\s*|\s)((?:npm|pnpm|yarn|bun) (?:ci|i|install|run|test|exec|build|start)\b|(?:pnpm|yarn|bun) [a-z]|npx |pnpx |bunx |node |tsx |python3? |pip3? install |uv (?:run|sync)|poetry (?:install|run)|make\b|cargo (?:build|test|run)|go (?:build|test|run)|(?:bash|sh) \.?\/?[\w./-]+\.sh|\.\/[\w./-]+)/;

function runsCheckout(step: StepFact): string | null {
  if (step.uses?.startsWith("./")) return step.uses;
  const found = step.run === null ? null : runners.exec(step.run);
  return found ? (found[1] ?? "").trim() : null;
}

/** A condition that looks at who caused the event, or asks for something that only maintainers can do. */
const looksAtPerson =
  /author_association|\bactor\b|\bsender\b|head\.repo|head_repository|\blabels?\b|permission|\.login\b|\bfork\b|is_member|collaborator|authorized|allowed|approved/i;

function guardsOf(fact: Located<WorkflowFact>, job: JobFact): JobScope["guardedBy"] {
  const guards: { what: string; at: Place }[] = [];
  const at = placeIn(fact, job.span, job.path);
  if (job.if !== null && looksAtPerson.test(job.if)) guards.push({ what: "a condition on who caused it", at });
  if (job.environment)
    guards.push({
      what: "the rules of its environment",
      at: placeIn(fact, job.environment.span, job.environment.path),
    });
  // What a job that it waits for decides is not followed: it may be all the protection there is.
  if (job.needs.length > 0) guards.push({ what: `what ${job.needs[0]} decides`, at });
  for (const step of job.steps) {
    if (isComputedCheckout(step) && !isHeadCheckout(step)) {
      guards.push({
        what: "a step that decides what is checked out",
        at: placeIn(fact, step.span, step.path ?? job.path),
      });
    }
    // The options of a command say what it may do, not who caused it: `--dangerously-skip-permissions`.
    const text = [step.if, step.uses, step.run?.replace(/(^|\s)--?[\w-]+/g, " ") ?? null, step.name]
      .filter((t) => t !== null)
      .join("\n");
    if (looksAtPerson.test(text))
      guards.push({ what: "a step that looks at who caused it", at: placeIn(fact, step.span, step.path ?? job.path) });
  }
  for (const { event, types, span } of fact.triggers)
    if (openEvents.has(event) && types?.length && types.every((type) => type === "labeled"))
      guards.push({ what: "a label", at: placeIn(fact, span) });
  return guards;
}

function secretsOf(fact: Located<WorkflowFact>, job: JobFact): JobScope["secrets"] {
  const found = new Map<string, Place>();
  for (const [entry, at] of entriesOf(fact, job)) {
    for (const name of storedIn(entry.value)) if (name !== "GITHUB_TOKEN" && !found.has(name)) found.set(name, at);
  }
  return [...found].map(([name, at]) => ({ name, at }));
}

function cloudKeysOf(fact: Located<WorkflowFact>, job: JobFact): JobScope["cloudKeys"] {
  const keys = new Map<string, { name: string; cloud: string; at: Place }>();
  for (const [entry, at, step] of entriesOf(fact, job)) {
    const login = step?.uses
      ? cloudLogins.find(({ action }) => action === actionOf(step.uses ?? "").toLowerCase())
      : undefined;
    const cloud = login?.keys.includes(entry.name) ? login.cloud : cloudKeyVariables[entry.name];
    if (cloud === undefined || storedIn(entry.value).length === 0) continue;
    const key = { name: storedIn(entry.value)[0] ?? entry.name, cloud, at };
    if (!keys.has(`${cloud} ${key.name}`)) keys.set(`${cloud} ${key.name}`, key);
  }
  return [...keys.values()];
}

function federationsOf(fact: Located<WorkflowFact>, job: JobFact): readonly Place[] {
  return job.steps.flatMap((step) => {
    const login =
      step.uses === null
        ? undefined
        : cloudLogins.find(({ action }) => action === actionOf(step.uses ?? "").toLowerCase());
    const names = step.with.map(({ name }) => name);
    const isFederated = login?.federates.some((n) => names.includes(n)) && !login.keys.some((n) => names.includes(n));
    return isFederated ? [placeIn(fact, step.span, step.path ?? job.path)] : [];
  });
}

function* entriesOf(
  fact: Located<WorkflowFact>,
  job: JobFact,
): Generator<readonly [BindingEntry, Place, StepFact | null]> {
  for (const entry of fact.env) yield [entry, placeIn(fact, entry.span, entry.path), null];
  const given = [...job.env, ...(job.calls?.secrets ?? []), ...(job.calls?.with ?? [])];
  for (const entry of given) yield [entry, placeIn(fact, entry.span, entry.path ?? job.path), null];
  for (const step of job.steps)
    for (const entry of [...step.env, ...step.with])
      yield [entry, placeIn(fact, entry.span, entry.path ?? step.path ?? job.path), step];
}

/** The secrets of the repository that a value takes in. */
function storedIn(value: BindingValue): readonly string[] {
  return mentionsIn(value).flatMap(({ store, name }) => (store === "github-secret" ? [name] : []));
}

function namesIn(value: BindingValue): readonly string[] {
  return mentionsIn(value)
    .map(({ name }) => name)
    .concat(value.kind === "literal" ? (value.sealed.text ?? []) : [])
    .concat(value.kind === "expression" ? value.text : [])
    .concat(value.kind === "template" ? value.parts.flatMap((p) => ("digest" in p ? (p.text ?? []) : [])) : []);
}

function mentionsIn(value: BindingValue): readonly { readonly store: string; readonly name: string }[] {
  switch (value.kind) {
    case "reference":
      return [value];
    case "template":
      return value.parts.flatMap((part) => ("digest" in part ? [] : [part]));
    case "expression":
      return value.mentions;
    case "literal":
      return [];
  }
}

/** `printenv`, `env` and `set` as whole commands; `set -x` shows them one command at a time. */
function printing(run: string | null): string | null {
  const found = /(?:^|[\n;&|])[ \t]*(printenv|env|export -p)[ \t]*(?:\||$|\n|;)/.exec(run ?? "");
  return found?.[1] ?? null;
}

function actionOf(uses: string): string {
  return uses.replace(/@.*$/, "");
}

function placeIn(fact: Located<Fact>, span: Span, path?: string): Place {
  return { path: path ?? fact.path, span };
}
