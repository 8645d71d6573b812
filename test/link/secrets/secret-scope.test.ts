import { describe, expect, it } from "vitest";
import { memoryTree } from "../../../src/discover/memory-tree.ts";
import { extractAll } from "../../../src/extract/extract.ts";
import { createSeal } from "../../../src/extract/seal.ts";
import { link } from "../../../src/link/link.ts";
import { placeText } from "../../../src/model/location.ts";
import type { SecretScope } from "../../../src/model/secret-scope.ts";

const token = "hub-q7Zt4Kx9vB2mN8wLr5Yd3Hs6";

function scopeOf(files: Readonly<Record<string, string>>): SecretScope {
  const tree = memoryTree({ "package.json": '{ "name": "agent" }', ...files });
  const facts = extractAll(tree, createSeal(new Uint8Array(32).fill(7)));
  return link({ facts, files: tree.files, gaps: [] }).secretScope;
}

describe("secrets that are written out", () => {
  const writtenIn = (files: Readonly<Record<string, string>>) =>
    scopeOf(files).written.map(
      (w) => `${w.where} ${w.name}${w.isDefault ? "?" : ""} ${w.sealed.form} @ ${placeText(w.at)}`,
    );

  it.each<[string, Record<string, string>, string[]]>([
    [
      "a file of variables",
      { ".env.production": `HUB_TOKEN=${token}` },
      ["dotenv HUB_TOKEN generated @ .env.production:1"],
    ],
    ["a file that git ignores", { ".env.production": `HUB_TOKEN=${token}`, ".gitignore": ".env*" }, []],
    ["an example", { ".env.example": `HUB_TOKEN=${token}` }, []],
    [
      "a header of an MCP client",
      {
        ".mcp.json": `{ "mcpServers": { "hub": { "url": "https://mcp.hub.dev", "headers": { "Authorization": "Bearer ${token}" } } } }`,
      },
      ["mcp-config Authorization generated @ .mcp.json:1"],
    ],
    [
      "a default of Terraform",
      { "main.tf": `variable "hub_token" {\n  default = "${token}"\n}` },
      ["infrastructure hub_token? generated @ main.tf:2"],
    ],
    [
      "a Secret of Kubernetes",
      {
        "k8s/secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata:\n  name: hub\nstringData:\n  HUB_TOKEN: ${token}\n`,
      },
      ["manifest HUB_TOKEN generated @ k8s/secret.yaml:6"],
    ],
    ["an image", { Dockerfile: `FROM node:22\nENV HUB_TOKEN=${token}` }, ["image HUB_TOKEN generated @ Dockerfile:2"]],
    [
      "a default in code",
      { "src/hub.ts": `export const hubToken = process.env.HUB_TOKEN ?? "${token}";` },
      ["code HUB_TOKEN? generated @ src/hub.ts:1"],
    ],
  ])("reads %s", (_, files, expected) => {
    expect(writtenIn(files)).toEqual(expected);
  });
});

it("tells what stands beside addresses of one machine only", () => {
  const beside = (url: string) =>
    scopeOf({ ".env": `HUB_TOKEN=${token}\nHUB_URL=${url}\n` }).written.map(({ besideLocal }) => besideLocal ?? false);
  expect(beside("postgres://hub-db:5432/hub")).toEqual([true]);
  expect(beside("https://hub.dev")).toEqual([false]);
});

describe("what is handed on", () => {
  const handed = (env: string) =>
    scopeOf({
      "src/a.ts": `import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";\nconst all = { ...process.env };\nexport const t = (more: Record<string, string>) => new StdioClientTransport({ command: "npx", ${env} });`,
    }).handovers.map((h) => `${h.call} ${h.program} @ ${placeText(h.environmentAt)}`);

  it.each([
    ["env: process.env", ["StdioClientTransport npx @ src/a.ts:3"]],
    ["env: process.env as Record<string, string>", ["StdioClientTransport npx @ src/a.ts:3"]],
    ["env: { ...process.env, ...more }", ["StdioClientTransport npx @ src/a.ts:3"]],
    ["env: all", ["StdioClientTransport npx @ src/a.ts:2"]],
    ["env: { HUB_TOKEN: process.env.HUB_TOKEN! }", []],
    ["env: more", []],
    ["args: []", []],
  ])("%s", (env, expected) => {
    expect(handed(env)).toEqual(expected);
  });
});

