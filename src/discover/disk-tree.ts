import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { AuditError } from "../model/error.ts";
import type { Tree } from "../model/tree.ts";
import { defaultLimits, type Limits } from "./admission.ts";
import { type Destination, type Entry, reasonOf, type Source } from "./source.ts";
import { SourceTree } from "./source-tree.ts";

/**
 * The tree of a directory on disk. Its files are listed at once and read on demand.
 *
 * Nothing above `root` is looked at, ignore files included, so a directory gives the same tree wherever it is checked out.
 *
 * @throws AuditError when the root is missing, is no directory or cannot be listed.
 */
export function diskTree(root: string, limits: Partial<Limits> = {}): Tree {
  return new SourceTree(diskSource(realRoot(root)), { ...defaultLimits, ...limits });
}

function realRoot(root: string): string {
  try {
    const real = realpathSync.native(root);
    if (!statSync(real).isDirectory()) {
      throw new AuditError(`${root} is not a directory.`, "usage", "Name the directory of a repository to audit.");
    }
    readdirSync(real);
    return real;
  } catch (error) {
    if (error instanceof AuditError) throw error;
    if (isMissing(error)) {
      throw new AuditError(`${root} does not exist.`, "usage", "Name the directory of a repository to audit.");
    }
    throw new AuditError(`${root} ${reasonOf(error)}.`, "target", "Check that this user may list the directory.");
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function diskSource(root: string): Source {
  return {
    list: (folder) => readdirSync(join(root, folder), { withFileTypes: true }).map(toEntry),
    bytes: (path) => lstatSync(join(root, path)).size,
    follow: (link) => follow(root, link),
    read: (path, limit) => readRegularFile(join(root, path), limit),
  };
}

function toEntry(entry: Dirent): Entry {
  if (entry.isFile()) return { name: entry.name, kind: "file" };
  if (entry.isDirectory()) return { name: entry.name, kind: "directory" };
  if (entry.isSymbolicLink()) return { name: entry.name, kind: "link" };
  return { name: entry.name, kind: "other" };
}

function follow(root: string, link: string): Destination {
  const real = realpathSync.native(join(root, link));
  const inside = relative(root, real);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    // Where it leads stays unsaid: that is a path of this machine, not of the repository.
    return { kind: "nowhere", reason: "a link that leaves the audited directory" };
  }
  const path = inside.split(sep).join("/");
  const stats = lstatSync(real);
  if (stats.isDirectory()) return { kind: "directory", path };
  if (stats.isFile()) return { kind: "file", path, bytes: stats.size };
  return { kind: "nowhere", reason: "a link to something that is not a regular file" };
}

// A listed file can be swapped for a link or a pipe before it is read: neither is followed, nor waited for.
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function readRegularFile(path: string, limit: number): Uint8Array {
  const descriptor = openSync(path, READ_FLAGS);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw Object.assign(new Error("not a regular file"), { code: "ENOTREG" });
    const bytes = Buffer.allocUnsafe(Math.min(stats.size, limit));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(descriptor, bytes, filled, bytes.length - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(descriptor);
  }
}
