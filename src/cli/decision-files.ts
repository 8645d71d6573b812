import { readFileSync } from "node:fs";
import { basename, isAbsolute, relative, resolve, sep } from "node:path";
import type { AuditOptions, SettingsText } from "../audit.ts";
import { AuditError } from "../model/error.ts";
import { type Io, todayOf } from "./io.ts";

/** The options that say which decisions count. */
export interface DecisionArguments {
  /** False leaves it out; undefined takes the one at the root, if there is one. */
  readonly baseline?: string | false;
  readonly updateBaseline?: true;
  /** The same. */
  readonly attestations?: string | false;
  readonly inlineSuppressions: boolean;
}

/** Reads the files that the options name. */
export function decisionOptions(
  root: string,
  { baseline, attestations, inlineSuppressions }: DecisionArguments,
  io: Io,
): Pick<AuditOptions, "baseline" | "attestations" | "inlineSuppressions" | "today"> {
  const missing = "--update-baseline writes it.";
  return {
    baseline: textOf(baseline, (file) => readSettings(file, root, io, "baseline", missing)),
    attestations: textOf(attestations, (file) =>
      readSettings(file, root, io, "file of attestations", "bulkhead init --attestations writes one."),
    ),
    inlineSuppressions,
    today: todayOf(io),
  };
}

function textOf(file: string | false | undefined, read: (file: string) => SettingsText) {
  return file === undefined ? undefined : file === false ? null : read(file);
}

/** @throws AuditError blaming the usage if the file is not there or cannot be read. */
export function readSettings(file: string, root: string, { cwd }: Io, what: string, hint: string): SettingsText {
  const path = resolve(cwd, file);
  try {
    return { name: nameIn(root, path), text: readFileSync(path, "utf8") };
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new AuditError(`There is no ${what} ${file}.`, "usage", hint);
    const reason = codeOf(error) === "EISDIR" ? "it is a folder" : "it may not be read";
    throw new AuditError(`The ${what} ${file} cannot be read: ${reason}.`, "usage", "Name another file.");
  }
}

/** As a report calls it, which knows of no path outside the repository. */
function nameIn(root: string, path: string): string {
  const inside = relative(root, path);
  const isOutside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? basename(path) : inside.split(sep).join("/");
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
