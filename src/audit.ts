import { randomBytes } from "node:crypto";
import { basename, resolve } from "node:path";
import { controls } from "../rules/index.ts";
import { baselineOf, baselineText } from "./config/baseline.ts";
import { type DecisionFiles, readDecisions } from "./config/decisions.ts";
import { settingsAt, settingsIn } from "./config/find-settings.ts";
import { auditedTree } from "./discover/audited-tree.ts";
import { diskTree } from "./discover/disk-tree.ts";
import { readRevision } from "./discover/revision.ts";
import { whyUnread } from "./discover/unread.ts";
import { explain } from "./explain/explain.ts";
import { extractAll } from "./extract/extract.ts";
import { extractors } from "./extract/index.ts";
import { createSeal } from "./extract/seal.ts";
import { applyBaseline } from "./judge/baseline.ts";
import { compareNotices, judge } from "./judge/judge.ts";
import { type Selection, selectChecks } from "./judge/select-checks.ts";
import { describeLine } from "./link/explain/describe-line.ts";
import { type Linked, linkAll } from "./link/link.ts";
import { unusedSettings } from "./link/settings/unused.ts";
import type { DeclaredSuppression } from "./model/declared-suppression.ts";
import { AuditError } from "./model/error.ts";
import type { Explanation, FileAccount, LineAddress } from "./model/explanation.ts";
import type { Notice } from "./model/notice.ts";
import type { OnProgress } from "./model/progress.ts";
import type { Inventory, Report } from "./model/report.ts";
import type { Settings } from "./model/settings.ts";
import { tool } from "./model/tool.ts";
import type { Tree } from "./model/tree.ts";

export type { SettingsText } from "./config/decisions.ts";
export { memoryTree } from "./discover/memory-tree.ts";
export type { DeclaredSuppression } from "./model/declared-suppression.ts";
export { AuditError } from "./model/error.ts";
export type { Explanation, LineAddress } from "./model/explanation.ts";
export type { OnProgress, Progress } from "./model/progress.ts";
export type { Inventory, Report } from "./model/report.ts";
export type { Settings } from "./model/settings.ts";

export interface InventoryOptions {
  /** Secret values are compared as digests under this key; a random one of each run unless given. */
  readonly key?: Uint8Array;
  /** Called while the work goes on: for each file, step and control. */
  readonly onProgress?: OnProgress;
  /** What to apply instead of the settings at the root of what is audited: those of {@link readSettingsFile}, or null for none. */
  readonly settings?: Settings | null | undefined;
}

export interface AuditOptions extends InventoryOptions, Selection, DecisionFiles {
  /** Decisions to live with findings, beside the comments in the repository. */
  readonly suppressions?: readonly DeclaredSuppression[];
  /** False leaves the comments in the repository out: for whoever does not take the word of whom they audit. */
  readonly inlineSuppressions?: boolean;
  /** Day of the audit, `YYYY-MM-DD`; without one no decision expires. */
  readonly today?: string;
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
  return auditAll(tree, options).report;
}

/** Reads what {@link audit} judges, the Stack of the repository in a directory, and judges nothing. */
export function takeInventory(root: string, options: InventoryOptions = {}): Inventory {
  return inventoryOfTree(diskTree(root), { ...onDisk(root), ...options });
}

/** The same of a repository that is already a value. */
export function inventoryOfTree(tree: Tree, options: InventoryOptions & TreeOptions = {}): Inventory {
  return readAll(tree, options).inventory;
}

/**
 * Says of one line of the repository in a directory what it was understood to be, how it was judged, and what that does
 * not establish.
 *
 * @throws AuditError if there is no such line, or its file is not read.
 */
export function explainLine(root: string, line: LineAddress, options: AuditOptions = {}): Explanation {
  return explainTreeLine(diskTree(root), line, { ...onDisk(root), ...options });
}

/** The same of a repository that is already a value. */
export function explainTreeLine(tree: Tree, line: LineAddress, options: AuditOptions & TreeOptions = {}): Explanation {
  const file = fileOf(auditedTree(tree, settingsOf(tree, options)?.ignore ?? []), line);
  const { report, linked } = auditAll(tree, options);
  return explain(report, describeLine(linked, line), line, file);
}

