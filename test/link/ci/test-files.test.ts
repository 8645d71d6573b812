import { describe, expect, it } from "vitest";
import { importClosure } from "../../../src/link/ci/import-closure.ts";
import { readJobs } from "../../../src/link/ci/jobs.ts";
import { startsOf } from "../../../src/link/ci/test-files.ts";
import { Program } from "../../../src/link/program/program.ts";
import { factsOf, running } from "./repository.ts";

const code = "export const x = 1;\n";
const tree = {
  "src/agent.ts": code,
  "src/agent.test.ts": code,
  "src/tools/refund.spec.ts": code,
  "src/__tests__/chat.ts": code,
  "evals/answers.eval.ts": code,
  "e2e/chat.test.ts": code,
  "scripts/ingest.ts": code,
  "apps/web/src/page.test.tsx": code,
  "apps/web/app/api/chat/route.ts": code,
  "node_modules/x/a.test.ts": code,
};

function starts(script: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const facts = factsOf({ ...tree, ...more, ".github/workflows/ci.yml": running(script) });
  const program = new Program(facts);
  return readJobs(facts).flatMap((job) =>
    job.commands.flatMap((command) => {
      const { modules, routes } = startsOf(program, command);
      return [...modules, ...routes.map((path) => `serves ${path}`)];
    }),
  );
}

describe("the modules a command starts from", () => {
  it.each([
    ["npx vitest run src/agent", ["src/agent.test.ts"]],
    ["npx vitest run src", ["src/agent.test.ts", "src/tools/refund.spec.ts", "apps/web/src/page.test.tsx"]],
    ["cd apps/web && npx vitest", ["apps/web/src/page.test.tsx"]],
    ["npx jest src/__tests__", ["src/__tests__/chat.ts"]],
    ["npx evalite", ["evals/answers.eval.ts"]],
    ["npx tsx scripts/ingest.ts", ["scripts/ingest.ts"]],
    ["node dist/agent.js", ["src/agent.ts"]],
    ["npx tsx --test 'src/**/*.test.ts'", ["src/agent.test.ts"]],
    ["cd $X && npx vitest", []],
    ["npx promptfoo eval -c promptfooconfig.yaml --filter nothing", []],
  ])("%s", (script, modules) => {
    expect(starts(script)).toEqual(modules);
  });

  it("are those that the configuration includes", () => {
    const config =
      'import { defineConfig } from "vitest/config";\nexport default defineConfig({ test: { include: ["evals/**/*.eval.ts"], setupFiles: ["./src/agent.ts"], coverage: { include: ["src/**"] } } });\n';
    expect(starts("npx vitest run", { "vitest.config.ts": config })).toEqual(["evals/answers.eval.ts"]);
    expect(starts("npx vitest run -c vitest.evals.config.ts", { "vitest.evals.config.ts": config })).toEqual([
      "evals/answers.eval.ts",
    ]);
  });

  it("are the routes too, of a server that the tests start", () => {
    const config = 'export default { testDir: "./e2e", webServer: { command: "pnpm dev" } };\n';
    expect(starts("npx playwright test", { "playwright.config.ts": config })).toEqual([
      "e2e/chat.test.ts",
      "serves apps/web/app/api/chat/route.ts",
    ]);
  });
});

describe("the imports of some modules", () => {
  const program = new Program(
    factsOf({
      "a.ts":
        'import "./b";\nimport { Pinecone } from "@pinecone-database/pinecone";\nexport const load = () => import("./c");\n',
      "b.ts": 'export * from "./a";\nexport { tool } from "ai/test";\n',
      "c.ts": 'const nock = require("nock");\nnock.disable();\n',
    }),
  );

  it("are followed through cycles, re-exports and dynamic imports", () => {
    const { modules, external, cut } = importClosure(program, ["a.ts"], 10);
    expect([...modules].sort()).toEqual(["a.ts", "b.ts", "c.ts"]);
    expect(external.map((each) => [each.package, each.subpath, each.name].join(" ")).sort()).toEqual([
      "@pinecone-database/pinecone  Pinecone",
      "ai test tool",
      "nock  *",
    ]);
    expect(cut).toBe(false);
  });

  it("are bounded", () => {
    expect(importClosure(program, ["a.ts"], 2)).toMatchObject({ cut: true });
  });
});
