import { groupBy } from "../../../model/group.ts";
import { comparePlaces, compareText } from "../../../model/location.ts";
import type { McpServer } from "../../../model/mcp-server.ts";
import type { Stack } from "../../../model/stack.ts";
import { describeValue, listed } from "../../../model/wording.ts";
import { andMore, bounded, heading, type Page, paragraph } from "../../terminal/page.ts";
import { entry, entryPlaces } from "./entries.ts";

const serversShown = 8;

/** The MCP servers that clients are configured with; one that several clients know is told once. */
export function mcpServersSection(stack: Stack, page: Page): string[] {
  if (stack.mcpServers.length === 0) return [];
  const sorted = [...stack.mcpServers].sort((a, b) => compareText(a.name, b.name) || comparePlaces(a.at, b.at));
  const servers = groupBy(sorted, ({ name, target, environment }) => JSON.stringify([name, target, environment?.name]));
  const { shown, more } = bounded(page, servers, serversShown);
  return [
    heading(page, `MCP servers (${servers.length})`),
    "",
    ...shown.flatMap((group) => serverLines(group, page)),
    ...andMore(page, more, 2),
  ];
}

function serverLines(group: readonly McpServer[], page: Page): string[] {
  const [first] = group;
  if (!first) return [];
  const where = first.environment === null ? "" : `, ${first.environment.name}`;
  const clients = listed(group.map(({ client }) => client).sort(compareText));
  const text = `${first.target ?? "target not known"}${where}, for ${clients}`;
  const held = new Set(
    group.flatMap(({ credentials }) =>
      credentials.map(({ variable, value }) => `${variable}: ${describeValue(value)}`),
    ),
  );
  return [
    ...entry(page, first.name, text, 2),
    ...[...held].sort(compareText).flatMap((credential) => paragraph(page, credential, 4)),
    ...entryPlaces(
      page,
      group.map(({ at }) => at),
      4,
    ),
  ];
}
