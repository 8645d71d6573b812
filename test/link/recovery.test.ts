import { expect, it } from "vitest";
import { memoryTree } from "../../src/discover/memory-tree.ts";
import { extractAll } from "../../src/extract/extract.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { link } from "../../src/link/link.ts";
import type { Stack } from "../../src/model/stack.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

function stackIn(files: Readonly<Record<string, string>>): Stack {
  const tree = memoryTree(files);
  const facts = extractAll(tree, seal);
  return link({ facts, files: tree.files, gaps: tree.gaps });
}

const manifest = (...names: readonly string[]) =>
  JSON.stringify({ name: "agent", dependencies: Object.fromEntries(names.map((name) => [name, "1.0.0"])) });
const models = (code: string, more: Readonly<Record<string, string>> = {}) =>
  stackIn({ "package.json": manifest("openai"), "src/agent.ts": code, ...more }).models.map(
    ({ provider, name, source, pin }) => `${provider}/${name} ${source} ${pin}`,
  );
const chat = (client: string, model: string) =>
  `import OpenAI, { AzureOpenAI } from "openai"; const client = ${client}; client.chat.completions.create({ model: ${model} });`;

it("tells whose model a name is, and what the name settles", () => {
  expect(models(chat("new OpenAI()", '"gpt-4o"'))).toEqual(["openai/gpt-4o code alias"]);
  expect(models(chat('new OpenAI({ baseURL: "https://models.acme.test" })', '"gpt-4o"'))).toEqual([
    "openai-compatible/gpt-4o code outside",
  ]);
  expect(models(chat("new AzureOpenAI()", '"gpt-4o"'))).toEqual(["azure-openai/gpt-4o code outside"]);
  expect(models(chat("new OpenAI()", 'process.env.MODEL ?? "gpt-4o"'))).toEqual(["openai/gpt-4o default alias"]);
  expect(models(chat("new OpenAI()", "process.env.MODEL"))).toEqual(["null/null outside outside"]);
});

it("finds the lockfile above a package, and what deploys it", () => {
  const code = chat("new OpenAI()", '"gpt-4o"');
  const locks = (more: Readonly<Record<string, string>>) =>
    stackIn({ "apps/api/package.json": manifest("openai"), "apps/api/src/agent.ts": code, ...more }).recovery.locks.map(
      ({ lockfile, deployedBy }) => `${lockfile?.path} ${deployedBy?.path}`,
    );
  expect(locks({})).toEqual(["undefined undefined"]);
  expect(locks({ "pnpm-lock.yaml": "lockfileVersion: '9.0'\n", "apps/api/Dockerfile": "FROM node:22\n" })).toEqual([
    "pnpm-lock.yaml apps/api/Dockerfile",
  ]);
  expect(locks({ "bun.lockb": "\0" })).toEqual(["bun.lockb undefined"]);
});

it("reads what prompts are fetched by", () => {
  const by = (argument: string) =>
    stackIn({
      "package.json": manifest("langsmith"),
      "src/agent.ts": `import { Client } from "langsmith"; new Client().pullPromptCommit(${argument});`,
    }).recovery.prompts.map(({ prompt, by: found }) => `${prompt} ${found}`);
  expect(by('"acme/answers"')).toEqual(["acme/answers latest"]);
  expect(by('"acme/answers:1f2e3d4c"')).toEqual(["acme/answers version"]);
  expect(by('"acme/answers:prod"')).toEqual(["acme/answers label"]);
  expect(by("process.env.PROMPT as string")).toEqual(["null unresolved"]);
});

it("finds what switches an index, and what puts a release back", () => {
  const { recovery } = stackIn({
    "package.json": manifest("@qdrant/js-client-rest"),
    "src/ingest.ts":
      'import { QdrantClient } from "@qdrant/js-client-rest"; const client = new QdrantClient({ url: "x" }); client.updateCollectionAliases({ actions: [] });',
    Makefile: "undo:\n\tkubectl rollout undo deployment/agent\n",
  });
  expect(recovery.indexReverts.map(({ operation }) => operation)).toEqual(["updateCollectionAliases"]);
  expect(recovery.reverts.map(({ tool, at }) => `${tool} ${at.path}`)).toEqual(["kubectl rollout undo Makefile"]);
});

it("resolves what a runbook names, and says nothing of what may be elsewhere", () => {
  const { runbooks, ownership } = stackIn({
    "package.json": JSON.stringify({ name: "agent", scripts: { stop: "node scripts/stop.mjs" } }),
    "scripts/stop.mjs": "",
    "src/agent.ts": chat("new OpenAI()", '"gpt-4o"'),
    "docs/runbook.md":
      "# Agent\n\n`npm run stop`, `npm run halt`, `scripts/stop.mjs`, `scripts/halt.mjs`, `infra/halt.sh`, [code](../src/agent.ts), [out](../../other/agent.ts)\n",
    CODEOWNERS: "/src/ @acme/agents\n",
  });
  expect(runbooks.flatMap(({ references }) => references.map(({ text, resolves }) => `${text} ${resolves}`))).toEqual([
    "stop true",
    "halt false",
    "scripts/stop.mjs true",
    "scripts/halt.mjs false",
    "../src/agent.ts true",
  ]);
  expect(ownership?.covered.map(({ path }) => path)).toEqual(["src/agent.ts"]);
});
