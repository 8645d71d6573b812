import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { note } from "../audit";
import { settings } from "../settings";

export const orderMaterials = createTool({
  id: "order-materials",
  description: "Orders raw materials for a glaze from the shop.",
  inputSchema: z.object({ material: z.string(), grams: z.number().int() }),
  execute: async ({ material, grams }) => {
    note("tool-call", "order-materials", { material, grams });
    const response = await fetch(`${settings.SHOP_URL}/orders`, {
      method: "POST",
      headers: { authorization: `Bearer ${settings.SHOP_TOKEN}` },
      body: JSON.stringify({ material, grams }),
    });
    return response.json();
  },
});
