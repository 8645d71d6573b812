import { existsSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { AuditError } from "../model/error.ts";
import type { LineAddress } from "../model/explanation.ts";

/** A file and a line as written: `src/agent.ts:12`, `src/agent.ts:12:5`. */
export interface LineArgument {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

/** Reads `<path>:<line>` or `<path>:<line>:<column>`; null for anything else. The colon of `C:\` is part of the path. */
export function readLineArgument(text: string): LineArgument | null {
  const match = /^(.+?):(\d+)(?::(\d+))?$/.exec(text);
  const [, file = "", line = "", column] = match ?? [];
  if (match === null || /^[A-Za-z]$/.test(file)) return null;
  return { file, line: toCount(line, text), column: column === undefined ? null : toCount(column, text) };
}

function toCount(digits: string, text: string): number {
  const count = Number(digits);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new AuditError(`${text} names no line.`, "usage", "Lines and columns count from 1.");
}

/**
 * Where the file lies below the root: its path may be relative to the root or to the working directory, or absolute.
 *
 * @throws AuditError blaming the usage if it is nowhere, outside the root, or a folder.
 */
export function addressOf({ file, line, column }: LineArgument, root: string, cwd: string): LineAddress {
  const candidates = [...new Set([resolve(root, file), resolve(cwd, file)])];
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) {
    const hint = isAbsolute(file)
      ? "Check its spelling."
      : "Name it from the audited directory or from the current one.";
    throw new AuditError(`There is no file ${file}.`, "usage", hint);
  }
  if (statSync(found).isDirectory())
    throw new AuditError(`${file} is a directory.`, "usage", "Name a file in it, and a line: src/agent.ts:12.");
  const inside = relative(realpathSync.native(root), realpathSync.native(found));
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new AuditError(`${file} lies outside the audited directory.`, "usage", "Name its repository with --in.");
  return { path: inside.split(sep).join("/"), line, column };
}
