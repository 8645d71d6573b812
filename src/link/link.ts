import type { Environment } from "../model/environment.ts";
import type { Fact, IgnoreCommentFact, Located } from "../model/facts.ts";
import { comparePlaces, compareText } from "../model/location.ts";
import type { OnProgress } from "../model/progress.ts";
import { remember } from "../model/remember.ts";
import type { Settings } from "../model/settings.ts";
import type { Binding, Service, Stack } from "../model/stack.ts";
import type { Gap, TreeFile } from "../model/tree.ts";
import { findModelUses } from "./agents.ts";
import { approvalsOf } from "./approvals/approvals.ts";
import { auditEventsOf } from "./audit/audit-events.ts";
import { actingJobs } from "./ci/acting-jobs.ts";
import { withAmbient } from "./ci/ambient.ts";
import type { Job } from "./ci/job.ts";
import { withJobStores } from "./ci/job-stores.ts";
import { readJobs } from "./ci/jobs.ts";
import { linkPipelines } from "./ci/pipelines.ts";
import { withStoreCommands } from "./ci/store-commands.ts";
import { withCodeEnvironments, writesHosts } from "./code-environments.ts";
import { LinkContext } from "./context.ts";
import { withTags } from "./credential-tags.ts";
import { linkCredentials } from "./credentials/credentials.ts";
import { withDeployments } from "./deployments/deployments.ts";
import { detectionOf } from "./detection/detection.ts";
import { dotenvCascades } from "./dotenv-cascades.ts";
import { type EnvironmentNames, environmentNames } from "./environment-variables.ts";
import { withContext } from "./feeds.ts";
import { dataFlowsOf } from "./flows/flows.ts";
import { endpointsOf, hostRegistry } from "./hosts.ts";
import { type Provisioned, provisioned } from "./infrastructure/provisioned.ts";
import { withProvisions } from "./infrastructure/units.ts";
import { runBoundsOf } from "./limits/run-bounds.ts";
import { linkBlanketApprovals, linkMcpServers } from "./mcp.ts";
import { modelCallsOf } from "./model-calls.ts";
import { namedModelsOf } from "./named-models.ts";
import { unreadLanguages } from "./other-languages.ts";
import { platformStores } from "./platform-stores.ts";
import { programmed } from "./programmed/programmed.ts";
import { promptsOf } from "./prompts/prompts.ts";
import { CodeReach } from "./reach.ts";
import { recordPlaces } from "./record-places.ts";
import { recordingOf } from "./recording/recording.ts";
import { recoveryOf } from "./recovery/recovery.ts";
import { ownershipOf } from "./runbooks/ownership.ts";
import { runbooksOf } from "./runbooks/runbooks.ts";
import { saidEnvironments } from "./said-environments.ts";
import { secretScopeOf } from "./secrets/secret-scope.ts";
import { linkMcpClients } from "./servers/clients.ts";
import { withDeclaredActing, withDeclaredEnvironments } from "./settings/environments.ts";
import { withoutPublicKeys, withPublicKeys } from "./settings/public-keys.ts";
import { stopsOf } from "./stops/stops.ts";
import { linkStores } from "./stores/stores.ts";
import { findStoreUses } from "./stores/uses.ts";
import { checkRunsOf } from "./tests/check-runs.ts";
import { partsOf } from "./tests/part-places.ts";
import { testCasesOf } from "./tests/test-cases.ts";
import { numberGates } from "./tools/gate-numbers.ts";
import { numberedTools } from "./tools/numbered.ts";
import { linkToolRecords } from "./tools/records.ts";
import { remoteTools } from "./tools/remote-servers.ts";
import { type LinkedTool, linkTools } from "./tools/tools.ts";
import { withJobs } from "./units/jobs.ts";
import type { Unit } from "./units/unit.ts";
import { readUnits } from "./units/units.ts";

export interface LinkInput {
  readonly facts: readonly Located<Fact>[];
  readonly files: readonly TreeFile[];
  readonly gaps: readonly Gap[];
  /** What the users of the repository say of it. */
  readonly settings?: Settings | null;
}

/** A Stack with what it was made from, for questions that are asked afterwards. */
export interface Linked {
  readonly stack: Stack;
  readonly context: LinkContext;
  readonly tools: readonly LinkedTool[];
  /** Beside the Stack, as rules must not see what is to be made of their findings. */
  readonly ignoreComments: readonly Located<IgnoreCommentFact>[];
}

/** Joins the facts of all files into one Stack. All reasoning across files happens below this. */
export function link(input: LinkInput): Stack {
  return linkAll(input).stack;
}

interface Declared {
  readonly units: readonly Unit[];
  /** The facts of the files, and what was joined from them on the way. */
  readonly facts: LinkInput["facts"];
}

