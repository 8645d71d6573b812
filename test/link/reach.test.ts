import { describe, expect, it } from "vitest";
import { link } from "../../src/link/link.ts";
import type { Pipeline } from "../../src/model/pipeline.ts";
import { factsOf, running } from "./ci/repository.ts";

const ci = ".github/workflows/ci.yml";
const memory =
  'import { Redis } from "ioredis";\nexport const redis = new Redis(process.env.REDIS_URL);\nexport const keep = (fact) => redis.lpush("facts", fact);\n';
const tools =
  'import { tool } from "ai";\nimport { z } from "zod";\nimport { keep } from "./memory.ts";\nexport const tools = {\n  keepFact: tool({ description: "Keep a fact.", inputSchema: z.object({ fact: z.string() }), execute: ({ fact }) => keep(fact) }),\n};\n';
const agent =
  'import { generateText } from "ai";\nimport { tools } from "./tools.ts";\nexport const ask = (prompt) => generateText({ model: "m", prompt, tools });\n';
const sources = { "src/memory.ts": memory, "src/tools.ts": tools, "src/agent.ts": agent };

function pipelineOf(script: string, files: Readonly<Record<string, string | object>>, more = ""): Pipeline | undefined {
  const all = { [ci]: running(script, more), ...sources, ...files };
  const facts = factsOf(all);
  const zones = Object.keys(all).map((path) => ({
    path,
    zone: /test|eval|check/.test(path) ? ("test" as const) : ("source" as const),
    bytes: 1,
  }));
  return link({ facts, files: zones, gaps: [] }).pipelines[0];
}

const writesOf = (pipeline: Pipeline | undefined) =>
  pipeline?.reaches.filter(({ writes }) => writes).map(({ what, name }) => `${what} ${name}`);
const namesOf = (pipeline: Pipeline | undefined) => pipeline?.reaches.map(({ what, name }) => `${what} ${name}`);

const cases: readonly [string, string, Readonly<Record<string, string | object>>, readonly string[]][] = [
  [
    "calls the agent, which may call any of its tools",
    "npx vitest",
    {
      "test/a.test.ts":
        'import { it } from "vitest";\nimport { ask } from "../src/agent.ts";\nit("x", () => ask("y"));\n',
    },
    ["agent the agent", "tool keepFact", "store redis lpush"],
  ],
  [
    "calls one tool",
    "node --test test/*.test.ts",
    {
      "test/a.test.ts":
        'import { test } from "node:test";\nimport { tools } from "../src/tools.ts";\ntest("x", async () => { await tools.keepFact.execute({ fact: "y" }, {}); });\n',
    },
    ["store redis lpush", "tool keepFact"],
  ],
  [
    "hands a task that calls the agent to an eval library",
    "npx evalite",
    {
      "evals/a.eval.ts":
        'import { evalite } from "evalite";\nimport { ask } from "../src/agent.ts";\nevalite("x", { data: () => [], task: (input) => ask(input), scorers: [] });\n',
    },
    ["agent the agent", "tool keepFact", "store redis lpush"],
  ],
  [
    "is configured in another folder than it runs in",
    "npx vitest run --config evals/vitest.config.ts",
    {
      "evals/vitest.config.ts":
        'import { defineConfig } from "vitest/config";\nexport default defineConfig({ test: { include: ["evals/**/*.check.ts"] } });\n',
      "evals/a.check.ts":
        'import { it } from "vitest";\nimport { keep } from "../src/memory.ts";\nit("x", () => keep("y"));\n',
    },
    ["store redis lpush"],
  ],
  [
    "loads the module as CommonJS, in JavaScript",
    "npx jest",
    {
      "src/log.js": 'const { keep } = require("./memory.ts");\nmodule.exports = { log: (x) => keep(x) };\n',
      "test/a.test.js": 'const { log } = require("../src/log");\ntest("x", () => log("y"));\n',
    },
    ["store redis lpush"],
  ],
  [
    "imports it in the test",
    "npx vitest",
    {
      "test/a.test.ts":
        'import { it } from "vitest";\nit("x", async () => { const { keep } = await import("../src/memory.ts"); await keep("y"); });\n',
    },
    ["store redis lpush"],
  ],
  [
    "starts the server of the tools as a process",
    "npx tsx checks/scenarios.ts",
    {
      "src/server.ts":
        'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport { z } from "zod";\nimport { keep } from "./memory.ts";\nconst server = new McpServer({ name: "s", version: "1" });\nserver.registerTool("keep", { inputSchema: { fact: z.string() } }, async ({ fact }) => { await keep(fact); return { content: [] }; });\n',
      "checks/scenarios.ts":
        'import { Client } from "@modelcontextprotocol/sdk/client/index.js";\nimport { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";\nconst client = new Client({ name: "c", version: "1" });\nawait client.connect(new StdioClientTransport({ command: "node", args: ["dist/server.js"] }));\nawait client.callTool({ name: "keep", arguments: { fact: "x" } });\n',
    },
    ["tool keep", "store redis lpush"],
  ],
];

