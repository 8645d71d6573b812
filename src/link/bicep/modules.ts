import type { Fact, Located } from "../../model/facts.ts";
import type { InfraBlock, InfrastructureFact } from "../../model/infrastructure.ts";
import { directoryOf, join } from "../program/resolve.ts";

export type BicepFile = Located<InfrastructureFact>;

/** A module of Bicep: one file, with what it declares by symbolic name. */
export interface BicepModule {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, InfraBlock>;
  readonly variables: ReadonlyMap<string, InfraBlock>;
  readonly resources: ReadonlyMap<string, InfraBlock>;
  readonly calls: ReadonlyMap<string, InfraBlock>;
  readonly outputs: ReadonlyMap<string, InfraBlock>;
}

/** The name under which a module knows the resource group that it is deployed to. */
export const groupName = "resourceGroup()";

export function bicepFiles(facts: readonly Located<Fact>[]): readonly BicepFile[] {
  return facts.filter((fact): fact is BicepFile => fact.kind === "infrastructure" && fact.language === "bicep");
}

/** The modules of the repository by their path. */
export function readBicepModules(files: readonly BicepFile[]): ReadonlyMap<string, BicepModule> {
  return new Map(files.filter(({ role }) => role === "module").map((file) => [file.path, toModule(file)]));
}

function toModule({ path, blocks }: BicepFile): BicepModule {
  const ofType = (type: string): ReadonlyMap<string, InfraBlock> =>
    new Map(blocks.filter((block) => block.type === type).map((block) => [block.labels[0] ?? "", block]));
  return {
    path,
    parameters: ofType("param"),
    variables: ofType("var"),
    resources: ofType("resource"),
    calls: ofType("module"),
    outputs: ofType("output"),
  };
}

/** The file of a module that is called by a path; null for one of a registry. */
export function calledModule(from: BicepModule, call: InfraBlock): string | null {
  const [, source = ""] = call.labels;
  if (/^(?:br|ts)[:/]/.test(source)) return null;
  const path = join(directoryOf(from.path), source);
  return path.startsWith("..") ? null : path;
}

/** A module that no other one calls is what is deployed. */
export function rootBicepModules(modules: ReadonlyMap<string, BicepModule>): readonly BicepModule[] {
  const called = new Set(
    [...modules.values()].flatMap((module) => [...module.calls.values()].flatMap((c) => calledModule(module, c) ?? [])),
  );
  return [...modules.values()].filter(
    ({ path, resources, calls }) => !called.has(path) && resources.size + calls.size > 0,
  );
}
