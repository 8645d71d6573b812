import { isOwnFile } from "../model/settings.ts";
import type { Tree } from "../model/tree.ts";
import { isBinaryName, isToolFolder } from "./admission.ts";

/** Why a file that is there is not among those of the tree, as the end of a sentence. */
export function whyUnread(tree: Tree, path: string): string {
  const folders = path.split("/");
  const name = folders.pop() ?? "";
  const tool = [...folders, name].find(isToolFolder);
  if (tool !== undefined) return `it lies in ${tool}, which belongs to a tool and is never entered`;
  if (isOwnFile(path)) return "it speaks to Bulkhead, and is no part of the stack";
  const gap = tree.gaps.find((g) => g.path === path || path.startsWith(`${g.path}/`));
  if (gap) return gap.reason;
  if (isBinaryName(name)) return "its name says that it holds no text";
  return "git ignores it, or it holds no text";
}