describe("a job reaches what it writes when its test", () => {
  it.each(cases)("%s", (_, script, files, expected) => {
    const pipeline = pipelineOf(script, files);
    expect(writesOf(pipeline)).toEqual(expected);
  });
});

describe("a job", () => {
  it("that only imports a part of the agent touches it and writes nothing", () => {
    const pipeline = pipelineOf("npx vitest", {
      "test/a.test.ts":
        'import { it } from "vitest";\nimport { tools } from "../src/tools.ts";\nit("x", () => { tools; });\n',
    });
    expect(namesOf(pipeline)).toContain("tool keepFact");
    expect(writesOf(pipeline)).toEqual([]);
  });

  it("does not reach what only stands beside its tests", () => {
    const pipeline = pipelineOf("npx vitest", {
      "test/a.test.ts": 'import { it } from "vitest";\nit("x", () => {});\n',
    });
    expect(pipeline?.reaches).toEqual([]);
  });

  it("does not reach through a module that its test mocks", () => {
    const pipeline = pipelineOf("npx vitest", {
      "test/a.test.ts":
        'import { it, vi } from "vitest";\nimport { ask } from "../src/agent.ts";\nvi.mock("../src/memory.ts");\nit("x", () => ask("y"));\n',
    });
    expect(writesOf(pipeline)?.filter((name) => name.startsWith("store"))).toEqual([]);
  });

  it("does not count requests to its own machine as writes", () => {
    const pipeline = pipelineOf("npx vitest", {
      "test/a.test.ts":
        'import { it } from "vitest";\nit("x", () => fetch("http://localhost:3000/x", { method: "POST", body: "y" }));\nit("z", () => fetch("https://api.example.com/x", { method: "POST", body: "y" }));\n',
    });
    expect(pipeline?.reaches.map(({ name, at }) => `${name} ${at.span.startLine}`)).toEqual(["fetch 3"]);
  });

  it("evaluates by a script without a telling name whose outcome is the job's", () => {
    const script = (end: string) => ({
      "tooling/one.ts": `import { ask } from "../src/agent.ts";\nlet missed = 0;\nawait ask("x");\n${end}\n`,
    });
    expect(pipelineOf("npx tsx tooling/one.ts", script("process.exit(missed);"))?.roles).toEqual(["eval"]);
    expect(pipelineOf("npx tsx tooling/one.ts", script("console.log(missed);"))?.roles).toEqual(["other"]);
  });

  it("asks about a test command that is not followed, if it is handed something", () => {
    const env = `env:\n  CRM_API_TOKEN: \${{ secrets.CRM_API_TOKEN }}\n`;
    expect(pipelineOf("make e2e", {}, env)?.opaque.map(({ reason }) => reason)).toEqual([
      "what `make e2e` runs was not found in the repository's code",
    ]);
    expect(pipelineOf("make e2e", {})?.opaque).toEqual([]);
  });

  it("is handed the dotenv files that its tests are started with", () => {
    const pipeline = pipelineOf("node --env-file=.env.ci --test test/*.test.ts", {
      ".env.ci": "REDIS_URL=redis://localhost:6379\n",
      "test/a.test.ts":
        'import { test } from "node:test";\nimport { keep } from "../src/memory.ts";\ntest("x", () => keep("y"));\n',
    });
    expect(pipeline?.ephemeral.map(({ what }) => what)).toEqual(["REDIS_URL on the job's own machine"]);
  });
});