/**
 * Reads a configuration for the audit of a directory, in place of the one at its root.
 *
 * @param file Absolute, or relative to the working directory.
 * @throws AuditError blaming the configuration, with line and column, for whatever would not mean what it says.
 */
export function readSettingsFile(file: string, root: string): Settings {
  return settingsAt(file, root, controls);
}

/**
 * Takes a baseline: what a report finds, and nobody has decided on otherwise, is known from now on.
 *
 * @returns The text of the file, and the report as it is with that baseline.
 */
export function takeBaseline(report: Report): {
  readonly text: string;
  readonly report: Report;
} {
  const entries = baselineOf(report.findings);
  const { findings } = applyBaseline(report.findings, entries, () => false);
  return { text: baselineText(entries), report: { ...report, findings } };
}

function auditAll(tree: Tree, options: AuditOptions & TreeOptions): { report: Report; linked: Linked } {
  const { suppressions, inlineSuppressions = true, rethrow, today, onProgress } = options;
  const runs = selectChecks(controls, options);
  // Before the work, so that a mistake in a file of the user's own is told at once.
  const { baseline, attestations } = readDecisions(tree, controls, options);
  const { inventory, linked, settings, notices } = readAll(tree, options);
  const judgement = judge(inventory.stack, controls, {
    ...{ runs, rethrow, today, onProgress },
    suppressions: [...(settings?.suppressions ?? []), ...(suppressions ?? [])],
    comments: inlineSuppressions ? linked.ignoreComments : [],
    ...{ baseline, attestations, holds: (path) => tree.holds(path) },
  });
  const all = [...notices, ...judgement.notices].sort(compareNotices);
  return { report: { ...inventory, ...judgement, notices: all }, linked };
}

interface Read {
  readonly inventory: Inventory;
  readonly linked: Linked;
  readonly settings: Settings | null;
  readonly notices: readonly Notice[];
}

function readAll(tree: Tree, options: InventoryOptions & TreeOptions): Read {
  const settings = settingsOf(tree, options);
  const audited = auditedTree(tree, settings?.ignore ?? []);
  const { onProgress } = options;
  const facts = extractAll(audited, createSeal(options.key ?? randomBytes(32)), extractors, onProgress);
  // Only now: the tree learns what it cannot read by reading it.
  const linked = linkAll({ facts, files: audited.files, gaps: audited.gaps, settings }, onProgress);
  return {
    inventory: {
      tool,
      target: { name: packageName(tree) ?? options.name ?? "repository", revision: options.revision ?? null },
      stack: linked.stack,
      inspected: { files: audited.files.length, modules: facts.filter((fact) => fact.kind === "module").length },
      settings: settings?.source ?? null,
    },
    linked,
    settings,
    notices: settings ? unusedSettings(settings, audited.unused, linked) : [],
  };
}

function settingsOf(tree: Tree, { settings }: InventoryOptions): Settings | null {
  return settings === undefined ? settingsIn(tree, controls) : settings;
}

/** Asked before the work, so that a mistyped line is told at once. */
function fileOf(tree: Tree, { path, line }: LineAddress): FileAccount {
  const file = tree.files.find((one) => one.path === path);
  const text = file ? tree.read(path) : undefined;
  if (file === undefined || text === undefined) {
    const hint = "Only files that an audit reads can be explained.";
    throw new AuditError(`${path} is not read: ${whyUnread(tree, path)}.`, "usage", hint);
  }
  const lines = text === "" ? 0 : text.replace(/\r?\n$/, "").split("\n").length;
  if (line > lines) {
    const count = lines === 1 ? "1 line" : `${lines} lines`;
    throw new AuditError(`${path} has ${count}, so there is no line ${line}.`, "usage", "Name a line that is there.");
  }
  const wanted = extractors.filter(({ wants, onlyWith = "" }) => wants(path, file.zone) && text.includes(onlyWith));
  return { zone: file.zone, extractors: wanted.map(({ id }) => id), lines };
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
