import { describe, expect, test } from "vitest";
import type { Lookup } from "../../src/link/program/concretise.ts";
import { readUnits } from "../../src/link/units/units.ts";
import { homesOf, viewOf } from "../../src/link/views.ts";
import { contextOf, type Files, factsOfFiles } from "../support/program.ts";

function look(files: Files, variable: string, environment: string, directory = ""): string {
  return told(viewOf(readUnits(factsOfFiles(files)), directory, environment).lookup(variable));
}

function told(found: Lookup): string {
  switch (found.kind) {
    case "bound": {
      const { value } = found;
      if (value.kind === "literal") return value.sealed.text ?? value.sealed.nature;
      return value.kind === "reference" ? value.reference : `unresolved: ${value.reason}`;
    }
    case "assumed":
      return `assumed ${found.text}`;
    case "unset":
      return `unset in ${found.at.path}`;
    case "unknown":
      return `unknown: ${found.reason}`;
  }
}

const pkg = (name: string): string => JSON.stringify({ name });
const compose = (environment: string): string =>
  `services:\n  agent-staging:\n    image: agent\n    environment:\n${environment.replace(/^/gm, "      ")}\n`;

describe("which file answers", () => {
  const files = {
    "package.json": pkg("root"),
    ".env.staging": "INDEX=root\nSHARED=root",
    "apps/agent/package.json": pkg("agent"),
    "apps/agent/.env.staging": "INDEX=agent",
    "apps/web/package.json": pkg("web"),
  };
  test.each([
    ["the unit's own first", "INDEX", "apps/agent", "agent"],
    ["then the folder above it", "SHARED", "apps/agent", "root"],
    ["a package without files has the folder above", "INDEX", "apps/web", "root"],
    ["not a neighbour's", "INDEX", "", "root"],
  ])("%s", (_title, variable, directory, expected) => {
    expect(look(files, variable, "staging", directory)).toBe(expected);
  });

  test("one environment under two names of its class", () => {
    const mixed = {
      "package.json": pkg("root"),
      ".env.stg": "SHARED=root",
      "agent/package.json": pkg("agent"),
      "agent/.env.staging": "A=1",
    };
    expect(look(mixed, "SHARED", "staging", "agent")).toBe("root");
  });

  test("not an environment of another class", () => {
    expect(look({ ".env.production": "INDEX=docs" }, "INDEX", "staging")).toMatch(/^unknown/);
  });
});

describe("what is not written", () => {
  test.each<readonly [string, Files, string, string]>([
    ["a dotenv file is all there is", { ".env.staging": "A=1" }, "INDEX", "unset in .env.staging"],
    ["a compose service is all there is", { "compose.yaml": compose("A: b") }, "INDEX", "unset in compose.yaml"],
    [
      "a platform may hold more",
      { "wrangler.json": '{ "name": "a", "keep_vars": true, "env": { "staging": { "vars": { "A": "1" } } } }' },
      "INDEX",
      "unknown: INDEX is not set in the repository for staging",
    ],
    [
      "beside a dotenv file too",
      {
        ".env.staging": "A=1",
        "wrangler.json": '{ "name": "a", "keep_vars": true, "env": { "staging": { "vars": { "A": "1" } } } }',
      },
      "INDEX",
      "unknown: INDEX is not set in the repository for staging",
    ],
    ["no file of the environment", {}, "INDEX", "unknown: INDEX is not set in the repository for staging"],
    ["a variable that names the environment", { ".env.staging": "A=1" }, "APP_ENV", "assumed staging"],
    ["one with the project's prefix", { ".env.staging": "A=1" }, "ACME_ENVIRONMENT", "assumed staging"],
    ["the environment's own word for itself", { ".env.staging": "APP_ENV=stg" }, "APP_ENV", "stg"],
    ["NODE_ENV is no name of an environment", { ".env.staging": "A=1" }, "NODE_ENV", "unset in .env.staging"],
    ["nor is a vendor's", { ".env.staging": "A=1" }, "STRIPE_ENVIRONMENT", "unset in .env.staging"],
  ])("%s", (_title, files, variable, expected) => {
    expect(look(files, variable, "staging")).toBe(expected);
  });
});

describe("what a wrangler file leaves out", () => {
  const worker = (more = "") => ({
    "wrangler.jsonc": `{ "name": "desk", ${more} "vars": { "APP_ENV": "production" } }`,
  });

  test.each([
    ["a deployment drops", "INDEX_NAME", worker(), "unset in wrangler.jsonc"],
    [
      "a deployment keeps, as the file says",
      "INDEX_NAME",
      worker('"keep_vars": true,'),
      "unknown: INDEX_NAME is not set in the repository for production",
    ],
    [
      "a deployment keeps, as its command says",
      "INDEX_NAME",
      { ...worker(), "package.json": JSON.stringify({ scripts: { deploy: "wrangler deploy --keep-vars" } }) },
      "unknown: INDEX_NAME is not set in the repository for production",
    ],
    [
      "may be a secret, which is in no file",
      "INDEX_API_KEY",
      worker(),
      "unknown: INDEX_API_KEY is not set in the repository for production",
    ],
    [
      "may be an address with a password in it",
      "DATABASE_URL",
      worker(),
      "unknown: DATABASE_URL is not set in the repository for production",
    ],
  ])("%s", (_title, variable, files: Files, expected) => {
    expect(look(files, variable, "production")).toBe(expected);
  });
});

