import { bicepProgramEntry } from "../../catalog/infrastructure/azure-programs.ts";
import type { ProgramEntry } from "../../catalog/infrastructure/program-entry.ts";
import { identityVariable } from "../../catalog/infrastructure/signing-variables.ts";
import type { Fact, Located } from "../../model/facts.ts";
import type { AzdFact, InfraBlock } from "../../model/infrastructure.ts";
import type { Job } from "../ci/job.ts";
import type { ProvisionedProgram } from "../infrastructure/provisioned.ts";
import { valuesAt } from "../terraform/block-value.ts";
import { Binder } from "../terraform/bound-values.ts";
import { contextIn, rootScope, TerraformEvaluator } from "../terraform/evaluate.ts";
import { looseVariables } from "../terraform/loose-variables.ts";
import { inEnvironments } from "../terraform/programs.ts";
import type { Provided } from "../terraform/provided.ts";
import { isVariable, variablesOf, type WrittenVariable } from "../terraform/provisions.ts";
import { repeatedNames } from "../terraform/repeated-names.ts";
import { type TerraformValue, textOf } from "../terraform/value.ts";
import { type AzdEnvironment, azdEnvironments } from "./azd.ts";
import { type BicepDeployment, bicepDeployments } from "./deployments.ts";
import { bicepFunction } from "./functions.ts";
import { type BicepInstance, BicepInstances, parametersOf, settingIn } from "./instances.ts";
import { loadedFiles } from "./loaded-files.ts";
import { bicepFiles, readBicepModules } from "./modules.ts";

/** The programs that Bicep gives variables to, in each deployment that a file of parameters or a command of azd shows. */
export function bicepPrograms(facts: readonly Located<Fact>[], jobs: readonly Job[]): readonly ProvisionedProgram[] {
  const files = bicepFiles(facts);
  if (files.length === 0) return [];
  const modules = readBicepModules(files);
  const evaluator = new TerraformEvaluator(new Map(), loadedFiles(facts, modules), bicepFunction);
  const instances = new BicepInstances(evaluator, modules);
  const projects = facts.filter((fact): fact is Located<AzdFact> => fact.kind === "azd");
  let environments: readonly AzdEnvironment[] | undefined;
  const deployments = bicepDeployments(modules, files, () => {
    environments ??= azdEnvironments(facts, jobs);
    return environments;
  });
  const all = deployments.map((deployed) => providedBy(evaluator, instances, deployed, projects));
  // What counts in a subscription alone is told by a name that counts everywhere: that of its vault.
  const binder = new Binder({ of: () => null }, false, repeatedNames(all.flat()));
  return all.flat().flatMap((provided) => inEnvironments(provided, binder));
}

function providedBy(
  evaluator: TerraformEvaluator,
  instances: BicepInstances,
  { module, values, path, deployment }: BicepDeployment,
  projects: readonly AzdFact[],
): readonly Provided[] {
  const project = projects.find((one) => module.path.replace(/\.bicep$/i, "") === one.module);
  const scope = rootScope(deployment);
  const found: Provided[] = [];
  const given = (name: string): TerraformValue | undefined => {
    const value = values.get(name);
    return value && evaluator.evaluate(value.value, contextIn(scope, path));
  };
  const visit = (instance: BicepInstance): void => {
    for (const block of instance.module.resources.values()) {
      const entry = bicepProgramEntry((block.labels[1] ?? "").replace(/@.*$/, ""));
      if (entry) found.push(...programIn(evaluator, instances, instance, block, entry));
    }
    for (const call of instance.module.calls.values()) {
      const child = instances.childOf(instance, call);
      if (child) visit(child);
      else found.push(...programIn(evaluator, instances, instance, call, null));
    }
  };
  const root = instances.open(module, scope, given);
  visit(root);
  const placed = found.map((one) => ({ ...one, code: [...one.code, ...folderOf(project, one.names)] }));
  return [...placed, ...(project ? outputsFor(evaluator, root, project, placed) : [])];
}

/** The folder of the service that a program is, by the tag that the Azure Developer CLI finds it with, or its name. */
function folderOf(project: AzdFact | undefined, names: readonly string[]): readonly string[] {
  return (project?.services ?? []).flatMap(({ name, folder }) => (names.includes(name) ? [folder] : []));
}

