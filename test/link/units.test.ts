import { describe, expect, test } from "vitest";
import { withJobs } from "../../src/link/units/jobs.ts";
import { sameEnvironment } from "../../src/link/units/same-environment.ts";
import type { Unit } from "../../src/link/units/unit.ts";
import { readUnits } from "../../src/link/units/units.ts";
import { viewOf } from "../../src/link/views.ts";
import { type Files, factsOfFiles } from "../support/program.ts";

/** `folder environment (class): files in their order of precedence`, for every environment of every unit. */
function declared(files: Files): string[] {
  return told(readUnits(factsOfFiles(files)));
}

function told(units: readonly Unit[]): string[] {
  return units.flatMap(({ directory, environments }) =>
    [...environments.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((e) => `${directory || "."} ${e.name} (${e.class}): ${e.blocks.map((b) => b.declared.path).join(" ")}`),
  );
}

/** What a variable is in an environment of the root. */
function value(files: Files, variable: string, environment: string): string {
  const found = viewOf(readUnits(factsOfFiles(files)), "", environment).lookup(variable);
  if (found.kind !== "bound") return found.kind;
  return found.value.kind === "literal" ? (found.value.sealed.text ?? "secret") : found.value.kind;
}

const pkg = (name: string, dependencies: readonly string[] = []): string =>
  JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((d) => [d, "*"])) });

describe("dotenv files", () => {
  test.each<readonly [string, Files, readonly string[]]>([
    [
      "one an environment",
      { ".env.production": "A=1", ".env.staging": "A=2" },
      [". production (production): .env.production", ". staging (staging): .env.staging"],
    ],
    [
      "the plain file is development's",
      { ".env": "A=1", ".env.production": "A=2" },
      [". development (development): .env", ". production (production): .env.production"],
    ],
    [
      "the plain file says what it is itself",
      { ".env": "APP_ENV=staging\nA=1", ".env.production": "A=2" },
      [". production (production): .env.production", ". staging (staging): .env"],
    ],
    [
      "a loader reads it below every other file",
      { ".env": "A=1", ".env.production": "A=2", "package.json": pkg("web", ["next"]) },
      [". development (development): .env", ". production (production): .env.production .env"],
    ],
    [
      "a loader of another package reads only its own",
      {
        ".env": "A=1",
        ".env.production": "A=2",
        "package.json": pkg("root"),
        "web/package.json": pkg("web", ["next"]),
        "agent/package.json": pkg("agent"),
        "agent/.env": "A=1",
        "agent/.env.production": "A=2",
      },
      [
        ". development (development): .env",
        ". production (production): .env.production .env",
        "agent development (development): agent/.env",
        "agent production (production): agent/.env.production",
      ],
    ],
    [
      "in a folder without a package, of that folder",
      { "deploy/.env.staging": "A=1" },
      ["deploy staging (staging): deploy/.env.staging"],
    ],
    [
      "in a folder of a package, of the package",
      { "package.json": pkg("agent"), "deploy/.env.staging": "A=1" },
      [". staging (staging): deploy/.env.staging"],
    ],
    [
      "of two packages",
      { "a/package.json": pkg("a"), "a/.env.staging": "A=1", "b/package.json": pkg("b"), "b/.env.production": "A=1" },
      ["a staging (staging): a/.env.staging", "b production (production): b/.env.production"],
    ],
    ["an example is none", { ".env.example": "A=1" }, []],
    ["none at all", { "package.json": pkg("agent") }, []],
  ])("%s", (_title, files, expected) => {
    expect(declared(files)).toEqual(expected);
  });
});

describe("compose files", () => {
  const compose = (services: string): string => `services:\n${services}`;
  test("services by environment in their names", () => {
    const files = {
      "compose.yaml": compose(
        "  agent-production:\n    image: agent\n    environment:\n      INDEX: docs\n  agent-staging:\n    image: agent\n    environment:\n      INDEX: docs-stg\n",
      ),
    };
    expect(declared(files)).toEqual([". production (production): compose.yaml", ". staging (staging): compose.yaml"]);
    expect([value(files, "INDEX", "production"), value(files, "INDEX", "staging")]).toEqual(["docs", "docs-stg"]);
  });

  test("profiles", () => {
    const files = {
      "compose.yaml": compose(
        '  agent:\n    image: agent\n    profiles: ["staging"]\n    environment:\n      INDEX: docs-stg\n',
      ),
    };
    expect(declared(files)).toEqual([". staging (staging): compose.yaml"]);
  });

  test("without an environment it is development", () => {
    const files = { "compose.yaml": compose("  agent:\n    image: agent\n    environment:\n      INDEX: docs\n") };
    expect(declared(files)).toEqual([". development (development): compose.yaml"]);
  });

  test("containers of infrastructure are no environment of the agent", () => {
    const files = {
      "compose.yaml": compose(
        "  db:\n    image: pgvector/pgvector:pg16\n    environment:\n      POSTGRES_DB: docs\n  cache:\n    image: redis:7\n    environment:\n      A: b\n",
      ),
    };
    expect(declared(files)).toEqual([]);
  });

  test("env_file: environment first, then the last file, then the ones before", () => {
    const files = {
      "compose.yaml": compose(
        "  agent-staging:\n    image: agent\n    env_file: [common.env, staging.env]\n    environment:\n      A: compose\n",
      ),
      "common.env": "A=common\nB=common\nC=common",
      "staging.env": "A=staging\nB=staging",
    };
    expect(["A", "B", "C", "D"].map((v) => value(files, v, "staging"))).toEqual([
      "compose",
      "staging",
      "common",
      "unset",
    ]);
  });

  test("an override has the base's variables wherever it does not say otherwise", () => {
    const files = {
      "compose.yaml": compose(
        "  agent:\n    image: agent\n    env_file: shared.env\n    environment:\n      INDEX: docs\n      HOST: base\n",
      ),
      "compose.staging.yaml": compose("  agent:\n    environment:\n      HOST: staging\n"),
      "shared.env": "REGION=eu",
    };
    expect(["INDEX", "HOST", "REGION"].map((v) => value(files, v, "staging"))).toEqual(["docs", "staging", "eu"]);
  });
});

