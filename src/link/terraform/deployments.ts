import { namesEnvironment } from "../../catalog/environment-names.ts";
import { classOf } from "../../model/environment.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { CiRun } from "./ci-runs.ts";
import { rootScope, type TerraformEvaluator } from "./evaluate.ts";
import { localSource, placeOf, type TerraformFile, type TerraformModule } from "./modules.ts";
import { outputsOnce, Terragrunt } from "./terragrunt.ts";
import { type Deployment, type Input, type TerraformValue, textOf } from "./value.ts";
import { environmentOfFolder, type ValueFile, valueFilesOf } from "./value-files.ts";
import { workspacesOf } from "./workspaces.ts";

/** No repository applies one module in more ways than this. */
const mostDeployments = 40;

/** Every application of a root module that the repository shows: one for each set of values, workspace or folder. */
export function deploymentsOf(
  evaluator: TerraformEvaluator,
  files: readonly TerraformFile[],
  runs: readonly CiRun[],
): readonly Deployment[] {
  const roots = rootModules(evaluator.modules);
  const made = new Map<string, readonly Deployment[]>();
  const outputsOf = outputsOnce((directory) => {
    const [only, ...others] = deploymentsAt(directory);
    // A module from elsewhere was not read, and neither were its outputs.
    if (!only || others.length > 0 || only.root.outputs.size === 0) return null;
    const scope = rootScope(only);
    return new Map(
      [...only.root.outputs.keys()].map((name) => [name, evaluator.named("output", name, scope, only.declared)]),
    );
  });
  const terragrunt = new Terragrunt(evaluator, files, outputsOf);
  const deploymentsAt = (directory: string): readonly Deployment[] =>
    remember(made, directory, () => {
      const root = roots.get(directory);
      if (!root) return [];
      const values = valueFilesOf(root, roots, files);
      const own = runs.filter((run) => run.directory === directory);
      const unit = root.terragrunt && terragrunt.unitOf(root.terragrunt.path, draftOf(root));
      const applied = unit?.source == null ? root : evaluator.modules.get(unit.source);
      if (!applied) return [];
      return heads(applied, directory, values, own)
        .slice(0, mostDeployments)
        .map((head) => deploymentOf(evaluator, { root, applied, values, runs: own, head, given: unit?.inputs }));
    });
  return [...roots.keys()].flatMap(deploymentsAt);
}

/** A unit of Terragrunt before anything is known of it. */
function draftOf(root: TerraformModule): Deployment {
  const state = `${root.directory}@`;
  return {
    ...{ root, state, name: root.directory, environment: null, workspace: null, declared: firstPlace(root) },
    ...{ inputs: new Map(), backend: new Map(), runs: [] },
  };
}

