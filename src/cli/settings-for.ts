import { resolve } from "node:path";
import { type InventoryOptions, readSettingsFile } from "../audit.ts";
import type { ConfigArguments } from "./config-option.ts";
import type { Io } from "./io.ts";

/** What was asked for by `--config` and `--no-config`; nothing leaves it to the repository. */
export function settingsFor(
  { config }: ConfigArguments,
  root: string,
  { cwd }: Io,
): Pick<InventoryOptions, "settings"> {
  if (config === false) return { settings: null };
  return typeof config === "string" ? { settings: readSettingsFile(resolve(cwd, config), root) } : {};
}