describe("what refers on", () => {
  const both = (environment: string, dotenv: string): Files => ({
    "compose.yaml": compose(environment),
    ".env.staging": dotenv,
  });
  test.each<readonly [string, Files, string, string]>([
    ["to the environment's own file", both("INDEX: ${DOCS_INDEX}", "DOCS_INDEX=docs-stg"), "INDEX", "docs-stg"],
    ["to a variable of the same name", both("INDEX: ${INDEX}", "INDEX=docs-stg"), "INDEX", "docs-stg"],
    [
      "to what nothing sets, with a default",
      { "compose.yaml": compose("INDEX: ${DOCS_INDEX:-docs}") },
      "INDEX",
      "docs",
    ],
    [
      "the file comes before the default",
      both("INDEX: ${DOCS_INDEX:-docs}", "DOCS_INDEX=docs-stg"),
      "INDEX",
      "docs-stg",
    ],
    [
      "to what nothing sets",
      { "compose.yaml": compose("INDEX: ${DOCS_INDEX}") },
      "INDEX",
      "unknown: DOCS_INDEX comes from the shell that starts staging",
    ],
    ["within a dotenv file", { ".env.staging": "A=docs\nINDEX=${A}" }, "INDEX", "docs"],
    [
      "not to another entry of the same container",
      { "compose.yaml": compose("DOCS: docs\nINDEX: ${DOCS}") },
      "INDEX",
      "unknown: DOCS comes from the shell that starts staging",
    ],
    [
      "in a circle of a dotenv file",
      { ".env.staging": "A=${B}\nB=${A}" },
      "A",
      "unknown: B comes from the shell that starts staging",
    ],
    [
      "put together from parts",
      { "compose.yaml": compose("INDEX: docs-${SUFFIX}") },
      "INDEX",
      "unknown: INDEX is put together from other variables in staging",
    ],
    [
      "in a circle",
      { "compose.yaml": compose("A: ${B}\nB: ${A}") },
      "A",
      "unknown: B comes from the shell that starts staging",
    ],
    ["to itself", { ".env.staging": "A=${A}" }, "A", "unknown: A comes from the shell that starts staging"],
  ])("%s", (_title, files, variable, expected) => {
    expect(look(files, variable, "staging")).toBe(expected);
  });
});

describe("homes of a folder", () => {
  const units = readUnits(
    factsOfFiles({
      "package.json": pkg("root"),
      ".env.staging": "A=1",
      "apps/agent/package.json": pkg("agent"),
      "apps/agent/.env.staging": "A=1",
    }),
  );
  test.each([
    ["apps/agent/src/tools", ["apps/agent"]],
    ["apps/web", [""]],
    ["", [""]],
  ])("%s", (directory, expected) => {
    expect(homesOf(units, directory)).toEqual(expected);
  });

  test("none where nothing is declared", () => {
    expect(homesOf([], "src")).toEqual([]);
  });
});

describe("homes of a file", () => {
  const files = {
    "package.json": pkg("root"),
    "packages/db/package.json": pkg("@acme/db"),
    "packages/db/src/index.ts": "export const db = 1;",
    "apps/agent/package.json": pkg("agent"),
    "apps/agent/.env.staging": "A=1",
    "apps/agent/src/main.ts": 'import { db } from "@acme/db"; export const it = db;',
    "apps/web/package.json": pkg("web"),
    "apps/web/.env.staging": "A=1",
    "apps/web/src/main.ts": 'import { db } from "@acme/db"; export const it = db;',
    "apps/docs/package.json": pkg("docs"),
    "apps/docs/src/main.ts": "export const it = 1;",
  };
  test.each<readonly [string, Files, string, readonly string[]]>([
    ["its own package", files, "apps/agent/src/main.ts", ["apps/agent"]],
    [
      "those of the applications that import a shared package",
      files,
      "packages/db/src/index.ts",
      ["apps/agent", "apps/web"],
    ],
    ["none where several could be meant", files, "apps/docs/src/main.ts", []],
    ["the only one there is", { "deploy/.env.staging": "A=1", "src/main.ts": "" }, "src/main.ts", ["deploy"]],
    [
      "a shared package's importers before the root",
      { ...files, ".env.staging": "A=1" },
      "packages/db/src/index.ts",
      ["apps/agent", "apps/web"],
    ],
    ["else the root", { ...files, ".env.staging": "A=1" }, "apps/docs/src/main.ts", [""]],
  ])("%s", (_title, given, path, expected) => {
    expect(contextOf(given).homesOf(path)).toEqual(expected);
  });

  test("environments as the code sees them: the folder's and those above", () => {
    const views = contextOf({ ...files, ".env.production": "A=1" }).viewsOf("apps/agent");
    expect(views.map((v) => `${v.name} (${v.class})`)).toEqual(["production (production)", "staging (staging)"]);
  });
});
