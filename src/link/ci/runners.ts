import { bun, deno, interpreter, python } from "./interpreters.ts";
import type { ProgramKind } from "./job.ts";
import { type Options, readOptions, valuesOf } from "./options.ts";
import type { Runner } from "./runner.ts";
import { cypress, jestWithPattern, testing, testingWith, vitest } from "./test-runners.ts";

const verbed =
  (kinds: Readonly<Record<string, ProgramKind>>, otherwise: ProgramKind = "cli"): Runner =>
  (args) => {
    const options: Options = readOptions(
      args,
      new Set([
        "config",
        "c",
        "env",
        "e",
        "stage",
        "s",
        "cwd",
        "filter",
        "project",
        "p",
        "t",
        "scope",
        "token",
        "schema",
        "app",
        "a",
      ]),
    );
    const [first = "", second = ""] = options.positionals;
    return {
      program: { kind: kinds[`${first} ${second}`] ?? kinds[first] ?? otherwise },
      config: valuesOf(options, "config", "c")[0],
    };
  };

const always =
  (kind: ProgramKind): Runner =>
  () => ({ program: { kind } });

/** What is known of the programs a job runs, by their names. */
export const runners = new Map<string, Runner>([
  ["vitest", vitest],
  ["jest", jestWithPattern],
  ["react-scripts", testingWith("test", jestWithPattern)],
  [
    "mocha",
    testing("mocha", [], ["r", "require", "t", "timeout", "g", "grep", "R", "reporter", "f", "import", "spec", "ui"]),
  ],
  ["ava", testing("ava", [], ["timeout", "m", "match"])],
  ["tap", testing("tap", ["run"], ["timeout", "t"])],
  ["borp", testing("borp", [], ["timeout", "reporter"])],
  ["uvu", testing("uvu", [], ["r", "require"])],
  ["pytest", testing("pytest", [], ["k", "m", "n", "p", "o"])],
  ["wdio", testingWith("run", testing("wdio", [], []))],
  [
    "playwright",
    testingWith(
      "test",
      testing(
        "playwright",
        [],
        ["g", "grep", "project", "reporter", "retries", "workers", "shard", "timeout", "grep-invert", "output"],
      ),
    ),
  ],
  ["cypress", testingWith("run", cypress)],
  ["newman", testingWith("run", testing("newman", [], ["e", "environment"]))],
  ["k6", testingWith("run", testing("k6", [], ["vus", "duration"]))],
  ["artillery", testingWith("run", testing("artillery", [], []))],
  [
    "promptfoo",
    testingWith(
      "eval",
      testing(
        "promptfoo",
        [],
        ["o", "output", "j", "max-concurrency", "p", "prompts", "t", "tests", "r", "providers"],
        "eval-runner",
      ),
    ),
  ],
  ["evalite", testing("evalite", ["run", "watch", "serve"], ["threshold", "outputPath"], "eval-runner")],
  ["braintrust", testingWith("eval", testing("braintrust", [], ["api-key", "env-file", "filter"], "eval-runner"))],
  ["deepeval", testingWith("test", testing("deepeval", ["run"], [], "eval-runner"))],
  ["langsmith", testing("langsmith", [], [], "eval-runner")],
  ["node", interpreter()],
  ["tsx", interpreter(["watch"])],
  ["ts-node", interpreter()],
  ["ts-node-esm", interpreter()],
  ["ts-node-dev", interpreter()],
  ["esno", interpreter()],
  ["esrun", interpreter()],
  ["jiti", interpreter()],
  ["vite-node", interpreter()],
  ["babel-node", interpreter()],
  ["swc-node", interpreter()],
  ["nodemon", interpreter()],
  ["bun", bun],
  ["deno", deno],
  ["python", python],
  ["python3", python],
  [
    "prisma",
    verbed({
      "migrate deploy": "migrate",
      "migrate dev": "migrate",
      "migrate reset": "migrate",
      "db push": "migrate",
      "db execute": "migrate",
      "db seed": "migrate",
      generate: "build",
      validate: "build",
    }),
  ],
  [
    "drizzle-kit",
    verbed({ push: "migrate", "push:pg": "migrate", migrate: "migrate", generate: "build", check: "build" }),
  ],
  ["knex", verbed({ "migrate:latest": "migrate", "migrate:up": "migrate", "seed:run": "migrate" })],
  ["typeorm", verbed({ "migration:run": "migrate" })],
  ["sequelize", verbed({ "db:migrate": "migrate" })],
  ["sequelize-cli", verbed({ "db:migrate": "migrate" })],
  [
    "supabase",
    verbed({ "db push": "migrate", "migration up": "migrate", "functions deploy": "deploy", "test db": "test-runner" }),
  ],
  ["atlas", verbed({ "migrate apply": "migrate", "schema apply": "migrate" })],
  ["dbmate", verbed({ up: "migrate", migrate: "migrate" })],
  ["alembic", verbed({ upgrade: "migrate" })],
  ["node-pg-migrate", always("migrate")],
  ["migrate-mongo", verbed({ up: "migrate" })],
  ["flyway", verbed({ migrate: "migrate" })],
  ["convex", verbed({ deploy: "deploy", dev: "server" })],
  ["next", verbed({ build: "build", lint: "build", start: "server", dev: "server" })],
  ["mastra", verbed({ build: "build", dev: "server", start: "server", deploy: "deploy" })],
  ["langgraph", verbed({ build: "build", dev: "server", up: "server" })],
  ["langgraphjs", verbed({ build: "build", dev: "server", up: "server" })],
  ...[
    "tsc",
    "tsup",
    "tsdown",
    "vue-tsc",
    "eslint",
    "biome",
    "prettier",
    "oxlint",
    "knip",
    "esbuild",
    "rollup",
    "vite",
    "webpack",
    "ncc",
    "publint",
    "attw",
    "syncpack",
    "sherif",
    "cspell",
    "tsgo",
    "stylelint",
    "markdownlint",
    "rolldown",
    "unbuild",
    "swc",
    "ruff",
    "mypy",
    "black",
  ].map((name): [string, Runner] => [name, always("build")]),
]);
