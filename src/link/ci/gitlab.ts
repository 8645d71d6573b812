import picomatch from "picomatch";
import type { BindingEntry } from "../../model/binding-facts.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { GitlabFact, GitlabJobFact, GitlabScript } from "../../model/gitlab-facts.ts";
import type { JobFact, StepFact, WorkflowFact } from "../../model/workflow-facts.ts";

const mostFiles = 100;
const mostJobs = 1_000;
const mostIncludes = 200;
const deepestExtends = 11;
const mostParts = 500;

/** The pipelines of GitLab: the configuration at the root with what it includes, and the files that its jobs start. */
export function gitlabWorkflows(facts: readonly Located<Fact>[]): readonly Located<WorkflowFact>[] {
  const files = new Map(facts.flatMap((fact) => (fact.kind === "gitlab" ? [[fact.path, fact] as const] : [])));
  const found: Located<WorkflowFact>[] = [];
  const started = new Set<string>();
  const start = (path: string, handed: readonly BindingEntry[]): void => {
    if (started.has(path) || started.size >= mostFiles) return;
    started.add(path);
    const pipeline = new Pipeline(path, files, handed);
    const workflow = pipeline.workflow();
    if (!workflow) return;
    found.push(workflow);
    for (const child of pipeline.children()) start(child.path, child.handed);
  };
  start(".gitlab-ci.yml", []);
  return found;
}

type LocatedJob = GitlabJobFact & { readonly path: string };

/** One pipeline: a file with all that it includes. */
class Pipeline {
  readonly #path: string;
  readonly #files: readonly Located<GitlabFact>[];
  readonly #jobs = new Map<string, LocatedJob>();
  readonly #all: ReadonlyMap<string, Located<GitlabFact>>;
  readonly #handed: readonly BindingEntry[];
  // A base is put together once, however many jobs extend it by however many ways.
  readonly #resolved = new Map<string, { readonly job: LocatedJob; readonly missing: readonly string[] }>();

  constructor(path: string, all: ReadonlyMap<string, Located<GitlabFact>>, handed: readonly BindingEntry[]) {
    this.#path = path;
    this.#all = all;
    this.#handed = handed;
    this.#files = withIncludes(path, all);
    // A file that includes another overrides it, key by key.
    for (const file of this.#files) {
      for (const job of file.jobs) {
        const before = this.#jobs.get(job.id);
        const own = inFile(job, file.path);
        this.#jobs.set(job.id, before ? { ...over(before, own), id: job.id } : own);
      }
    }
  }

  workflow(): Located<WorkflowFact> | null {
    const own = this.#all.get(this.#path);
    if (!own) return null;
    const triggers = this.#files.findLast((file) => file.triggers !== null)?.triggers ?? [];
    return {
      kind: "workflow",
      provider: "gitlab",
      name: this.#path,
      triggers: triggers.map((event) => ({ event, branches: [], span: own.span })),
      env: merged([...this.#files.flatMap(({ variables, path }) => placed(variables, path)), ...this.#handed]),
      jobs: [...this.#jobs.values()]
        .filter(({ id }) => !id.startsWith("."))
        .slice(0, mostJobs)
        .flatMap((job) => this.#job(job)),
      span: own.span,
      path: this.#path,
    };
  }

  children(): readonly { readonly path: string; readonly handed: readonly BindingEntry[] }[] {
    return [...this.#jobs.values()].flatMap((job) =>
      (job.starts?.paths ?? []).map((path) => ({ path, handed: job.variables })),
    );
  }

  #job(written: LocatedJob): readonly JobFact[] {
    const missing: string[] = [];
    const job = this.#resolve(written, [], missing);
    if (job.never) return [];
    const defaults = this.#files.reduce<LocatedJob | null>((all, { defaults: one, path }) => {
      const next = inFile(one, path);
      return all ? over(all, next) : next;
    }, null);
    const whole = defaults ? { ...over(defaults, job), id: job.id, span: job.span, path: job.path } : job;
    const variables = merged([
      ...whole.variablesOf.flatMap((name) => this.#variablesOf(name, missing)),
      ...whole.variables,
      ...whole.secrets,
    ]);
    return [
      {
        id: job.id,
        name: null,
        environment: whole.environment,
        needs: whole.needs,
        if: null,
        env: variables,
        steps: (["before_script", "script", "after_script"] as const).flatMap((key) => this.#step(whole, key, missing)),
        services: whole.services ?? [],
        matrix: whole.matrix ?? {},
        runsOn: whole.runsOn ?? [],
        calls: whole.starts?.elsewhere
          ? {
              workflow: whole.starts.elsewhere,
              with: variables,
              secrets: [],
              inheritsSecrets: false,
              span: whole.starts.span,
            }
          : null,
        ...(whole.triggers && whole.triggers.length > 0 ? { triggers: whole.triggers } : {}),
        unread: [...new Set(missing)].map((name) => ({
          reason: `\`${name}\` is not in the repository`,
          span: (written.extends.includes(name) ? written.extendsAt : null) ?? job.span,
        })),
        ...(missing.length > 0 && !whole.scripts.script && !whole.starts
          ? { inPlaceOfSteps: { names: [...missing], stage: whole.stage } }
          : {}),
        path: job.path,
        span: job.span,
      },
    ];
  }

  /** A job with what it extends: the last named wins, and the job itself over all of them. */
  #resolve(job: LocatedJob, open: readonly string[], missing: string[]): LocatedJob {
    const known = this.#resolved.get(job.id);
    if (known) {
      missing.push(...known.missing);
      return known.job;
    }
    if (open.includes(job.id) || open.length >= deepestExtends) return job;
    const own: string[] = [];
    const bases = job.extends.flatMap((name): readonly LocatedJob[] => {
      const base = this.#jobs.get(name);
      if (base) return [this.#resolve(base, [...open, job.id], own)];
      own.push(name);
      return [];
    });
    const found = [...bases, job].reduce((before, next) => over(before, next));
    this.#resolved.set(job.id, { job: found, missing: [...new Set(own)] });
    missing.push(...own);
    return found;
  }

  #variablesOf(name: string, missing: string[]): readonly BindingEntry[] {
    const job = this.#jobs.get(name);
    if (job) return this.#resolve(job, [], missing).variables;
    missing.push(name);
    return [];
  }

  #step(job: LocatedJob, key: GitlabScript, missing: string[]): readonly StepFact[] {
    const script = job.scripts[key];
    if (!script) return [];
    const run = this.#text(job, key, missing, [], { left: mostParts }).join("\n");
    const base = {
      name: key === "script" ? job.id : key,
      if: null,
      uses: null,
      with: [],
      env: [],
      workingDirectory: null,
    };
    return [{ ...base, run, path: script.path ?? job.path, span: script.span }];
  }

  #text(
    job: LocatedJob,
    key: GitlabScript,
    missing: string[],
    open: readonly string[],
    budget: { left: number },
  ): readonly string[] {
    return (job.scripts[key]?.parts ?? []).flatMap((part): readonly string[] => {
      if (budget.left-- <= 0) return [];
      if (part.kind === "text") return [part.text];
      const other = this.#jobs.get(part.job);
      if (!other) missing.push(part.job);
      const name = `${part.job} ${part.key}`;
      if (!other || open.includes(name) || !isScript(part.key)) return [];
      return this.#text(this.#resolve(other, [], missing), part.key, missing, [...open, name], budget);
    });
  }
}

