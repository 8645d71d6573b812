import { namesEnvironment } from "../../catalog/environment-names.ts";
import { classOf } from "../../model/environment.ts";
import type { InfraExpression, InfraValue } from "../../model/infrastructure.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";
import { emptyModule } from "../terraform/modules.ts";
import type { Deployment } from "../terraform/value.ts";
import { type AzdEnvironment, readsName, takesEnvironment } from "./azd.ts";
import { type BicepFile, type BicepModule, rootBicepModules } from "./modules.ts";

/** A module as it is deployed with the values of one file. */
export interface BicepDeployment {
  readonly module: BicepModule;
  readonly values: ReadonlyMap<string, InfraValue>;
  readonly path: string;
  readonly deployment: Deployment;
}

/**
 * Every deployment that the files of parameters show. One that names no environment is none that could be compared, unless
 * the file is filled in for each environment of the Azure Developer CLI.
 */
export function bicepDeployments(
  modules: ReadonlyMap<string, BicepModule>,
  files: readonly BicepFile[],
  azd: () => readonly AzdEnvironment[],
): readonly BicepDeployment[] {
  const roots = rootBicepModules(modules);
  return files.flatMap((file): readonly BicepDeployment[] => {
    const module = file.role === "values" ? moduleOf(file, roots, modules) : undefined;
    if (!module) return [];
    const called = environmentOf(file);
    if (called !== null) return deployedWith(file, module, { name: called, at: null, variables: new Map() });
    return takesEnvironment(file) ? azd().flatMap((one) => deployedWith(file, module, one)) : [];
  });
}

function deployedWith(file: BicepFile, module: BicepModule, environment: AzdEnvironment): readonly BicepDeployment[] {
  const { name, at, variables } = environment;
  const first = file.values.find(({ value }) => readsName(value)) ?? file.values[0];
  if (!first) return [];
  const directory = directoryOf(module.path);
  return [
    {
      module,
      path: file.path,
      values: new Map(file.values.map((value) => [value.name, value])),
      deployment: {
        root: emptyModule(directory),
        state: `${directory}@${name}`,
        name: `${module.path} (${name})`,
        environment: name,
        workspace: null,
        declared: at ?? { path: file.path, span: first.span },
        inputs: variables,
        backend: new Map(),
        runs: [],
      },
    },
  ];
}

/** The module that the file names, else the one in its folder or above that has all of its parameters. */
function moduleOf(
  file: BicepFile,
  roots: readonly BicepModule[],
  modules: ReadonlyMap<string, BicepModule>,
): BicepModule | undefined {
  if (file.of !== undefined) return modules.get(file.of);
  for (const folder of ancestors(directoryOf(file.path)).slice(0, 3)) {
    const fitting = roots.filter(
      ({ path, parameters }) => directoryOf(path) === folder && file.values.every(({ name }) => parameters.has(name)),
    );
    const stem = /([^/]+?)\./.exec(file.path.slice(directoryOf(file.path).length))?.[1];
    const found =
      fitting.find(({ path }) => path.endsWith(`${stem}.bicep`)) ?? (fitting.length === 1 ? fitting[0] : undefined);
    if (found) return found;
  }
  return undefined;
}

/** What a parameter says, then the file's name, then its folder. */
function environmentOf({ path, values }: BicepFile): string | null {
  for (const { name, value } of values) {
    const said = textIn(value);
    const called = name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
    if (namesEnvironment(called) === "environment" && said !== null && classOf(said) !== "other")
      return said.toLowerCase();
  }
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const words = file
    .split(/[._-]/)
    .filter((word) => !/^(?:main|azuredeploy|parameters?|params?|json|jsonc|bicepparam|azure|infra)$/i.test(word));
  const own = words.join("-");
  if (own !== "" && classOf(own) !== "other") return own.toLowerCase();
  const folder = folders.at(-1) ?? "";
  return classOf(folder) === "other" ? null : folder.toLowerCase();
}

function textIn(value: InfraExpression): string | null {
  return value.kind === "text" && !value.sealed ? value.text : null;
}
