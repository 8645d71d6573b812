import { valid } from "semver";
import type { InstalledPackage } from "../../model/package-facts.ts";
import { declaredIn, entryIn, recordOf, textIn, type Untyped } from "./untyped.ts";

/** package-lock.json and npm-shrinkwrap.json: versions 2 and 3 list folders under `packages`, version 1 a tree of names. */
export function* installedByNpm(text: string): Generator<InstalledPackage> {
  const lock = recordOf(JSON.parse(text));
  const packages = entryIn(lock, "packages");
  if (packages === undefined) {
    yield* ofTree(recordOf(entryIn(lock, "dependencies")));
    return;
  }
  const folders = recordOf(packages);
  for (const [workspace, manifest] of Object.entries(folders)) {
    if (workspace.includes("node_modules")) continue;
    for (const name of declaredIn(manifest).keys()) {
      const version = versionFor(folders, workspace, name);
      if (version !== null) yield { name, version, workspace, range: null };
    }
  }
}

/** The nearest `node_modules` above the workspace that holds it, as Node looks for it. */
function versionFor(folders: Untyped, workspace: string, name: string): string | null {
  for (let folder = workspace; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const found = recordOf(entryIn(folders, `${folder === "" ? "" : `${folder}/`}node_modules/${name}`));
    const version = valid(textIn(found, "version"));
    if (version !== null) return version;
    if (folder === "") return null;
  }
}

function* ofTree(dependencies: Untyped): Generator<InstalledPackage> {
  for (const [name, found] of Object.entries(dependencies)) {
    const version = valid(textIn(recordOf(found), "version"));
    if (version !== null) yield { name, version, workspace: "", range: null };
  }
}
