import type { Inventory } from "../model/report.ts";

/**
 * Which settings were applied, in a sentence whose path is as it is written, so not yet fit for a format; null if none
 * were. Settings decide what is judged, and whoever is audited may have written them.
 */
export function appliedSettings({ settings }: Pick<Inventory, "settings">): string | null {
  if (settings === null) return null;
  const { path, from } = settings;
  return from === "repository"
    ? `Settings of the repository were applied: ${path} (--no-config leaves them out)`
    : `Settings were applied: ${path}`;
}
