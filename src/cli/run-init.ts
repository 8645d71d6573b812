import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AuditError } from "../model/error.ts";
import type { InitArguments } from "./commands/init.ts";
import type { ExitStatus } from "./exit-status.ts";
import { initAttestations } from "./init-attestations.ts";
import type { Io } from "./io.ts";

/** Writes the settings file that was asked for into the directory. */
export function runInit(path: string, { attestations }: InitArguments, io: Io): ExitStatus {
  const root = resolve(io.cwd, path);
  if (!existsSync(root))
    throw new AuditError(`There is no directory ${path}.`, "usage", "Name the directory of a repository.");
  if (attestations !== true)
    throw new AuditError("bulkhead init was not told what to write.", "usage", "Add --attestations.");
  return initAttestations(root, io);
}
