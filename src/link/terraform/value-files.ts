import { classOf, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import { compareText } from "../../model/location.ts";
import { ancestors, directoryOf } from "../program/resolve.ts";
import type { TerraformFile, TerraformModule } from "./modules.ts";

/** A file of values or of backend settings, with the root module that it is for. */
export interface ValueFile {
  readonly file: TerraformFile;
  /** The environment in its name or folder; null for one that counts in all of them. */
  readonly label: string | null;
}

/** The files that give values to a root module, those that always count first. */
export function valueFilesOf(
  root: TerraformModule,
  roots: ReadonlyMap<string, TerraformModule>,
  files: readonly TerraformFile[],
): readonly ValueFile[] {
  return files
    .filter(({ role, path }) => (role === "values" || role === "backend") && ownerOf(path, files, roots) === root)
    .map((file) => ({ file, label: labelOf(file.path, root.directory) }))
    .sort((a, b) => Number(a.label !== null) - Number(b.label !== null) || compareText(a.file.path, b.file.path));
}

/** The root module above the file, or the only one near it whose variables it names. */
function ownerOf(
  path: string,
  files: readonly TerraformFile[],
  roots: ReadonlyMap<string, TerraformModule>,
): TerraformModule | null {
  const above = ancestors(directoryOf(path)).find((directory) => roots.has(directory));
  if (above !== undefined) return roots.get(above) ?? null;
  const names = files.find((file) => file.path === path)?.values.map(({ name }) => name) ?? [];
  const fitting = [...roots.values()].filter(
    ({ variables, directory }) =>
      names.length > 0 && names.every((name) => variables.has(name)) && isNear(directory, path),
  );
  const [only, ...more] = fitting;
  return only && more.length === 0 ? only : null;
}

/** `infra/terraform` is near `infra/config/prod.tfvars`. */
function isNear(directory: string, path: string): boolean {
  const home = directoryOf(directory);
  return home === "" ? path.split("/").length <= 4 : path.startsWith(`${home}/`);
}

/** The environment that the file's name says, or a folder between it and the module. */
function labelOf(path: string, root: string): string | null {
  const home = path.startsWith(`${root}/`) ? root : directoryOf(root);
  const below = path.slice(home === "" ? 0 : home.length + 1).split("/");
  const file = below.pop() ?? "";
  const stem = file.replace(/\.(?:auto\.)?tfvars(?:\.json)?$|\.tfbackend$|\.hcl$|\.conf$/i, "");
  const words = stem
    .split(/[._-]/)
    .filter((word) => !/^(?:terraform|tf|auto|backend|config|vars|variables|env)$/i.test(word));
  const own = words.join("-");
  if (own !== "" && classOf(own) !== "other") return own.toLowerCase();
  const folder = below.findLast((name) => classOf(name) !== "other");
  return folder?.toLowerCase() ?? null;
}

/** The environment in the path of a root module: `environments/prod`, `live/staging/chat`. */
export function environmentOfFolder(directory: string): string | null {
  const folders = directory.split("/");
  const named = folders.findLast((name, at) => {
    if (classOf(name) === "other") return false;
    // `dev-tools` is no environment, unless it stands among environments.
    return (
      collections.test(folders[at - 1] ?? "") ||
      splitWords(name).every((word) => isEnvironmentWord(word) || place.test(word))
    );
  });
  return named?.toLowerCase() ?? null;
}

const collections = /^(?:environments?|envs?|stages?|live|accounts?|stacks?|workspaces)$/i;
const place = /^(?:eu|us|uk|ap|sa|ca|au|de|fr|global|non|pre|(?:north|south|east|west|central)+\d*|\d+|[a-z]\d)$/i;
