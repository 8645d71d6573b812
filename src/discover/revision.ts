import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const largest = 4 * 1024 * 1024;

/**
 * The commit that is checked out, read from the files of `.git`; git itself is never run, since a repository can make
 * it execute things. Null if `root` is no checkout of its own (an export, a worktree, a folder of a larger one).
 */
export function readRevision(root: string): string | null {
  const head = readSmall(root, "HEAD")?.trim();
  if (head === undefined) return null;
  if (commit.test(head)) return head;
  const ref = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  if (ref === undefined || ref.includes("..")) return null;
  const loose = readSmall(root, ref)?.trim();
  if (loose !== undefined && commit.test(loose)) return loose;
  return packedRef(readSmall(root, "packed-refs") ?? "", ref);
}

function packedRef(packed: string, ref: string): string | null {
  for (const line of packed.split("\n")) {
    const [hash = "", name] = line.trim().split(" ");
    if (name === ref && commit.test(hash)) return hash;
  }
  return null;
}

/** The text of a file of `.git`, reached through plain folders only: a link could lead anywhere. */
function readSmall(root: string, path: string): string | undefined {
  try {
    const parts = [".git", ...path.split("/")];
    for (let depth = 1; depth < parts.length; depth++) {
      if (!lstatSync(join(root, ...parts.slice(0, depth))).isDirectory()) return undefined;
    }
    const file = join(root, ...parts);
    const stats = lstatSync(file);
    return stats.isFile() && stats.size <= largest ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
