import type { McpServer } from "../../model/mcp-server.ts";
import { describeValue } from "../../model/wording.ts";
import { defineKind, defines, row, serves } from "../kind.ts";

/** An MCP server that a client configuration offers to an agent. */
export const mcpServers = defineKind<McpServer>({
  kind: "mcp-server",
  all: (stack) => stack.mcpServers,
  name: ({ name }) => name,
  mentions: ({ at, targetAt, environment, credentials }) => [
    ...defines(at, "declares it"),
    ...defines(targetAt, "holds its address"),
    ...serves(environment?.at, "says which environment it is of"),
    ...credentials.flatMap(({ variable, at: bound }) => defines(bound, `hands it ${variable}`)),
  ],
  rows: (server) => [
    row("client", server.client, [server.at]),
    row("runs", server.target ?? "not known", server.targetAt ? [server.targetAt] : []),
    row(
      "environment",
      server.environment?.name ?? "none that it names",
      server.environment ? [server.environment.at] : [],
    ),
    ...(server.credentials.length === 0 ? [row("is handed", "no credential")] : []),
    ...server.credentials.map(({ variable, value, at }) =>
      row("is handed", `${variable}: ${describeValue(value)}`, [at]),
    ),
  ],
  limits: () => [
    "Which tools the server offers and what they do is decided where it runs.",
    "A server of the user's own configuration is added to those of the repository.",
  ],
});
