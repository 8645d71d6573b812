import { randomBytes } from "node:crypto";
import { basename, resolve } from "node:path";
import { controls } from "../rules/index.ts";
import { diskTree } from "./discover/disk-tree.ts";
import { readRevision } from "./discover/revision.ts";
import { extractAll } from "./extract/extract.ts";
import { createSeal } from "./extract/seal.ts";
import { judge } from "./judge/judge.ts";
import { type Selection, selectChecks } from "./judge/select-checks.ts";
import { link } from "./link/link.ts";
import type { Report } from "./model/report.ts";
import { tool } from "./model/tool.ts";
import type { Tree } from "./model/tree.ts";

export { memoryTree } from "./discover/memory-tree.ts";
export { AuditError } from "./model/error.ts";
export type { Report } from "./model/report.ts";

export interface AuditOptions extends Selection {
  /** Secret values are compared as digests under this key; a random one of each run unless given. */
  readonly key?: Uint8Array;
  /** Throws where a check is at fault instead of answering `unknown`: for tests. */
  readonly rethrow?: boolean;
}

/** What an audit of a tree in memory cannot know of itself. */
export interface TreeAuditOptions extends AuditOptions {
  /** Takes effect if the root package has no name. */
  readonly name?: string;
  readonly revision?: string | null;
}

/**
 * Audits the repository in a directory. Nothing in it is executed, and nothing is written.
 *
 * @param root The directory; relative paths are taken from the working directory.
 * @throws AuditError if the audit cannot be carried out at all; trouble with a single file is a gap of the report.
 */
export function audit(root: string, options: AuditOptions = {}): Report {
  const tree = diskTree(root);
  return auditTree(tree, { name: basename(resolve(root)), revision: readRevision(root), ...options });
}

/** Audits a repository that is already a value, for tests and for hosts without a disk. */
export function auditTree(tree: Tree, options: TreeAuditOptions = {}): Report {
  const runs = selectChecks(controls, options);
  const facts = extractAll(tree, createSeal(options.key ?? randomBytes(32)));
  // Only now: the tree learns what it cannot read by reading it.
  const stack = link({ facts, files: tree.files, gaps: tree.gaps });
  return {
    tool,
    target: { name: packageName(tree) ?? options.name ?? "repository", revision: options.revision ?? null },
    ...judge(stack, controls, { runs, rethrow: options.rethrow }),
    stack,
    inspected: { files: tree.files.length, modules: facts.filter((fact) => fact.kind === "module").length },
  };
}

function packageName(tree: Tree): string | null {
  try {
    const manifest: unknown = JSON.parse(tree.read("package.json") ?? "null");
    if (typeof manifest !== "object" || manifest === null || !("name" in manifest)) return null;
    return typeof manifest.name === "string" && manifest.name !== "" ? manifest.name : null;
  } catch {
    return null;
  }
}
