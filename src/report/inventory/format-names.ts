/** The formats of an inventory by name; apart from what makes them, as those of a report are. */
export const inventoryFormatNames = ["terminal", "json"] as const;

export type InventoryFormat = (typeof inventoryFormatNames)[number];