describe("wrangler files", () => {
  const wrangler = (env: object, top: object = {}): string => JSON.stringify({ name: "agent", ...top, env });
  const vars = (index: string): object => ({ vars: { INDEX: index } });
  test("the top level is production where none is named", () => {
    const files = { "wrangler.json": wrangler({ staging: vars("docs-stg") }, vars("docs")) };
    expect(declared(files)).toEqual([". production (production): wrangler.json", ". staging (staging): wrangler.json"]);
    expect(value(files, "INDEX", "production")).toBe("docs");
  });

  test("the top level is an environment of its own beside production", () => {
    const files = { "wrangler.json": wrangler({ production: vars("docs"), staging: vars("docs-stg") }, vars("dev")) };
    expect(declared(files).map((line) => line.split(" ")[1])).toEqual(["default", "production", "staging"]);
    expect(value(files, "INDEX", "production")).toBe("docs");
  });

  test("vars are not inherited, and those of the dashboard go with the next deployment", () => {
    const files = { "wrangler.json": wrangler({ staging: { vars: { A: "1" } } }, vars("docs")) };
    expect(value(files, "INDEX", "staging")).toBe("unset");
  });

  test("one file an environment (sentry-mcp)", () => {
    const files = {
      "wrangler.jsonc": '{ "name": "mcp", // live\n "vars": { "INDEX": "docs" }, }',
      "wrangler.canary.jsonc": '{ "name": "mcp-canary", "vars": { "INDEX": "docs-canary" } }',
    };
    expect(declared(files)).toEqual([
      ". canary (staging): wrangler.canary.jsonc",
      ". production (production): wrangler.jsonc",
    ]);
  });
});

describe("what CI jobs hand over", () => {
  const job = (environment: string, directory = "") => ({
    environment,
    directory,
    scope: environment,
    at: { path: ".github/workflows/deploy.yml", span: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 } },
    variables: [
      {
        variable: "API_KEY",
        value: {
          kind: "reference",
          store: "github-secret",
          name: "API_KEY",
          scope: environment,
          reference: `github-secret:${environment}:API_KEY`,
        } as const,
        at: { path: ".github/workflows/deploy.yml", span: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 9 } },
      },
    ],
  });

  test.each<readonly [string, Files, ReturnType<typeof job>, readonly string[]]>([
    ["a new environment", {}, job("production"), [". production (production): .github/workflows/deploy.yml"]],
    [
      "one that a file declares",
      { ".env.production": "A=1" },
      job("production"),
      [". production (production): .env.production .github/workflows/deploy.yml"],
    ],
    [
      "prod is the only production",
      { ".env.production": "A=1" },
      job("prod"),
      [". production (production): .env.production .github/workflows/deploy.yml"],
    ],
    [
      "in another case",
      { ".env.production": "A=1" },
      job("Production"),
      [". production (production): .env.production .github/workflows/deploy.yml"],
    ],
    [
      "the nearest unit",
      { "apps/a/.env.staging": "A=1" },
      job("staging", "apps/a/src"),
      ["apps/a staging (staging): apps/a/.env.staging .github/workflows/deploy.yml"],
    ],
  ])("%s", (_title, files, handed, expected) => {
    expect(told(withJobs(readUnits(factsOfFiles(files)), [handed]))).toEqual(expected);
  });
});

test.each<readonly [string, readonly string[], string | null]>([
  ["production", ["production", "staging"], "production"],
  ["prod", ["production", "staging"], "production"],
  ["PROD", ["production"], "production"],
  ["prod", ["prod-eu", "prod-us"], null],
  ["qa", ["staging"], "staging"],
  ["blue", ["green"], null],
  ["blue", ["blue"], "blue"],
  ["production", [], null],
])("%s among %j is %s", (name, known, expected) => {
  expect(sameEnvironment(name, known)).toBe(expected);
});
