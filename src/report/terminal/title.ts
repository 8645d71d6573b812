import type { Inventory } from "../../model/report.ts";
import { neutralise } from "../neutralise.ts";
import { counted, type Page, paragraph } from "./page.ts";

/** Which tool says what follows of which repository, and at which commit. */
export function titleLines({ tool, target, settings }: Inventory, page: Page): string[] {
  const revision = target.revision === null ? "" : ` at ${target.revision.slice(0, 12)}`;
  const title = `${tool.name} ${tool.version}: ${neutralise(target.name)}${revision}`;
  return [title, ...settingsLines(settings)].map(page.color.dim);
}

/** Settings decide what is judged, and whoever is audited may have written them. */
function settingsLines(settings: Inventory["settings"]): string[] {
  if (settings === null) return [];
  const path = neutralise(settings.path);
  return [
    settings.from === "repository"
      ? `Settings of the repository were applied: ${path} (--no-config leaves them out)`
      : `Settings were applied: ${path}`,
  ];
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
