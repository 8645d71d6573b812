import type { McpServerFact, McpSettingFact } from "../model/agent-facts.ts";
import type { GapFact } from "../model/facts.ts";
import {
  type ConfigDocument,
  type ConfigEntry,
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  gap,
  isTrue,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor } from "./extractor.ts";
import { looksLikeServer, readServer } from "./mcp-server.ts";
import { fileName } from "./paths.ts";
import { approvedTools, permissionSettings } from "./permission-settings.ts";
import { readJson } from "./read-json.ts";
import { readToml } from "./read-toml.ts";

/** A file that tells an agent which MCP servers it has, and whose it is. */
interface ConfigFile {
  readonly path: RegExp;
  readonly client: string;
}

const files: readonly ConfigFile[] = [
  { path: /(?:^|\/)\.cursor\/mcp\.json$/, client: "cursor" },
  { path: /(?:^|\/)\.vscode\/(?:mcp|settings)\.json$/, client: "vscode" },
  { path: /\.code-workspace$/, client: "vscode" },
  { path: /(?:^|\/)\.roo\/mcp\.json$/, client: "roo" },
  { path: /(?:^|\/)\.kiro\/(?:settings\/)?mcp\.json$/, client: "kiro" },
  { path: /(?:^|\/)(?:\.gemini\/settings|gemini-extension)\.json$/, client: "gemini" },
  { path: /(?:^|\/)claude_desktop_config\.json$/, client: "claude" },
  { path: /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/, client: "claude" },
  { path: /(?:^|\/)\.codex\/config\.toml$/, client: "codex" },
  { path: /(?:^|\/)(?:\.opencode\/)?opencode\.jsonc?$/, client: "opencode" },
  { path: /(?:^|\/)\.zed\/settings\.json$/, client: "zed" },
  { path: /(?:^|\/)(?:\.windsurf\/mcp|mcp_config)\.json$/, client: "windsurf" },
  { path: /(?:^|\/)\.amazonq\/(?:mcp|default)\.json$/, client: "amazonq" },
  { path: /(?:^|\/)\.junie\/mcp\/mcp\.json$/, client: "junie" },
  { path: /(?:^|\/)(?:cline_)?mcp_settings\.json$/, client: "cline" },
  { path: /(?:^|\/)\.factory\/mcp\.json$/, client: "factory" },
  { path: /(?:^|\/)\.claude-plugin\/plugin\.json$/, client: "plugin" },
  { path: /(?:^|\/)[^/]+\/\.mcp\.json$/, client: "plugin" },
  { path: /^\.mcp\.json$/, client: "claude" },
  { path: /(?:^|\/)mcp\.json$/, client: "plugin" },
];

/** Where the servers stand in such a file. */
const wrappers: readonly (readonly string[])[] = [
  ["mcpServers"],
  ["servers"],
  ["mcp", "servers"],
  ["mcp"],
  ["context_servers"],
  ["mcp_servers"],
  ["settings", "mcp", "servers"],
  ["mcp.servers"],
  ["amp.mcpServers"],
];

/** Reads the MCP servers that the developers' own agents are given (CONTROLS §5.1.10: these are agents too). */
export const mcpConfig: Extractor = {
  id: "mcp-config",
  version: 2,
  wants: (path, zone) =>
    zone !== "example" && zone !== "docs" && zone !== "fixture" && files.some((file) => file.path.test(path)),
  extract({ path, text }, { seal }) {
    const { root, gaps } = readDocument(path, text);
    const client = files.find((file) => file.path.test(path))?.client ?? "unknown";
    const servers = serversOf(root, path, client);
    const off = new Set(textsOf(valueAt(root, "disabledMcpjsonServers")));
    const facts: McpServerFact[] = servers.map((entry) => {
      const server = readServer(entry, client, seal);
      return off.has(server.name) ? { ...server, disabled: true } : server;
    });
    // Settings of an editor may be broken for all we care, as long as no server was lost with it.
    const matters = facts.length > 0 || fileName(path) !== "settings.json" || /mcp/i.test(text);
    const settings = [
      ...blanketSettings(root, client),
      ...permissionSettings(root, client),
      ...servers.flatMap((entry) => approvedTools(entry, client)),
    ];
    return [...facts, ...settings, ...servers.flatMap(envFileGap), ...(matters ? gaps : [])];
  },
};

/** Claude Code asks before it starts a server of `.mcp.json`, unless its settings approve of them all. */
function blanketSettings(root: ConfigNode | null, client: string): readonly McpSettingFact[] {
  const setting = "enableAllProjectMcpServers";
  const entry = client === "claude" ? entryOf(root, setting) : undefined;
  return entry && isTrue(entry.value) ? [{ kind: "mcp-setting", setting, span: entrySpan(entry) }] : [];
}

/** VS Code lets a server take its variables from a file, which is not joined with it. */
function envFileGap(entry: ConfigEntry): readonly GapFact[] {
  const file = entryOf(entry.value, "envFile");
  if (!file) return [];
  return [gap(`server ${entry.key} takes variables from a file, which is not joined with it`, file.keySpan.startLine)];
}

function readDocument(path: string, text: string): ConfigDocument {
  return path.endsWith(".toml") ? readToml(text) : readJson(text);
}

function serversOf(root: ConfigNode | null, path: string, client: string): readonly ConfigEntry[] {
  for (const wrapper of wrappers) {
    const node = valueAt(root, ...wrapper);
    const entries = entriesOf(node).filter((entry) => entry.value.kind === "map");
    if (entries.some((entry) => looksLikeServer(entry.value))) return entries;
  }
  // A plugin's file has no wrapper; anything else of that name (a list of translations) must not be taken for one.
  if (client !== "plugin" && fileName(path) !== ".mcp.json") return [];
  const entries = entriesOf(root).filter((entry) => !entry.key.startsWith("$"));
  return entries.length > 0 && entries.every((entry) => looksLikeServer(entry.value)) ? entries : [];
}
