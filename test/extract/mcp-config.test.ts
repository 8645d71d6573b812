import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { mcpConfig } from "../../src/extract/mcp-config.ts";
import type { McpServerFact } from "../../src/model/agent-facts.ts";
import { factsOf, gapsOf, ofKind, shown, showSealed, showSpan, showValue } from "../support/extract.ts";

const serversOf = (path: string, text: string): McpServerFact[] => ofKind(factsOf(path, text), "mcp-server");
const server = (config: object, path = ".mcp.json"): McpServerFact => {
  const [fact] = serversOf(path, JSON.stringify({ mcpServers: { crm: config } }));
  if (!fact) throw new Error("no server");
  return fact;
};

describe("where clients keep their servers", () => {
  const crm = { command: "crm-mcp" };
  it.each<[string, object | string, string]>([
    [".mcp.json", { mcpServers: { crm } }, "claude"],
    ["plugins/crm/.mcp.json", { crm }, "plugin"],
    ["plugins/crm/.mcp.json", { mcpServers: { crm } }, "plugin"],
    ["plugins/crm/mcp.json", { mcpServers: { crm } }, "plugin"],
    [".cursor/mcp.json", { mcpServers: { crm } }, "cursor"],
    [".vscode/mcp.json", { servers: { crm }, inputs: [] }, "vscode"],
    [".vscode/settings.json", { "editor.tabSize": 2, mcp: { servers: { crm } } }, "vscode"],
    [".roo/mcp.json", { mcpServers: { crm } }, "roo"],
    [".kiro/settings/mcp.json", { mcpServers: { crm } }, "kiro"],
    [".gemini/settings.json", { mcpServers: { crm } }, "gemini"],
    ["claude_desktop_config.json", { mcpServers: { crm } }, "claude"],
    [".claude/settings.json", { mcpServers: { crm } }, "claude"],
    ["opencode.jsonc", { mcp: { crm: { type: "local", command: ["crm-mcp"] } } }, "opencode"],
    [".zed/settings.json", { context_servers: { crm: { command: { path: "crm-mcp", args: [] } } } }, "zed"],
    [".windsurf/mcp_config.json", { mcpServers: { crm } }, "windsurf"],
    [".codex/config.toml", 'model = "x"\n[mcp_servers.crm]\ncommand = "crm-mcp"\n', "codex"],
  ])("%s %#", (path, config, client) => {
    const facts = serversOf(path, typeof config === "string" ? config : JSON.stringify(config));
    expect(facts).toMatchObject([{ client, name: "crm", command: "crm-mcp", transport: "stdio", disabled: false }]);
  });

  it.each<[string, object]>([
    ["locales/mcp.json", { title: "Servers", servers: "Servers" }],
    ["packages/core/data/mcp.json", { a: { description: "x" } }],
    [".vscode/settings.json", { servers: { a: 1 } }],
    [".mcp.json", { mcpServers: {} }],
    [".cursor/mcp.json", { crm }],
  ])("%s without servers gives none", (path, config) => {
    expect(factsOf(path, JSON.stringify(config))).toEqual([]);
  });

  it("is not in examples and documents", () => {
    expect(mcpConfig.wants(".mcp.json", "example")).toBe(false);
    expect(mcpConfig.wants(".mcp.json", "docs")).toBe(false);
  });
});

