import { describe, expect, test } from "vitest";
import { linkBlanketApprovals, linkMcpServers } from "../../src/link/mcp.ts";
import type { McpServer } from "../../src/model/mcp-server.ts";
import { type Files, factsOfFiles } from "../support/program.ts";

/** `client/name → target [environment] credentials`. */
function told(files: Files): string[] {
  return linkMcpServers(factsOfFiles(files)).map(
    (s) => `${s.client}/${s.name} → ${s.target}${s.environment ? ` [${s.environment.name}]` : ""}${credentials(s)}`,
  );
}

function credentials({ credentials: list }: McpServer): string {
  return list.map((c) => ` ${c.variable}=${c.value.kind === "reference" ? c.value.reference : c.value.kind}`).join("");
}

const servers = (list: object): Files => ({ ".mcp.json": JSON.stringify({ mcpServers: list }, null, 2) });

test.each<readonly [string, Files, readonly string[]]>([
  [
    "a remote one by its host",
    servers({ crm: { type: "http", url: "https://mcp.crm.example/v1" } }),
    ["claude/crm → mcp.crm.example"],
  ],
  [
    "a package run by npx",
    servers({ db: { command: "npx", args: ["-y", "@acme/db-mcp"] } }),
    ["claude/db → @acme/db-mcp"],
  ],
  ["an image", servers({ db: { command: "docker", args: ["run", "acme/db-mcp"] } }), ["claude/db → acme/db-mcp"]],
  ["a program of its own", servers({ db: { command: "./bin/db-mcp" } }), ["claude/db → ./bin/db-mcp"]],
  ["its name says the environment", servers({ "db-prod": { command: "db-mcp" } }), ["claude/db-prod → db-mcp [prod]"]],
  [
    "its host does",
    servers({ crm: { url: "https://mcp.staging.crm.example" } }),
    ["claude/crm → mcp.staging.crm.example [staging]"],
  ],
  [
    "a top-level domain says nothing",
    servers({ crm: { url: "https://mcp.crm.dev/mcp" } }),
    ["claude/crm → mcp.crm.dev"],
  ],
  [
    "a variable does, before its name",
    servers({ "db-prod": { command: "db-mcp", env: { DB_ENV: "staging" } } }),
    ["claude/db-prod → db-mcp [staging]"],
  ],
  [
    "a flag does",
    servers({ db: { command: "db-mcp", args: ["--stage=production"] } }),
    ["claude/db → db-mcp [production]"],
  ],
  [
    "a flag and its value",
    servers({ db: { command: "./db-mcp", args: ["--stage", "production"] } }),
    ["claude/db → ./db-mcp [production]"],
  ],
  [
    "a flag without a value",
    servers({ db: { command: "db-mcp", args: ["--sandbox"] } }),
    ["claude/db → db-mcp [sandbox]"],
  ],
  [
    "this machine is development",
    servers({ db: { url: "http://localhost:8080/mcp" } }),
    ["claude/db → localhost:8080 [development]"],
  ],
  [
    "this machine, whatever its name",
    servers({ "db-prod": { url: "http://127.0.0.1:8080/mcp" } }),
    ["claude/db-prod → 127.0.0.1:8080 [development]"],
  ],
  [
    "a name of two classes says nothing",
    servers({ "prod-to-staging-copy": { command: "copy-mcp" } }),
    ["claude/prod-to-staging-copy → copy-mcp"],
  ],
  [
    "a word inside a word says nothing",
    servers({ product: { command: "product-mcp" } }),
    ["claude/product → product-mcp"],
  ],
  [
    "a key in the clear",
    servers({ db: { command: "db-mcp", env: { API_KEY: "k7f2kq0z8mw2c5hxd91bq3", REGION: "eu" } } }),
    ["claude/db → db-mcp API_KEY=literal"],
  ],
  [
    "a key from the shell",
    servers({ db: { command: "db-mcp", env: { API_KEY: "${CRM_KEY}" } } }),
    ["claude/db → db-mcp API_KEY=environment:*:CRM_KEY"],
  ],
  [
    "a key in a header",
    servers({ db: { url: "https://mcp.crm.example", headers: { Authorization: "Bearer ${CRM_KEY}" } } }),
    ["claude/db → mcp.crm.example Authorization=environment:*:CRM_KEY"],
  ],
  ["one that is switched off", servers({ db: { command: "db-mcp", disabled: true } }), []],
  [
    "of two clients",
    {
      ...servers({ db: { command: "db-mcp" } }),
      ".cursor/mcp.json": JSON.stringify({ mcpServers: { db: { command: "db-mcp" } } }),
    },
    ["cursor/db → db-mcp", "claude/db → db-mcp"],
  ],
  [
    "with an input that is asked for",
    {
      ".vscode/mcp.json":
        '{ "inputs": [{ "id": "key", "type": "promptString" }], "servers": { "db": { "command": "db-mcp", "env": { "API_KEY": "${input:key}" } } } }',
    },
    ["vscode/db → db-mcp API_KEY=prompt:*:key"],
  ],
])("%s", (_title, files, expected) => {
  expect(told(files)).toEqual(expected);
});