it("is told of the servers of an agent of Claude", () => {
  const handed = (env: string) =>
    scopeOf({
      "src/a.ts": `import { query } from "@anthropic-ai/claude-agent-sdk";
query({ prompt: "x", options: { mcpServers: { hub: { command: "node", args: ["hub.js"], env: ${env} } } } });`,
    }).handovers.map((h) => `${h.call} ${h.program} @ ${placeText(h.environmentAt)}`);
  expect(handed('{ ...(process.env as Record<string, string>), PROJECT: "a" }')).toEqual(["query node @ src/a.ts:2"]);
  expect(handed("{ HUB_TOKEN: process.env.HUB_TOKEN ?? '' }")).toEqual([]);
});

describe("images", () => {
  const copied = (dockerfile: string, more: Record<string, string> = {}) =>
    scopeOf({ Dockerfile: dockerfile, ".env": `HUB_TOKEN=${token}`, ...more }).images.map(
      ({ at, file, named }) => `${file} ${named} @ ${placeText(at)}`,
    );

  it.each<[string, Record<string, string>, string[]]>([
    ["FROM a\nCOPY . .", {}, [".env false @ Dockerfile:2"]],
    ["FROM a\nCOPY .env ./", {}, [".env true @ Dockerfile:2"]],
    ["FROM a\nCOPY . .", { ".dockerignore": ".env" }, []],
    ["FROM a\nCOPY . .", { ".dockerignore": "**/.env*\n!.env" }, [".env false @ Dockerfile:2"]],
    ["FROM a\nCOPY src package.json ./", {}, []],
    ["FROM a AS build\nCOPY . .\nFROM b\nCOPY --from=build /dist .", {}, []],
    ["FROM a AS base\nCOPY . .\nFROM base", {}, [".env false @ Dockerfile:2"]],
  ])("%s with %o", (dockerfile, more, expected) => {
    expect(copied(dockerfile, more)).toEqual(expected);
  });
});

describe("jobs", () => {
  const jobIn = (text: string) => scopeOf({ ".github/workflows/a.yml": text }).jobs[0];
  const head = (rest: string) => `on: pull_request_target
jobs:
  a:
${rest}    steps:
      - uses: actions/checkout@v4
        with: { ref: "\${{ github.event.pull_request.head.sha }}" }
      - run: npm ci
        env: { K: "\${{ secrets.OPENAI_API_KEY }}", G: "\${{ secrets.GITHUB_TOKEN }}" }
`;

  it("reads what a stranger's pull request runs", () => {
    const job = jobIn(head(""));
    expect(job?.openTriggers.map(({ event }) => event)).toEqual(["pull_request_target"]);
    expect(job?.checksOutHead.map(placeText)).toEqual([".github/workflows/a.yml:5"]);
    expect(job?.runsHead.map(({ command }) => command)).toEqual(["npm ci"]);
    expect(job?.secrets.map(({ name }) => name)).toEqual(["OPENAI_API_KEY"]);
    expect(job?.guardedBy).toEqual([]);
  });

  it.each([
    "    if: github.event.pull_request.author_association == 'MEMBER'\n",
    "    environment: approved-by-us\n",
    "    needs: check\n",
  ])("takes %s for a guard", (rest) => {
    expect(jobIn(head(rest))?.guardedBy.length).toBe(1);
  });

  it("leaves open what another step decides to check out", () => {
    const job = jobIn(head("").replace("github.event.pull_request.head.sha", "steps.pr.outputs.sha"));
    expect([job?.checksOutHead.length, job?.guardedBy.length]).toEqual([1, 1]);
  });

  it("reads the rights of the token, of the job before those of the workflow", () => {
    const rights = (job: string) =>
      jobIn(`on: push\npermissions: write-all\njobs:\n  a:\n${job}    steps: []\n`)?.allRights;
    expect(rights("")?.span.startLine).toBe(2);
    expect(rights("    permissions: { contents: read }\n")).toBeNull();
  });
});

describe("prompts", () => {
  const promptIn = (system: string) =>
    scopeOf({
      "src/a.ts": `import { generateText } from "ai";\nimport { load } from "loader";\nexport const run = (prompt: string) => generateText({ model: "openai/gpt-5", prompt, system: ${system} });`,
    }).prompts.map(({ secrets, open }) => [secrets.map(({ variable }) => variable), open.length]);

  it.each([
    ["`Use ${process.env.HUB_TOKEN}.`", [[["HUB_TOKEN"], 0]]],
    ["`You run in ${process.env.REGION}.`", [[[], 0]]],
    ["load(process.env.HUB_TOKEN)", [[[], 1]]],
    ['"Be brief."', [[[], 0]]],
  ])("%s", (system, expected) => {
    expect(promptIn(system)).toEqual(expected);
  });
});
