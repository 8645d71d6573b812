import { randomUUID } from "node:crypto";
import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { AuditError } from "../model/error.ts";

/**
 * Writes a report so that a reader finds the old file or the whole new one, never half of it.
 *
 * @throws AuditError blaming the usage if it cannot be written.
 */
export function writeReport(file: string, text: string, cwd: string, what = "the report"): void {
  try {
    const path = resolve(cwd, file);
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw Object.assign(new Error("a directory"), { code: "EISDIR" });
    // A rename would replace `/dev/stdout` or a pipe instead of writing into it.
    if (existing && !existing.isFile()) return writeFileSync(path, text);
    if (existing) accessSync(path, constants.W_OK);
    replace(existing ? realpathSync(path) : path, text, existing ? existing.mode & 0o777 : 0o666);
  } catch (error) {
    throw cannotWrite(file, error, what);
  }
}

function replace(target: string, text: string, mode: number): void {
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: "wx", mode });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: ["its folder does not exist", "Create the folder first, or name another file."],
  ENOTDIR: ["a part of its path is a file", "Name a file in an existing folder."],
  EISDIR: ["it is a folder", "Name a file in it."],
  EACCES: ["permission denied", "Name a file in a folder that this user may write to."],
  EPERM: ["permission denied", "Name a file in a folder that this user may write to."],
  EROFS: ["the file system is read-only", "Name a file in a folder that this user may write to."],
  ENOSPC: ["the disk is full", "Free some space, or name a file on another disk."],
  ENAMETOOLONG: ["its name is too long", "Name a shorter file."],
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

/** What a failed write is told as: the reason in words and what to do. */
export function cannotWrite(file: string, error: unknown, what = "the report"): AuditError {
  const [reason, hint] = reasons[codeOf(error)] ?? [`the system answered ${codeOf(error)}`, "Name another file."];
  return new AuditError(`Cannot write ${what} to ${file}: ${reason}.`, "usage", hint);
}
