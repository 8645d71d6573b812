import type { Inventory } from "../../model/report.ts";
import { gapsToJson } from "../json/gaps.ts";
import { stackToJson } from "../json/stack.ts";
import { settingsToJson } from "../json.ts";
import { neutraliseJson } from "../neutralise.ts";
import { comparisonsToJson } from "./comparisons.ts";
import type { JsonInventory } from "./inventory-schema.ts";

/** The inventory as JSON, version 1: complete, sorted, and byte-identical for the same input. */
export function jsonInventory(inventory: Inventory): string {
  return `${neutraliseJson(JSON.stringify(inventoryToJson(inventory), null, 2))}\n`;
}

/** The same as plain data. */
export function inventoryToJson({ tool, target, stack, inspected, settings }: Inventory): JsonInventory {
  const gaps = gapsToJson(stack.gaps);
  return {
    version: 1,
    tool: { name: tool.name, version: tool.version },
    target: { name: target.name, revision: target.revision },
    settings: settingsToJson(settings),
    summary: { agentStackFound: stack.agentEvidence.length > 0, files: inspected.files, gaps: gaps.length },
    stack: stackToJson(stack),
    comparisons: comparisonsToJson(stack),
    gaps,
  };
}
