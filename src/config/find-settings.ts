import { readFileSync, statSync } from "node:fs";
import { basename, isAbsolute, relative, resolve, sep } from "node:path";
import { AuditError } from "../model/error.ts";
import type { Control } from "../model/rule.ts";
import { type Settings, settingsFiles } from "../model/settings.ts";
import type { Tree } from "../model/tree.ts";
import { readSettings } from "./read-settings.ts";

/**
 * The settings that the audited repository brings along; null if it has none.
 *
 * @throws AuditError blaming the configuration if they cannot be read, or if there are two files.
 */
export function settingsIn(tree: Tree, controls: readonly Control[]): Settings | null {
  const [path, other] = settingsFiles.filter((name) => tree.has(name));
  if (path === undefined) return null;
  if (other !== undefined) {
    const hint = "Keep one, or name the one that counts with --config.";
    throw new AuditError(`There are two configurations, ${path} and ${other}.`, "config", hint);
  }
  const text = tree.read(path);
  if (text === undefined) {
    const hint = "Correct the file, or leave it out with --no-config.";
    throw new AuditError(`${path} cannot be read as text.`, "config", hint);
  }
  return readSettings({ path, from: "repository" }, text, controls);
}

// More than anybody writes by hand, and an end to a file that is none.
const largest = 1024 * 1024;

/**
 * The settings in a file that whoever runs the audit names.
 *
 * @param file Absolute, or relative to the working directory.
 * @param root The audited directory, by which the file is named in reports.
 * @throws AuditError blaming the configuration if they cannot be read.
 */
export function settingsAt(file: string, root: string, controls: readonly Control[]): Settings {
  const text = textOf(file);
  return readSettings({ path: shownPath(file, root), from: "caller" }, text, controls);
}

function textOf(file: string): string {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw cannotRead(file, "it is no file");
    if (stats.size > largest) throw cannotRead(file, "it is larger than 1 MiB");
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof AuditError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw cannotRead(file, code === "ENOENT" || code === "ENOTDIR" ? "there is no such file" : "it may not be read");
  }
}

function cannotRead(file: string, why: string): AuditError {
  return new AuditError(
    `The configuration ${basename(file)} cannot be read: ${why}.`,
    "config",
    "Name another file with --config, or none with --no-config.",
  );
}

/** Where a file outside lies is a matter of this machine, so only its name is told. */
function shownPath(file: string, root: string): string {
  const inside = relative(resolve(root), resolve(file));
  return inside === "" || inside.startsWith("..") || isAbsolute(inside) ? basename(file) : inside.split(sep).join("/");
}