describe("places", () => {
  test("the server, its address and its credential", () => {
    const [server] = linkMcpServers(
      factsOfFiles(servers({ crm: { url: "https://mcp.crm.example", headers: { "X-Api-Key": "${CRM_KEY}" } } })),
    );
    expect(
      [server?.at, server?.targetAt, server?.credentials[0]?.at].map((p) => p && `${p.path}:${p.span.startLine}`),
    ).toEqual([".mcp.json:3", ".mcp.json:4", ".mcp.json:6"]);
  });

  test("sorted by place", () => {
    const files = servers({ b: { command: "b" }, a: { command: "a" } });
    expect(linkMcpServers(factsOfFiles(files)).map((s) => s.name)).toEqual(["b", "a"]);
  });
});

describe("what is fetched to start a server", () => {
  const launched = (files: Files): unknown[] => linkMcpServers(factsOfFiles(files)).map(({ launch }) => launch ?? null);

  test("a package in the version that is written, or that the manifest holds", () => {
    const db = { command: "npx", args: ["-y", "db-mcp"] };
    expect(launched(servers({ db }))).toEqual([{ package: "db-mcp", registry: "npm", pinned: "none", version: null }]);
    const manifest = { "package.json": '{ "devDependencies": { "db-mcp": "1.0.0" } }' };
    expect(launched({ ...servers({ db }), ...manifest })).toMatchObject([{ pinned: "lockfile" }]);
    expect(launched({ ...servers({ db }), "package.json": '{ "name": "db-mcp" }' })).toEqual([null]);
  });

  test("an image by its digest, which is no secret", () => {
    const digest = `sha256:${"5e1f0c7a".repeat(8)}`;
    const db = { command: "docker", args: ["run", "-i", `acme/db-mcp@${digest}`] };
    expect(launched(servers({ db }))).toMatchObject([{ pinned: "exact", version: digest }]);
  });

  test("a version in a variable is not known", () => {
    const db = { command: "npx", args: ["-y", "db-mcp@${DB_MCP_VERSION}"] };
    expect(launched(servers({ db }))).toMatchObject([{ pinned: "unread" }]);
  });
});

test("a setting that approves of every server", () => {
  const settings = (value: boolean): Files => ({
    ".claude/settings.json": JSON.stringify({ enableAllProjectMcpServers: value }, null, 2),
  });
  expect(
    linkBlanketApprovals(factsOfFiles(settings(true))).map(
      ({ setting, at }) => `${setting} @ ${at.path}:${at.span.startLine}`,
    ),
  ).toEqual(["enableAllProjectMcpServers @ .claude/settings.json:2"]);
  expect(linkBlanketApprovals(factsOfFiles(settings(false)))).toEqual([]);
});
