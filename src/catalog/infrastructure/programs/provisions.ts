import type { Held, Provision, SettingPath } from "../program-entry.ts";

/** Variables of a resource that holds them under their names. */
export const asMap = (at: SettingPath, value?: string): Provision => ({ as: "map", at, ...(value ? { value } : {}) });

/** Variables in a list of `{ name, value }`. */
export const asList = (at: SettingPath, ...values: readonly Held[]): Provision => ({
  ...{ as: "list", at, name: "name" },
  values: [{ at: ["value"] }, ...values],
});
