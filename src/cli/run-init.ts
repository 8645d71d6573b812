import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { AuditError } from "../model/error.ts";
import type { InitArguments } from "./commands/init.ts";
import type { ExitStatus } from "./exit-status.ts";
import { initAttestations } from "./init-attestations.ts";
import { initConfig } from "./init-config.ts";
import type { Io } from "./io.ts";

/** Writes the file that was asked for into the directory. */
export function runInit(path: string, options: InitArguments, io: Io): ExitStatus {
  const root = resolve(io.cwd, path);
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new AuditError(`There is no directory ${path}.`, "usage", "Name the directory of a repository.");
  return options.attestations ? initAttestations(root, io) : initConfig(root, options, io);
}
