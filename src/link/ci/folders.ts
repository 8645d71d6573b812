import { join } from "../program/resolve.ts";

/** The folder after `cd`; null where it is computed. */
export function folderAfter(cwd: string | null, target: string): string | null {
  const text = target.replace(/^\$\{?GITHUB_WORKSPACE\}?\/?/, "/");
  if (text === "" || /[$*~\uE000]/.test(text) || text === "-") return null;
  if (text.startsWith("/")) return target.startsWith("/") ? null : join(text.slice(1));
  if (cwd === null) return null;
  const folder = join(cwd, text);
  return folder.startsWith("..") ? null : folder;
}

/** A file named on a command line, relative to the root; nothing where its name or folder is computed. */
export function located(cwd: string | null, file: string): readonly string[] {
  return cwd === null || /[$*\uE000]/.test(file) || file === "" ? [] : [join(cwd, file)];
}