/** The environments of every folder, from configuration, CI, infrastructure and code. */
function declaredIn(
  context: LinkContext,
  { facts, files }: Pick<LinkInput, "facts" | "files">,
  jobs: readonly Job[],
  names: EnvironmentNames,
): Declared {
  const acting = actingJobs(jobs);
  const known = provisioned(facts, jobs);
  const declared = withDeployments(facts, jobs);
  const isDeclared = (name: string): boolean => context.declaredAs(name) !== null;
  const ignored = new Set(files.flatMap(({ path, ignored }) => (ignored ? [path] : [])));
  const cascades = dotenvCascades(context, facts, (path) => ignored.has(path));
  const build = (more: LinkInput["facts"], given: Provisioned): readonly Unit[] => {
    const read = withJobs(readUnits([...declared, ...more], names, isDeclared, cascades), acting);
    const units = withCodeEnvironments(
      context,
      withProvisions(read, {
        provisions: [...given.provisions, ...known.provisions],
        accounts: [...known.accounts, ...given.accounts],
      }),
    );
    return withDeclaredEnvironments(units, context.declaredAs);
  };
  const found = programmed(context, (stages) => build(stages, { provisions: [], accounts: [] }));
  context.facts = [...facts, ...found.facts];
  return { units: build(found.facts, found), facts: [...declared, ...found.facts] };
}

/** The same, with what questions about single lines are answered from. */
export function linkAll(input: LinkInput, onProgress: OnProgress = () => {}): Linked {
  const starting = (step: string): void => onProgress({ phase: "link", step });
  starting("modules");
  const context = new LinkContext(input.facts, new Map(input.files.map((f) => [f.path, f.zone])));
  if (input.settings) context.apply(input.settings);
  const names = environmentNames(context);
  context.evaluator.namesEnvironment = names;
  starting("environments");
  const jobs = withDeclaredActing(readJobs(input.facts, names), context.declaredAs);
  const { units, facts } = declaredIn(context, input, jobs, names);
  context.units = units;

  context.evaluator.environmentOfHost = hostRegistry(
    context.units,
    context.endpointAt,
    (name) => context.evaluator.environmentWord(name) ?? name,
  );
  context.evaluator.saysEnvironment = saidEnvironments(context.units);
  context.codeChooses ||= writesHosts(context);

  starting("agents and tools");
  const modelUses = findModelUses(context);
  const tools = [...linkTools(context), ...remoteTools(context)].sort((a, b) => comparePlaces(a.tool.at, b.tool.at));
  starting("stores");
  const storeUses = findStoreUses(context.program, context.evaluator);
  const linkedStores = [...linkStores(context, storeUses), ...platformStores(context, storeUses)];
  const stores = [...withContext(context, linkedStores, tools, modelUses)].sort(
    (a, b) => comparePlaces(a.at, b.at) || compareText(a.name, b.name),
  );
  starting("gates, pipelines and credentials");
  const gates = numberGates(tools);
  const mcpServers = linkMcpServers(input.facts);
  const reach = new CodeReach(context, tools, stores, modelUses);
  const pipelines = withoutPublicKeys(
    linkPipelines(jobs, context.program, (path, served) => reach.of(path, served)),
    context.publicKey,
  );
  const credentials = withPublicKeys(withTags(context, linkCredentials(context, storeUses), gates), context.publicKey);

  starting("model calls, events and limits");
  const modelCalls = modelCallsOf(context);
  const bindings = bindingsOf(context);
  const agents = [...modelUses, ...tools.map((t) => t.tool.at), ...mcpServers.map((s) => s.at)].sort(comparePlaces);
  const auditEvents = auditEventsIn(context, tools);
  const gatedTools = numberedTools(context, tools, stores, gates);
  const approvals = approvalsOf(context, { facts: input.facts, jobs, tools });

  const untested: Omit<Stack, "tests" | "checkRuns"> = {
    agentEvidence: agents,
    environments: environmentsOf(context),
    services: servicesOf(context),
    bindings,
    credentials,
    stores,
    endpoints: endpointsOf(context.units, context.endpointAt),
    tools: gatedTools,
    gates,
    modelCalls,
    models: namedModelsOf(modelCalls, bindings),
    recovery: recoveryOf(context, { agents, jobs, stores, linked: linkedStores, present: input }),
    runbooks: runbooksOf(context, {
      ...input,
      names: [
        ...tools.map((t) => t.tool.name),
        ...servicesOf(context).map((s) => s.name),
        ...agents.map(({ path }) => context.serviceName(context.packageOf(path))),
      ],
    }),
    ownership: ownershipOf(context, agents),
    auditEvents,
    runBounds: runBoundsOf(context, tools),
    stops: stopsOf(context, tools),
    prompts: promptsOf(context, tools),
    dataFlows: dataFlowsOf(context, tools),
    pipelines: withAmbient(
      jobs,
      withStoreCommands(
        jobs,
        withJobStores(context.evaluator, jobs, pipelines, stores, linkedStores),
        context.evaluator.platform.all,
        stores,
      ),
      credentials,
      stores,
    ),
    mcpServers,
    mcpClients: linkMcpClients(context, input.facts),
    blanketApprovals: linkBlanketApprovals(input.facts),
    waivedApprovals: approvals.waived,
    keptApprovals: approvals.kept,
    toolRecords: linkToolRecords(context, input.facts, tools),
    recording: recordingOf(context, tools, auditEvents),
    detection: detectionOf(context, tools, jobs, pipelines),
    secretScope: secretScopeOf(context, { facts: input.facts, files: input.files, tools, pipelines }),
    gaps: [...input.gaps, ...gapsOf(facts), ...unreadLanguages(input.files), ...unfollowed(context)].sort(
      (a, b) => compareText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.reason, b.reason),
    ),
  };
  const stack: Stack = {
    ...untested,
    checkRuns: checkRunsOf(context, {
      jobs,
      pipelines,
      runbooks: untested.runbooks,
      reverts: untested.recovery.reverts,
    }),
    tests: testCasesOf(context, { gates, tools: gatedTools, linked: tools }, partsOf(untested)),
  };
  return { stack, context, tools, ignoreComments: input.facts.filter((fact) => fact.kind === "ignore-comment") };
}

