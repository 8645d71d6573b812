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
import type { Inventory, Report } from "./model/report.ts";
import { tool } from "./model/tool.ts";
import type { Tree } from "./model/tree.ts";

export { memoryTree } from "./discover/memory-tree.ts";
export { AuditError } from "./model/error.ts";
export type { Inventory, Report } from "./model/report.ts";

export interface InventoryOptions {
  /** Secret values are compared as digests under this key; a random one of each run unless given. */
  readonly key?: Uint8Array;
}

export interface AuditOptions extends InventoryOptions, Selection {
  /** Throws where a check is at fault instead of answering `unknown`: for tests. */
  readonly rethrow?: boolean;
}

/** What a tree in memory cannot know of itself. */
export interface TreeOptions {
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
  return auditTree(diskTree(root), { ...onDisk(root), ...options });
}

/** Audits a repository that is already a value, for tests and for hosts without a disk. */
export function auditTree(tree: Tree, options: AuditOptions & TreeOptions = {}): Report {
  const runs = selectChecks(controls, options);
  const inventory = inventoryOfTree(tree, options);
  return { ...inventory, ...judge(inventory.stack, controls, { runs, rethrow: options.rethrow }) };
}

/** Reads what {@link audit} judges, the Stack of the repository in a directory, and judges nothing. */
export function takeInventory(root: string, options: InventoryOptions = {}): Inventory {
  return inventoryOfTree(diskTree(root), { ...onDisk(root), ...options });
}

/** The same of a repository that is already a value. */
export function inventoryOfTree(tree: Tree, options: InventoryOptions & TreeOptions = {}): Inventory {
  const facts = extractAll(tree, createSeal(options.key ?? randomBytes(32)));
  return {
    tool,
    target: { name: packageName(tree) ?? options.name ?? "repository", revision: options.revision ?? null },
    // Only now: the tree learns what it cannot read by reading it.
    stack: link({ facts, files: tree.files, gaps: tree.gaps }),
    inspected: { files: tree.files.length, modules: facts.filter((fact) => fact.kind === "module").length },
  };
}

function onDisk(root: string): TreeOptions {
  return { name: basename(resolve(root)), revision: readRevision(root) };
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