describe("a server", () => {
  it.each<[object, string]>([
    [{ command: "npx" }, "stdio"],
    [{ type: "http", url: "https://x.io/mcp" }, "http"],
    [{ type: "streamable-http", url: "https://x.io/mcp" }, "http"],
    [{ type: "remote", url: "https://x.io/mcp" }, "http"],
    [{ type: "sse", url: "https://x.io/mcp" }, "sse"],
    [{ url: "https://x.io/sse" }, "sse"],
    [{ url: "https://x.io/mcp" }, "http"],
    [{ httpUrl: "https://x.io/mcp" }, "http"],
    [{ serverUrl: "https://x.io/mcp" }, "http"],
  ])("%j is reached by %s", (config, transport) => {
    expect(server(config).transport).toBe(transport);
  });

  it.each<[string, string]>([
    ["https://x.io/mcp", "https://x.io/mcp @ http x.io - - mcp"],
    ["https://x.io/?token=${TOKEN}", "[plain] + {environment:TOKEN} @ http x.io - - -"],
    ["${URL}", "environment:URL"],
    ["${URL:-https://x.io}", "environment:URL or https://x.io @ http x.io - - -"],
    ["https://${env:HOST}/mcp", "https:// + {environment:HOST} + /mcp"],
    ["https://x.io/${input:tenant}", "https://x.io/ + {prompt:tenant}"],
  ])("at %s", (url, expected) => {
    expect(showValue(server({ url }).url ?? { kind: "expression", text: "", mentions: [] })).toBe(expected);
  });

  it("has its variables and headers", () => {
    const fact = server({
      url: "https://x.io/mcp",
      env: { A: "${env:A_TOKEN}", B: "${input:key}", C: "eu", D: "$D_TOKEN", E: "${workspaceFolder}/x" },
      headers: { Authorization: "Bearer ${CRM_TOKEN}", "X-Region": "eu" },
    });
    expect(shown(fact.env)).toEqual([
      "A = environment:A_TOKEN",
      "B = prompt:key",
      "C = eu",
      "D = environment:D_TOKEN",
      "E = {editor:workspaceFolder} + /x",
    ]);
    expect(shown(fact.headers)).toEqual(["Authorization = Bearer  + {environment:CRM_TOKEN}", "X-Region = eu"]);
  });

  it("of opencode has them in other places", () => {
    const text = JSON.stringify({
      mcp: {
        crm: { type: "local", command: ["npx", "crm"], environment: { A: "{env:A}", B: "{file:./b}" }, enabled: false },
      },
    });
    const [fact] = serversOf("opencode.json", text);
    expect(fact).toMatchObject({ command: "npx", disabled: true });
    expect(fact?.args.map(showSealed)).toEqual(["crm"]);
    expect(shown(fact?.env ?? [])).toEqual(["A = environment:A", "B = file:./b"]);
  });

  it("of codex names variables", () => {
    const [fact] = serversOf(
      ".codex/config.toml",
      '[mcp_servers.crm]\nurl = "https://x.io/mcp"\nbearer_token_env_var = "CRM_TOKEN"\nenv_http_headers = { "X-Key" = "CRM_KEY" }\nenabled = false\n[mcp_servers.crm.env]\nA = "x"\n',
    );
    expect(fact).toMatchObject({ transport: "http", disabled: true });
    expect(shown(fact?.headers ?? [])).toEqual([
      "Authorization = environment:CRM_TOKEN",
      "X-Key = environment:CRM_KEY",
    ]);
    expect(shown(fact?.env ?? [])).toEqual(["A = x"]);
    expect(fact && showSpan(fact.span)).toBe("1:1-1:18");
  });

  it.each<[object, boolean]>([
    [{ command: "x", disabled: true }, true],
    [{ command: "x", enabled: false }, true],
    [{ command: "x", enabled: true }, false],
  ])("%j is disabled: %s", (config, disabled) => {
    expect(server(config).disabled).toBe(disabled);
  });

  it("that takes variables from a file has a gap", () => {
    const text = JSON.stringify({ servers: { crm: { command: "x", envFile: ".env" } } });
    expect(gapsOf(".vscode/mcp.json", text)).toMatchObject([
      { reason: expect.stringMatching(/^server crm takes/), line: 1 },
    ]);
  });

  it("stands where its name does", () => {
    const text =
      '{\r\n  // the crm\r\n  "mcpServers": {\r\n    "crm": { "command": "x", "env": { "A": "b" } },\r\n  },\r\n}';
    const [fact] = serversOf(".mcp.json", `\uFEFF${text}`);
    expect(fact && showSpan(fact.span)).toBe("4:5-4:10");
    expect(fact?.env.map(({ span }) => showSpan(span))).toEqual(["4:39-4:47"]);
  });

  it("that is commented out is nothing", () => {
    expect(serversOf(".mcp.json", '{ "mcpServers": { /* "crm": { "command": "x" } */ } }')).toEqual([]);
  });
});

