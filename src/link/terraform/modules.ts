import type { Fact, Located } from "../../model/facts.ts";
import type { InfraBlock, InfraExpression, InfrastructureFact, InfraValue } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { directoryOf, join } from "../program/resolve.ts";

/** A block with the file that it stands in. */
export interface PlacedBlock {
  readonly block: InfraBlock;
  readonly path: string;
}

export interface PlacedValue {
  readonly value: InfraValue;
  readonly path: string;
}

/** A folder of Terraform: what it declares, whichever of its files it stands in. */
export interface TerraformModule {
  readonly directory: string;
  readonly variables: ReadonlyMap<string, PlacedBlock>;
  readonly locals: ReadonlyMap<string, PlacedValue>;
  readonly outputs: ReadonlyMap<string, PlacedBlock>;
  readonly calls: ReadonlyMap<string, PlacedBlock>;
  /** By `type.name`, those of `data` with `data.` in front. */
  readonly resources: ReadonlyMap<string, PlacedBlock>;
  readonly providers: readonly PlacedBlock[];
  /** `backend "s3"`, `cloud`. */
  readonly backends: readonly PlacedBlock[];
  /** `inputs` and `terraform` of a `terragrunt.hcl`. */
  readonly terragrunt: {
    readonly path: string;
    readonly blocks: readonly InfraBlock[];
    readonly values: readonly InfraValue[];
  } | null;
}

interface Draft {
  readonly directory: string;
  readonly variables: Map<string, PlacedBlock>;
  readonly locals: Map<string, PlacedValue>;
  readonly outputs: Map<string, PlacedBlock>;
  readonly calls: Map<string, PlacedBlock>;
  readonly resources: Map<string, PlacedBlock>;
  readonly providers: PlacedBlock[];
  readonly backends: PlacedBlock[];
  terragrunt: TerraformModule["terragrunt"];
}

export type TerraformFile = Located<InfrastructureFact>;

export function terraformFiles(facts: readonly Located<Fact>[]): readonly TerraformFile[] {
  return facts.filter((fact): fact is TerraformFile => fact.kind === "infrastructure" && fact.language === "terraform");
}

/** The modules of the repository by their folder. */
export function readModules(files: readonly TerraformFile[]): ReadonlyMap<string, TerraformModule> {
  const modules = new Map<string, Draft>();
  for (const file of files) {
    if (file.role !== "module") continue;
    const directory = directoryOf(file.path);
    const module = remember(modules, directory, () => emptyModule(directory));
    if (/(?:^|\/)terragrunt\.hcl$/.test(file.path)) module.terragrunt = file;
    else for (const block of file.blocks) add(module, { block, path: file.path });
  }
  return modules;
}

/** A module that declares nothing. */
export function emptyModule(directory: string): Draft {
  return {
    directory,
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: new Map(),
    providers: [],
    backends: [],
    terragrunt: null,
  };
}

function add(module: Draft, placed: PlacedBlock): void {
  const { block, path } = placed;
  const [first = "", second = ""] = block.labels;
  switch (block.type) {
    case "variable":
      module.variables.set(first, placed);
      return;
    case "output":
      module.outputs.set(first, placed);
      return;
    case "module":
      module.calls.set(first, placed);
      return;
    case "locals":
      for (const value of block.values) module.locals.set(value.name, { value, path });
      return;
    case "provider":
      module.providers.push(placed);
      return;
    case "resource":
      module.resources.set(`${first}.${second}`, placed);
      return;
    case "data":
      module.resources.set(`data.${first}.${second}`, placed);
      return;
    case "terraform":
      module.backends.push(...backendsIn(block).map((inner) => ({ block: inner, path })));
  }
}

/** Nested blocks; in the JSON syntax objects under the name of the block. */
function backendsIn(block: InfraBlock): readonly InfraBlock[] {
  const written = block.blocks.filter(({ type }) => type === "backend" || type === "cloud");
  const inJson = block.values.flatMap(({ name, value }): readonly InfraBlock[] => {
    if (name !== "backend" || value.kind !== "object") return [];
    return value.entries.flatMap(({ key, value: settings, span }) =>
      typeof key === "string" && settings.kind === "object"
        ? [{ type: "backend", labels: [key], values: valuesOf(settings), blocks: [], span }]
        : [],
    );
  });
  return [...written, ...inJson];
}

function valuesOf(object: Extract<InfraExpression, { kind: "object" }>): readonly InfraValue[] {
  return object.entries.flatMap(({ key, value, span }) =>
    typeof key === "string" ? [{ name: key, value, span }] : [],
  );
}

export function settingOf(block: InfraBlock, name: string): InfraValue | undefined {
  return block.values.find((value) => value.name === name);
}

/** The folder of a module that is called by a path; null for one that is fetched from elsewhere. */
export function localSource(call: PlacedBlock): string | null {
  const source = settingOf(call.block, "source")?.value;
  return source?.kind === "text" ? localFolder(directoryOf(call.path), source.text) : null;
}

/** `../../modules/app`, also as Terragrunt writes it, with a double slash before the part that counts. */
export function localFolder(from: string, source: string): string | null {
  if (!/^\.{1,2}(?:\/|$)/.test(source)) return null;
  const folder = join(from, source.replace(/\?.*$/, "").replaceAll("//", "/"));
  return folder.startsWith("..") ? null : folder;
}

export function placeOf({ block, path }: PlacedBlock): Place {
  return { path, span: block.span };
}
