import { pathGlobOf } from "../model/glob.ts";
import { compareText } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import { type DeclaredGlob, isOwnFile } from "../model/settings.ts";
import type { Gap, Tree, TreeFile } from "../model/tree.ts";

/** A tree without what its users left out of the audit. */
export interface AuditedTree extends Tree {
  /** Entries of the settings that left out nothing. */
  readonly unused: readonly DeclaredGlob[];
}

/**
 * The files that an audit looks into: all but those that the settings leave out, each of which becomes a gap, and those
 * that speak to Bulkhead itself, which configure no agent.
 */
export function auditedTree(tree: Tree, ignore: readonly DeclaredGlob[]): AuditedTree {
  const left = new Map<string, DeclaredGlob>();
  const globs = ignore.map((entry) => ({ entry, matches: pathGlobOf(entry.pattern) }));
  const used = new Set<DeclaredGlob>();
  const own = new Set(tree.files.map(({ path }) => path).filter(isOwnFile));
  for (const { path } of tree.files) {
    for (const { entry, matches } of own.has(path) ? [] : globs) {
      if (!matches(path)) continue;
      used.add(entry);
      if (!left.has(path)) left.set(path, entry);
    }
  }
  const files = tree.files.filter(({ path }) => !left.has(path) && !own.has(path));
  const gaps = gapsOf(tree.files, left);
  const isOut = (path: string): boolean => left.has(path) || own.has(path);
  return {
    files,
    // What the tree cannot read it learns by reading, so its gaps are asked for late.
    get gaps() {
      return [...tree.gaps, ...gaps].sort((a, b) => compareText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0));
    },
    has: (path) => !isOut(path) && tree.has(path),
    holds: (path) => tree.holds(path),
    read: (path) => (isOut(path) ? undefined : tree.read(path)),
    unused: ignore.filter((entry) => !used.has(entry)),
  };
}

/** One gap for a folder that is left out as a whole, and for every other file. */
function gapsOf(files: readonly TreeFile[], left: ReadonlyMap<string, DeclaredGlob>): Gap[] {
  const here = countsBelow(files.map(({ path }) => path));
  const byEntry = new Map<DeclaredGlob, string[]>();
  for (const [path, entry] of left) remember(byEntry, entry, (): string[] => []).push(path);
  return [...byEntry].flatMap(([entry, paths]) => {
    const gone = countsBelow(paths);
    const whole = (path: string): string =>
      foldersAbove(path).find((folder) => gone.get(folder) === here.get(folder)) ?? path;
    const reason = `left out of the audit by \`${entry.pattern}\` (${entry.at.path}:${entry.at.startLine})`;
    return [...new Set(paths.map(whole))].map((path) => ({ path, reason }));
  });
}

/** How many of the paths lie below each folder. */
function countsBelow(paths: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) for (const folder of foldersAbove(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return counts;
}

/** The folders that a path lies in, the outermost first; the root is none of them. */
function foldersAbove(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