/**
 * The outputs of the template are variables of the environment, from which a service takes what its own settings do not
 * give it.
 */
function outputsFor(
  evaluator: TerraformEvaluator,
  { module, context }: BicepInstance,
  { services }: AzdFact,
  programs: readonly Provided[],
): readonly Provided[] {
  const { deployment } = context.scope;
  const { environment } = deployment;
  const own = new Set(programs.flatMap(({ variables }) => variables.map(({ variable }) => variable)));
  const variables = [...module.outputs].flatMap(([variable, block]) => {
    const setting = settingIn(block);
    if (!setting || environment === null || own.has(variable) || !isVariable(variable)) return [];
    const value = evaluator.evaluate(setting, context);
    return [{ variable, value, at: { path: module.path, span: block.span }, environment }];
  });
  if (variables.length === 0) return [];
  const given = { deployment, address: "the outputs", variables, images: [] };
  return services.length === 0
    ? [{ ...given, names: [], code: [] }]
    : services.map(({ name, folder }) => ({ ...given, names: [name], code: [folder] }));
}

/** A resource of a known type, or a module from a registry, whose settings are told by what they are called. */
function programIn(
  evaluator: TerraformEvaluator,
  instances: BicepInstances,
  instance: BicepInstance,
  block: InfraBlock,
  entry: ProgramEntry | null,
): readonly Provided[] {
  const { module, context } = instance;
  const body = entry ? settingIn(block) : parametersOf(block);
  const { deployment } = context.scope;
  const { environment } = deployment;
  if (!body || environment === null) return [];
  const whole = evaluator.evaluate(body, context);
  const provider = { part: whole, whole, deployment };
  const set: readonly WrittenVariable[] = entry
    ? entry.provisions.flatMap((provision) => variablesOf(provision, provider))
    : [...looseVariables(whole), ...settingsOfSite(whole, provider)];
  const own = set.some(({ variable }) => variable === identityVariable);
  const written = own ? set : [...set, ...identityOf(whole, () => instances.ownIdentity(block, instance))];
  if (written.length === 0) return [];
  const at = { path: module.path, span: block.span };
  const names = [["tags", "azd-service-name"], ["name"], ["appName"]].flatMap((at) =>
    valuesAt(whole, at).flatMap((value) => textOf(value) ?? []),
  );
  return [
    {
      deployment,
      address: block.labels[0] ?? "",
      variables: written.map(({ variable, value, at: own }) => ({ variable, value, at: own ?? at, environment })),
      names: [...names, block.labels[0] ?? ""],
      images: valuesAt(whole, ["properties", "template", "containers", "image"]).flatMap(
        (value) => textOf(value) ?? [],
      ),
      code: [],
    },
  ];
}

/** The identity that a program signs in as: the one that it is given, else the one that Azure makes for it. */
function identityOf(whole: TerraformValue, ownIdentity: () => TerraformValue | null): readonly WrittenVariable[] {
  const given = valuesAt(whole, ["managedIdentities", "userAssignedResourceIds"]);
  const isOwn =
    valuesAt(whole, ["managedIdentities", "systemAssigned"]).some(isTrue) ||
    valuesAt(whole, ["identity", "type"]).some((type) => /SystemAssigned/i.test(textOf(type) ?? ""));
  const [first] = given.filter(({ kind }) => kind === "generated");
  const value: TerraformValue | null =
    first?.kind === "generated" ? { ...first, secret: true, store: "azure-identity" } : isOwn ? ownIdentity() : null;
  return value ? [{ variable: identityVariable, value, at: value.at, item: whole }] : [];
}

function isTrue(value: TerraformValue): boolean {
  return value.kind === "scalar" && value.value === true;
}

/** The module that writes the settings of a web app is told by what it is called that it writes. */
function settingsOfSite(
  whole: TerraformValue,
  provider: Parameters<typeof variablesOf>[1],
): readonly WrittenVariable[] {
  const isSettings = valuesAt(whole, ["name"]).some((name) => textOf(name) === "appsettings");
  return isSettings ? variablesOf({ as: "map", at: ["properties"] }, provider) : [];
}
