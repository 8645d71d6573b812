import type { Inventory } from "../../model/report.ts";
import type { Page } from "../terminal/page.ts";
import type { InventoryFormat } from "./format-names.ts";
import { jsonInventory } from "./json.ts";
import { terminalInventory } from "./terminal.ts";

/** The formats of an inventory; the page matters to those a person reads. */
export const inventoryFormats = {
  terminal: terminalInventory,
  json: jsonInventory,
} as const satisfies Readonly<Record<InventoryFormat, (inventory: Inventory, page: Page) => string>>;
