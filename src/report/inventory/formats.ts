import type { Inventory } from "../../model/report.ts";
import type { Page } from "../terminal/page.ts";
import { jsonInventory } from "./json.ts";
import { terminalInventory } from "./terminal.ts";

/** The formats of an inventory; the page matters to those a person reads. */
export const inventoryFormats = {
  terminal: terminalInventory,
  json: jsonInventory,
} as const satisfies Readonly<Record<string, (inventory: Inventory, page: Page) => string>>;

export type InventoryFormat = keyof typeof inventoryFormats;

export const inventoryFormatNames = Object.keys(inventoryFormats) as readonly InventoryFormat[];
