import type { Tree } from "../model/tree.ts";
import { defaultLimits, type Limits } from "./admission.ts";
import type { Entry, Source } from "./source.ts";
import { SourceTree } from "./source-tree.ts";

/** A tree from a record of path to text: a repository as an object literal, under the same rules as one on disk. */
export function memoryTree(files: Readonly<Record<string, string>>, limits: Partial<Limits> = {}): Tree {
  return new SourceTree(memorySource(files), { ...defaultLimits, ...limits });
}

function memorySource(files: Readonly<Record<string, string>>): Source {
  const contents = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const));
  const folders = foldersOf([...contents.keys()]);
  const contentOf = (path: string) => contents.get(path) ?? missing();
  return {
    list: (folder) => [...(folders.get(folder)?.values() ?? [])],
    bytes: (path) => contentOf(path).length,
    follow: missing,
    read: (path, limit) => contentOf(path).subarray(0, limit),
  };
}

function foldersOf(paths: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const folders = new Map<string, Map<string, Entry>>();
  for (const path of paths) {
    const names = path.split("/");
    names.forEach((name, index) => {
      const folder = names.slice(0, index).join("/");
      const entries = folders.get(folder) ?? new Map<string, Entry>();
      entries.set(name, { name, kind: index === names.length - 1 ? "file" : "directory" });
      folders.set(folder, entries);
    });
  }
  return folders;
}

function missing(): never {
  throw Object.assign(new Error("no such file"), { code: "ENOENT" });
}