/** Modules that no other module calls, and those that say where their state is kept. */
export function rootModules(modules: ReadonlyMap<string, TerraformModule>): ReadonlyMap<string, TerraformModule> {
  const called = new Set(
    [...modules.values()].flatMap(({ directory, calls }) =>
      [...calls.values()].flatMap((call) => localSource(call) ?? []).filter((folder) => folder !== directory),
    ),
  );
  const isRoot = ({ directory, backends, providers, resources, calls, terragrunt }: TerraformModule): boolean => {
    if (terragrunt) return true;
    if (backends.length > 0) return true;
    if (called.has(directory) || resources.size + calls.size === 0) return false;
    // A module that is there to be called by others says so by its folder.
    return !/(?:^|\/)modules\//.test(directory) || providers.some(({ block }) => block.values.length > 0);
  };
  return new Map([...modules].filter(([, module]) => isRoot(module)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What tells one application of a root module from another. */
interface Head {
  /** As the files of values, the workspace or the folder are called. */
  readonly label: string | null;
  readonly workspace: string | null;
  readonly at: Place | null;
}

function heads(
  module: TerraformModule,
  directory: string,
  values: readonly ValueFile[],
  runs: readonly CiRun[],
): readonly Head[] {
  const found = new Map<string, Head>();
  // The values tell more of an environment than where its state is kept.
  const byWeight = [...values].sort((a, b) => Number(a.file.role === "backend") - Number(b.file.role === "backend"));
  for (const { file, label } of byWeight) {
    const at = { path: file.path, span: file.values[0]?.span ?? noSpan };
    if (label !== null && !found.has(label)) found.set(label, { label, workspace: label, at });
  }
  for (const { name, at } of workspacesOf(module, runs))
    if (!found.has(name)) found.set(name, { label: name, workspace: name, at });
  if (found.size > 0) return [...found.values()];
  const label = environmentOfFolder(directory);
  return [{ label, workspace: null, at: null }];
}

const noSpan = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** What a deployment is made of. */
interface Parts {
  /** The folder in which it is applied, and the module that is applied there, which Terragrunt takes from elsewhere. */
  readonly root: TerraformModule;
  readonly applied: TerraformModule;
  readonly values: readonly ValueFile[];
  readonly runs: readonly CiRun[];
  readonly head: Head;
  /** What Terragrunt hands over. */
  readonly given: ReadonlyMap<string, TerraformValue> | undefined;
}

function deploymentOf(evaluator: TerraformEvaluator, { root, applied, values, runs, head, given }: Parts): Deployment {
  const counting = values.filter(({ label }) => label === null || label === head.label);
  const own = runsOf(runs, counting, head);
  const draft: Deployment = {
    root: applied,
    state: `${root.directory}@${head.label ?? ""}`,
    name: `${root.directory === "" ? "the root" : root.directory}${head.label === null ? "" : ` (${head.label})`}`,
    environment: null,
    workspace: head.workspace,
    declared: head.at ?? firstPlace(root),
    inputs: new Map([...givenBy(given), ...inputsIn(counting, "values"), ...boundBy(own)]),
    backend: inputsIn(counting, "backend"),
    runs: own,
  };
  const byRun = own.find((run) => run.environment !== null)?.environment ?? null;
  return { ...draft, environment: byRun ?? saidByVariable(evaluator, draft, head.label) ?? head.label };
}

/** The runs of CI that apply this and nothing else: by the files they hand over, the workspace, or the environment. */
function runsOf(runs: readonly CiRun[], values: readonly ValueFile[], head: Head): readonly CiRun[] {
  if (head.label === null) return runs.length > 0 && new Set(runs.map((run) => run.environment)).size === 1 ? runs : [];
  const paths = new Set(values.filter(({ label }) => label !== null).map(({ file }) => file.path));
  return runs.filter((run) => {
    const files = [...run.valueFiles, ...run.backendFiles];
    if (files.some((file) => paths.has(file))) return true;
    if (run.workspace !== null) return run.workspace === head.label;
    return files.length === 0 && run.environment !== null && isSame(run.environment, head.label ?? "");
  });
}

function isSame(a: string, b: string): boolean {
  return a === b || (classOf(a) !== "other" && classOf(a) === classOf(b));
}

function inputsIn(values: readonly ValueFile[], role: "values" | "backend"): Map<string, Input> {
  return new Map(
    values
      .filter(({ file }) => file.role === role)
      .flatMap(({ file }) =>
        file.values.map(({ name, value }) => [name, { kind: "written", value, path: file.path } as const] as const),
      ),
  );
}

function givenBy(inputs: Parts["given"]): readonly (readonly [string, Input])[] {
  return [...(inputs ?? [])].map(([name, value]) => [name, { kind: "given", value } as const] as const);
}

/** `TF_VAR_name`, which a job sets for the runs in it. */
function boundBy(runs: readonly CiRun[]): readonly (readonly [string, Input])[] {
  return runs.flatMap(({ variables }) =>
    variables.flatMap(({ variable, value, at }) =>
      variable.startsWith("TF_VAR_") ? [[variable.slice("TF_VAR_".length), { kind: "bound", value, at } as const]] : [],
    ),
  );
}

/** `environment = "prod"` among the values; a default says it only where nothing else does. */
function saidByVariable(evaluator: TerraformEvaluator, deployment: Deployment, label: string | null): string | null {
  for (const name of deployment.root.variables.keys()) {
    if (namesEnvironment(name.toUpperCase()) !== "environment") continue;
    if (label !== null && !deployment.inputs.has(name)) continue;
    const said = textOf(evaluator.named("var", name, rootScope(deployment), deployment.declared));
    if (said !== null && classOf(said) !== "other") return said.toLowerCase();
  }
  return null;
}

function firstPlace({ providers, backends, calls, resources, terragrunt, directory }: TerraformModule): Place {
  const [first] = [...backends, ...providers, ...calls.values(), ...resources.values()];
  if (first) return placeOf(first);
  return { path: terragrunt?.path ?? directory, span: noSpan };
}
