import type { Inventory } from "../../model/report.ts";
import { appliedSettings } from "../applied-settings.ts";
import { neutralise } from "../neutralise.ts";
import { counted, type Page, paragraph } from "./page.ts";

/** Which tool says what follows of which repository, and at which commit. */
export function titleLines(inventory: Inventory, page: Page): string[] {
  const { tool, target } = inventory;
  const settings = appliedSettings(inventory);
  const revision = target.revision === null ? "" : ` at ${target.revision.slice(0, 12)}`;
  const title = `${tool.name} ${tool.version}: ${neutralise(target.name)}${revision}`;
  return [title, ...(settings === null ? [] : [neutralise(settings)])].map(page.color.dim);
}

export const lookedFor =
  "Looked for: agents, tools and model calls of the AI SDKs for TypeScript and JavaScript (Vercel AI SDK, OpenAI, Anthropic, LangChain, Mastra and others), MCP servers in code, and MCP client configuration such as .mcp.json.";

/** What there is to say of a repository without an agent stack. */
export function emptyLines({ inspected }: Inventory, page: Page): string[] {
  return [
    ...paragraph(
      page,
      `No agent stack was found in ${counted(inspected.files, "file")}: exit status 3, or 0 with --allow-empty.`,
      0,
    ),
    "",
    ...paragraph(page, lookedFor, 0),
  ];
}
