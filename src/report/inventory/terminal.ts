import type { Inventory } from "../../model/report.ts";
import { gapsSection } from "../terminal/gaps.ts";
import { counted, type Page, paragraph } from "../terminal/page.ts";
import { emptyLines, titleLines } from "../terminal/title.ts";
import { matricesOf } from "./rows.ts";
import { auditEventsSection } from "./terminal/audit-events.ts";
import { environmentsSection } from "./terminal/environments.ts";
import { gatesSection } from "./terminal/gates.ts";
import { mcpServersSection } from "./terminal/mcp-servers.ts";
import { pipelinesSection } from "./terminal/pipelines.ts";
import { servicesSections } from "./terminal/services.ts";
import { toolsSection } from "./terminal/tools.ts";

/** The Stack for a person at a terminal: what each environment has and shares, then what acts on it. */
export function terminalInventory(inventory: Inventory, page: Page): string {
  const { stack } = inventory;
  const sections =
    stack.agentEvidence.length === 0
      ? [emptyLines(inventory, page), page.detail === "quiet" ? [] : gapsSection(stack.gaps, page)]
      : fullSections(inventory, page);
  const blocks = [titleLines(inventory, page), ...sections].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function fullSections(inventory: Inventory, page: Page): string[][] {
  const { stack } = inventory;
  const matrix = servicesSections(matricesOf(stack, page.detail !== "verbose"), page);
  if (page.detail === "quiet") return [counts(inventory, page), ...matrix];
  return [
    counts(inventory, page),
    environmentsSection(stack, page),
    ...matrix,
    toolsSection(stack, page),
    gatesSection(stack, page),
    mcpServersSection(stack, page),
    auditEventsSection(stack, page),
    pipelinesSection(stack, page),
    gapsSection(stack.gaps, page),
  ];
}

function counts({ stack, inspected }: Inventory, page: Page): string[] {
  const parts = [
    counted(stack.environments.length, "environment"),
    counted(stack.services.length, "service"),
    counted(stack.stores.length, "store"),
    counted(stack.credentials.length, "credential"),
    counted(stack.tools.length, "tool"),
    counted(stack.gates.length, "gate"),
    counted(stack.mcpServers.length, "MCP server"),
    counted(stack.auditEvents.length, "audit event"),
    counted(stack.pipelines.length, "CI job"),
  ];
  return paragraph(page, `${parts.join(", ")} in ${counted(inspected.files, "file")}.`, 0);
}