/** Events with the tools they record as numbers; one that is tied to no tool stands for all of them. */
function auditEventsIn(context: LinkContext, tools: readonly LinkedTool[]): Stack["auditEvents"] {
  const entries = tools.flatMap(({ tool, entries: ways }, index) =>
    ways.map(({ fn, args, round }) => ({
      name: tool.name,
      kind: "tool" as const,
      fn,
      args,
      round: round ?? null,
      service: tool.service,
      tool: index,
    })),
  );
  const isSet = (variable: string): boolean =>
    context.units.some((u) => [...u.environments.values()].some((e) => e.blocks.some((b) => b.values.has(variable))));
  return auditEventsOf({
    evaluator: context.evaluator,
    program: context.program,
    entries,
    serviceOf: (path) => context.serviceName(context.homesOf(path)[0] ?? context.packageOf(path)),
    isDeployed: (path) => context.isDeployed(path),
    processes: { isSet, runsWith: sharedProcesses(context) },
    places: recordPlaces(context),
  }).filter((e) => context.isDeployed(e.at.path));
}

/** Whether two files may run in one process: they belong to one package, or the package of one imports the other. */
function sharedProcesses(context: LinkContext): (a: string, b: string) => boolean {
  const using = new Map<string, ReadonlySet<string>>();
  const users = (path: string): ReadonlySet<string> =>
    remember(using, path, () => new Set([...context.imports.usersOf(path)].map((p) => context.packageOf(p))));
  return (a, b) => users(a).has(context.packageOf(b)) || users(b).has(context.packageOf(a));
}

function environmentsOf(context: LinkContext): readonly Environment[] {
  const found = new Map<string, Environment>();
  for (const unit of context.units) {
    for (const e of unit.environments.values()) {
      const before = found.get(e.name);
      found.set(e.name, {
        name: e.name,
        class: e.class,
        declaredAt: [...(before?.declaredAt ?? []), ...e.declaredAt].sort(comparePlaces),
        ...alsoCalled([...(before?.alsoCalled ?? []), ...(e.alsoCalled ?? [])]),
      });
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.name, b.name));
}

function alsoCalled(names: readonly string[]): Pick<Environment, "alsoCalled"> {
  return names.length === 0 ? {} : { alsoCalled: [...new Set(names)].sort() };
}

function servicesOf(context: LinkContext): readonly Service[] {
  return context.units.flatMap((u) => {
    const [at] = [...u.environments.values()].flatMap((e) => e.declaredAt);
    return at
      ? [
          {
            name: context.serviceName(u.directory),
            directory: u.directory,
            environments: context.viewsOf(u.directory).map((v) => v.name),
            at,
          },
        ]
      : [];
  });
}

function bindingsOf(context: LinkContext): readonly Binding[] {
  return context.units.flatMap((unit) =>
    context.viewsOf(unit.directory).flatMap((view) => {
      const own = unit.environments.get(view.name);
      const variables = [...new Set(own?.blocks.flatMap((b) => [...b.values.keys()]) ?? [])].sort();
      return variables.flatMap((variable): readonly Binding[] => {
        const found = view.lookup(variable);
        return found.kind === "bound"
          ? [
              {
                service: context.serviceName(unit.directory),
                environment: view.name,
                variable,
                value: found.value,
                at: found.at,
              },
            ]
          : [];
      });
    }),
  );
}

/** Work on one repository is bounded, whatever its code is like; what was not followed then is said, not left out. */
function unfollowed(context: LinkContext): readonly Gap[] {
  return context.evaluator.isSpent
    ? [
        {
          path: ".",
          reason: "the repository takes more steps to analyse than are spent on one, so some calls were not followed",
        },
      ]
    : [];
}

/** What extractors and the lowering of modules could not read. */
function gapsOf(facts: readonly Located<Fact>[]): readonly Gap[] {
  return facts.flatMap((fact): readonly Gap[] => {
    if (fact.kind === "gap")
      return [
        fact.line === null
          ? { path: fact.path, reason: fact.reason }
          : { path: fact.path, reason: fact.reason, line: fact.line },
      ];
    if (fact.kind !== "module") return [];
    return fact.module.gaps.map((g) => ({ path: fact.path, reason: g.reason, line: g.span.startLine }));
  });
}
