import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { takeInventory } from "../audit.ts";
import { AuditError } from "../model/error.ts";
import { inventoryFormats } from "../report/inventory/formats.ts";
import type { InventoryArguments } from "./commands/inventory.ts";
import { type ExitStatus, exitStatusOfInventory } from "./exit-status.ts";
import type { Io } from "./io.ts";
import { pageFor } from "./page-for.ts";
import { withProgress } from "./progress.ts";
import { settingsFor } from "./settings-for.ts";
import { writeReport } from "./write-report.ts";

/** Takes the inventory of the repository in `path` and prints it, or writes it where `--output` says. */
export function runInventory(path: string, options: InventoryArguments, io: Io): ExitStatus {
  const root = resolve(io.cwd, path);
  if (!existsSync(root)) {
    throw new AuditError(`There is no directory ${path}.`, "usage", "Name the directory of a repository.");
  }
  const settings = settingsFor(options, root, io);
  const inventory = withProgress(io, options, (onProgress) =>
    takeInventory(root, { key: randomBytes(32), onProgress, ...settings }),
  );
  const { format, output } = options;
  const text = inventoryFormats[format](inventory, pageFor(options, io, output === undefined));
  if (output === undefined) io.out(text);
  else writeReport(output, text, io.cwd);
  return exitStatusOfInventory(inventory, { allowEmpty: options.allowEmpty === true });
}
