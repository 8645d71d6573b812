import { randomBytes } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSettingsFile, takeInventory } from "../audit.ts";
import { discoveriesIn } from "../config/discoveries.ts";
import { draftSettings } from "../config/draft-settings.ts";
import { extendSettings } from "../config/extend-settings.ts";
import { AuditError } from "../model/error.ts";
import { settingsFiles } from "../model/settings.ts";
import { listed } from "../model/wording.ts";
import { neutralise } from "../report/neutralise.ts";
import { counted } from "../report/terminal/page.ts";
import type { InitArguments } from "./commands/init.ts";
import { type ExitStatus, exitStatus } from "./exit-status.ts";
import type { Io } from "./io.ts";
import { writeReport } from "./write-report.ts";

/** A file of the repository as `init` would leave it, and what is said of that. */
interface InitDocument {
  readonly name: string;
  readonly text: string;
  /** Whether it differs from what is there. */
  readonly isNew: boolean;
  readonly says: string;
}

/** Writes `bulkhead.config.yaml` into the directory, or adds to the one that is there; only prints it if so asked. */
export function initConfig(root: string, { stdout }: InitArguments, io: Io): ExitStatus {
  const document = configDocument(root);
  if (stdout) io.out(document.text);
  else {
    if (document.isNew) writeReport(join(root, document.name), document.text, io.cwd);
    io.out(`${neutralise(document.says)}\n`);
  }
  return exitStatus.clean;
}

/** `bulkhead.config.yaml`: made of the inventory, or the one that is there with what it does not speak of yet. */
function configDocument(root: string): InitDocument {
  const present = settingsFiles.filter((name) => isThere(root, name));
  const [name = settingsFiles[0], other] = present;
  if (other !== undefined)
    throw new AuditError(`There are two configurations, ${name} and ${other}.`, "config", "Keep one of them.");
  const key = randomBytes(32);
  if (present.length === 0) {
    const found = discoveriesIn(takeInventory(root, { key, settings: null }), null);
    const counts = [
      counted(found.environments.length, "environment"),
      counted(found.endpoints.length, "host"),
      counted(found.publicKeys.length, "public key"),
    ];
    return { name, text: draftSettings(found), isNew: true, says: `Wrote ${name}: ${listed(counts)} discovered.` };
  }
  const settings = readSettingsFile(join(root, name), root);
  const text = readFileSync(join(root, name), "utf8");
  const found = discoveriesIn(takeInventory(root, { key, settings }), settings);
  const extended = extendSettings(text, found, name.endsWith(".json") ? "json" : "yaml");
  if (extended.added.length === 0)
    return {
      name,
      text,
      isNew: false,
      says: `${name} already speaks of all that was discovered; it was left as it is.`,
    };
  return { name, text: extended.text, isNew: true, says: `Added to ${name}: ${extended.added.join(", ")}.` };
}

/** A link is not written through: it may lead out of the repository. */
function isThere(root: string, name: string): boolean {
  const found = lstatSync(join(root, name), { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isFile()) return true;
  const what = found.isSymbolicLink() ? "a link" : "no regular file";
  throw new AuditError(`${name} is ${what}, and is not written to.`, "config", "Replace it by a file.");
}
