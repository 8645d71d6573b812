import { readApplicationName, readFileStem } from "../../model/deployment-name.ts";
import { plainAt } from "../../model/document.ts";
import { classOf } from "../../model/environment.ts";
import type { KubeObject } from "./objects.ts";

/** Folders with one folder or file for each environment. */
const collections = /^(?:environments?|envs?|overlays|stages|clusters|variants|instances|values)$/i;

/** The environment that the last telling folder of a path names; null if none does. */
export function environmentOfFolder(directory: string): string | null {
  const folders = directory.split("/");
  for (let at = folders.length - 1; at >= 0; at--) {
    const folder = folders[at] ?? "";
    const said = readFileStem(folder).environment;
    if (said === null || classOf(said) === "other") continue;
    if (collections.test(folders[at - 1] ?? "")) return folder;
    if (said === folder && isTelling(folder)) return folder;
  }
  return null;
}

/** Outside a folder of environments a word must mean nothing else: `test`, `local` and `live` often do. */
function isTelling(folder: string): boolean {
  return /^(?:prod|prd|production|staging|stage|stg|uat|preprod|pre-prod|qa|dev|development|preview|canary)$/i.test(
    folder,
  );
}

/** The environment that a file's name or folder says; null if neither does. */
export function environmentOfPath(path: string): string | null {
  const slash = path.lastIndexOf("/");
  const stem = path.slice(slash + 1).replace(/\.[^.]*$/, "");
  const said = readFileStem(stem).environment;
  if (said !== null && classOf(said) !== "other") return said;
  return slash < 0 ? null : environmentOfFolder(path.slice(0, slash));
}

/** The environment that an object says it is in, by its label, its namespace, or its name. */
export function environmentOfObject({ root, namespace, name }: KubeObject): string | null {
  for (const key of ["environment", "env", "app.kubernetes.io/environment"]) {
    const label = plainAt(root, "metadata", "labels", key);
    if (label !== null && label.length <= 63 && classOf(label) !== "other") return label;
  }
  return environmentOfName(namespace) ?? environmentOfName(name);
}

/** `agent-staging` is `agent` in staging. */
export function environmentOfName(name: string | null): string | null {
  return name === null || name === "" ? null : readApplicationName(name).environment;
}