describe("secrets", () => {
  it("stay out of the facts, wherever they stand", () => {
    const key = `a1${randomBytes(24).toString("hex")}`.slice(0, 32);
    const fact = server({
      command: `crm --api-key=${key}`,
      args: ["--api-key", key, `--token=${key}`, "--header", `Authorization: Bearer ${key}`, key],
      url: `https://x.io/mcp?api_key=${key}`,
      env: { CRM_TOKEN: key, URL: `https://u:${key}@x.io/\${TENANT}` },
      headers: { Authorization: `Bearer ${key}`, "X-Api-Key": key },
    });
    expect(JSON.stringify(fact)).not.toContain(key);
    expect(fact.args[1]?.nature).toBe("secret");
    expect(fact.args[2]?.credential).toBe(fact.args[1]?.digest);
  });
});

describe("a file that is not as it should be", () => {
  it.each<[string, string]>([
    [".mcp.json", '{ "mcpServers": { "crm": { "command": "x" }, "b": '],
    [".mcp.json", '{ "mcpServers": { "crm": { "command": "x" } } } trailing'],
    [".codex/config.toml", '[mcp_servers.crm]\ncommand = "x"\n[mcp_servers.b\ncommand = "y"\n'],
    [".codex/config.toml", '[mcp_servers.crm]\ncommand = "x"\nargs = ["unclosed\n'],
  ])("%s %# gives what could be read, and a gap", (path, text) => {
    const facts = factsOf(path, text);
    expect(ofKind(facts, "mcp-server").map(({ name }) => name)).toEqual(["crm"]);
    expect(ofKind(facts, "gap")).toHaveLength(1);
  });

  it("is empty, and that is no trouble", () => {
    for (const path of [".mcp.json", ".codex/config.toml"]) expect(factsOf(path, "")).toEqual([]);
  });

  it("is nested without end", () => {
    expect(gapsOf(".mcp.json", `{"mcpServers":${"[".repeat(50_000)}`)[0]?.reason).toMatch(/too deeply/);
    expect(gapsOf(".codex/config.toml", `a = ${"[".repeat(50_000)}`)).toHaveLength(1);
  });
});

it.each([
  [".claude/settings.json", '{"permissions": {"defaultMode": "bypassPermissions"}}', 1],
  [".claude/settings.json", '{"permissions": {"defaultMode": "plan"}}', 0],
  [".codex/config.toml", 'approval_policy = "never"\nsandbox_mode = "danger-full-access"\n', 1],
  [".codex/config.toml", 'approval_policy = "never"\nsandbox_mode = "workspace-write"\n', 0],
  [".cursor/mcp.json", '{"permissions": {"defaultMode": "bypassPermissions"}}', 0],
  [".claude/settings.json", '{"permissions": {"allow": ["Bash", "Edit", "Read"]}}', 2],
  [".claude/settings.json", '{"permissions": {"allow": ["Bash(npm test:*)", "WebFetch"]}}', 0],
  [".claude/settings.json", '{"permissions": {"allow": ["Bash"], "ask": ["Bash"]}}', 0],
  [".claude/settings.json", '{"permissions": {"allow": ["Bash(*)"], "deny": ["Bash(rm *)"]}}', 1],
  [".roo/mcp.json", '{"mcpServers": {"crm": {"command": "crm", "alwaysAllow": ["find"]}}}', 1],
  [".kiro/settings/mcp.json", '{"mcpServers": {"crm": {"command": "crm", "autoApprove": ["find"]}}}', 1],
  [".cursor/mcp.json", '{"mcpServers": {"crm": {"command": "crm", "autoApprove": ["find"]}}}', 0],
  [".kiro/settings/mcp.json", '{"mcpServers": {"crm": {"command": "crm", "autoApprove": []}}}', 0],
  [".kiro/settings/mcp.json", '{"mcpServers": {"crm": {"command": "crm", "disabled": true, "autoApprove": ["x"]}}}', 0],
])("finds in %s whether nobody is asked: %s", (path, text, count) => {
  expect(ofKind(factsOf(path, text), "permission-setting")).toHaveLength(count);
});