function isScript(key: string): key is GitlabScript {
  return key === "before_script" || key === "script" || key === "after_script";
}

/** The files of a pipeline, those that are included before those that include them. */
function withIncludes(path: string, all: ReadonlyMap<string, Located<GitlabFact>>): readonly Located<GitlabFact>[] {
  const found: Located<GitlabFact>[] = [];
  const open = new Set<string>();
  const visit = (name: string): void => {
    const file = all.get(name);
    if (!file || open.has(name) || open.size >= mostFiles) return;
    open.add(name);
    for (const include of file.includes.slice(0, mostIncludes))
      for (const match of matching(include.path, all)) visit(match);
    found.push(file);
  };
  visit(path);
  return found;
}

function matching(path: string, all: ReadonlyMap<string, unknown>): readonly string[] {
  if (!path.includes("*")) return [path];
  if (path.length > 200) return [];
  const matches = picomatch(path);
  return [...all.keys()].filter((name) => matches(name)).sort();
}

/** A job whose parts know the file they stand in, so that another that takes them over still tells their place. */
function inFile(job: GitlabJobFact, path: string): LocatedJob {
  const scripts = Object.entries(job.scripts).map(([key, script]) => [key, { ...script, path }]);
  return {
    ...job,
    path,
    variables: placed(job.variables, path),
    secrets: placed(job.secrets, path),
    scripts: Object.fromEntries(scripts),
    environment: job.environment && { ...job.environment, path },
    services: job.services?.map((service) => ({ ...service, path })) ?? null,
  };
}

function placed(entries: readonly BindingEntry[], path: string): readonly BindingEntry[] {
  return entries.map((entry) => ({ ...entry, path }));
}

/** The later of two jobs over the earlier: lists are replaced, maps merged. */
function over(before: LocatedJob, next: LocatedJob): LocatedJob {
  return {
    ...next,
    variables: merged([...before.variables, ...next.variables]),
    secrets: merged([...before.secrets, ...next.secrets]),
    variablesOf: next.variablesOf.length > 0 ? next.variablesOf : before.variablesOf,
    scripts: { ...before.scripts, ...next.scripts },
    services: next.services ?? before.services,
    stage: next.stage ?? before.stage,
    environment: next.environment ?? before.environment,
    triggers: next.triggers ?? before.triggers,
    never: next.triggers === null ? before.never : next.never,
    matrix: next.matrix ?? before.matrix,
    runsOn: next.runsOn ?? before.runsOn,
    needs: next.needs.length > 0 ? next.needs : before.needs,
    starts: next.starts ?? before.starts,
  };
}

/** Of equal names the last counts. */
function merged(entries: readonly BindingEntry[]): readonly BindingEntry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}
