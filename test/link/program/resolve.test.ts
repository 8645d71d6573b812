import { describe, expect, test } from "vitest";
import { Resolver } from "../../../src/link/program/resolve.ts";
import { type Files, factsOfFiles, itIs } from "../../support/program.ts";

/** Where `specifier` leads from `from`: `path`, `package name/subpath`, or `missing`. */
function leads(files: Files, from: string, specifier: string): string {
  const paths = new Set(Object.keys(files));
  const found = new Resolver((path) => paths.has(path), factsOfFiles(files)).resolve(from, specifier);
  if (found.kind === "module") return found.path;
  if (found.kind === "missing") return "missing";
  return `package ${found.name}${found.subpath && `/${found.subpath}`}`;
}

/** Empty files at these paths. */
function at(...paths: readonly string[]): Files {
  return Object.fromEntries(paths.map((path) => [path, ""]));
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

describe("relative", () => {
  test.each([
    ["without extension", "./store", at("src/store.ts"), "src/store.ts"],
    ["as written", "./store.ts", at("src/store.ts"), "src/store.ts"],
    ["compiled name of TypeScript", "./store.js", at("src/store.ts"), "src/store.ts"],
    ["compiled name of JSX", "./view.js", at("src/view.tsx"), "src/view.tsx"],
    ["compiled name of an ES module", "./store.mjs", at("src/store.mts"), "src/store.mts"],
    ["a real JavaScript file first", "./store.js", at("src/store.ts", "src/store.js"), "src/store.js"],
    ["a folder", "./stores", at("src/stores/index.ts"), "src/stores/index.ts"],
    ["a file before a folder", "./stores", at("src/stores.ts", "src/stores/index.ts"), "src/stores.ts"],
    ["this folder", ".", at("src/index.ts"), "src/index.ts"],
    ["the folder above", "..", at("index.ts"), "index.ts"],
    ["upwards", "../lib/store", at("lib/store.ts"), "lib/store.ts"],
    ["out of the repository", "../../../etc/passwd", at("etc/passwd.ts"), "missing"],
    ["a dot in the name", "./store.server", at("src/store.server.ts"), "src/store.server.ts"],
    ["a query of a bundler", "./store?raw", at("src/store.ts"), "src/store.ts"],
    ["something that is not there", "./store", at("src/other.ts"), "missing"],
  ])("%s", (_title, specifier, files, expected) => {
    expect(leads(files, "src/agent.ts", specifier)).toBe(expected);
  });
});

describe("tsconfig paths", () => {
  const alias = (options: unknown, extra: object = {}) => json({ compilerOptions: options, ...extra });
  test.each<[string, Files, string, string]>([
    [
      "a star",
      { "tsconfig.json": alias({ paths: { "@/*": ["./src/*"] } }), ...at("src/store.ts") },
      "@/store",
      "src/store.ts",
    ],
    [
      "an exact name",
      { "tsconfig.json": alias({ paths: { settings: ["./src/settings.ts"] } }), ...at("src/settings.ts") },
      "settings",
      "src/settings.ts",
    ],
    [
      "the first target that is there",
      { "tsconfig.json": alias({ paths: { "@/*": ["./generated/*", "./src/*"] } }), ...at("src/store.ts") },
      "@/store",
      "src/store.ts",
    ],
    [
      "the longer prefix",
      {
        "tsconfig.json": alias({ paths: { "@/*": ["./src/*"], "@/env/*": ["./config/*"] } }),
        ...at("src/env/app.ts", "config/app.ts"),
      },
      "@/env/app",
      "config/app.ts",
    ],
    [
      "from baseUrl",
      { "tsconfig.json": alias({ baseUrl: "src", paths: { "~/*": ["lib/*"] } }), ...at("src/lib/store.ts") },
      "~/store",
      "src/lib/store.ts",
    ],
    ["baseUrl alone", { "tsconfig.json": alias({ baseUrl: "./src" }), ...at("src/store.ts") }, "store", "src/store.ts"],
    [
      "inherited, from the folder of the file that says it",
      {
        "apps/web/tsconfig.json": alias({}, { extends: "../../tsconfig.base.json" }),
        "tsconfig.base.json": alias({ paths: { "@shared/*": ["./shared/*"] } }),
        ...at("shared/store.ts"),
      },
      "@shared/store",
      "shared/store.ts",
    ],
    [
      "comments and trailing commas",
      {
        "tsconfig.json": '{ // paths\n "compilerOptions": { "paths": { "@/*": ["./src/*",], }, }, }',
        ...at("src/store.ts"),
      },
      "@/store",
      "src/store.ts",
    ],
    [
      "the third of several targets, below a package's source",
      {
        "tsconfig.json": alias({ paths: { "@libs/*": ["./dist/*", "./generated/*", "./libs/*/src/index.ts"] } }),
        ...at("libs/store/src/index.ts"),
      },
      "@libs/store",
      "libs/store/src/index.ts",
    ],
    [
      "of a project that the nearest file refers to",
      {
        "tsconfig.json": json({ files: [], references: [{ path: "./tsconfig.app.json" }] }),
        "tsconfig.app.json": alias({ paths: { "~/*": ["./src/*"] } }),
        ...at("src/store.ts"),
      },
      "~/store",
      "src/store.ts",
    ],
    [
      "to a folder with an index",
      { "tsconfig.json": alias({ paths: { "@stores": ["./src/stores"] } }), ...at("src/stores/index.ts") },
      "@stores",
      "src/stores/index.ts",
    ],
    [
      "the nearest tsconfig",
      {
        "tsconfig.json": alias({ paths: { "@/*": ["./src/*"] } }),
        "apps/web/tsconfig.json": alias({ paths: { "@/*": ["./*"] } }),
        ...at("src/store.ts", "apps/web/store.ts"),
      },
      "@/store",
      "apps/web/store.ts",
    ],
    [
      "none that fits: a package",
      { "tsconfig.json": alias({ paths: { "@/*": ["./src/*"] } }) },
      "@pinecone-database/pinecone",
      "package @pinecone-database/pinecone",
    ],
    [
      "a tsconfig that extends itself",
      { "tsconfig.json": alias({ paths: {} }, { extends: "./tsconfig.json" }) },
      "zod",
      "package zod",
    ],
  ])("%s", (_title, files, specifier, expected) => {
    expect(leads(files, "apps/web/agent.ts", specifier)).toBe(expected);
  });
});

describe("packages of the workspace", () => {
  const pkg = (rest: object = {}) => json({ name: "@acme/env", ...rest });
  test.each<[string, Files, string, string]>([
    [
      "by main",
      { "packages/env/package.json": pkg({ main: "./app.ts" }), ...at("packages/env/app.ts") },
      "@acme/env",
      "packages/env/app.ts",
    ],
    [
      "a built main means its source",
      { "packages/env/package.json": pkg({ main: "./dist/app.js" }), ...at("packages/env/src/app.ts") },
      "@acme/env",
      "packages/env/src/app.ts",
    ],
    [
      "without main",
      { "packages/env/package.json": pkg(), ...at("packages/env/src/index.ts") },
      "@acme/env",
      "packages/env/src/index.ts",
    ],
    [
      "exports before main",
      {
        "packages/env/package.json": pkg({ main: "./old.ts", exports: { ".": "./src/env.ts" } }),
        ...at("packages/env/src/env.ts", "packages/env/old.ts"),
      },
      "@acme/env",
      "packages/env/src/env.ts",
    ],
    [
      "exports as a text",
      { "packages/env/package.json": pkg({ exports: "./src/env.ts" }), ...at("packages/env/src/env.ts") },
      "@acme/env",
      "packages/env/src/env.ts",
    ],
    [
      "exports under conditions",
      {
        "packages/env/package.json": pkg({
          exports: { ".": { types: "./dist/env.d.ts", import: "./dist/env.js", default: "./dist/env.cjs" } },
        }),
        ...at("packages/env/src/env.ts"),
      },
      "@acme/env",
      "packages/env/src/env.ts",
    ],
    [
      "exports under conditions inside conditions",
      {
        "packages/env/package.json": pkg({
          exports: {
            ".": { node: { import: "./dist/node.mjs", require: "./dist/node.cjs" }, default: "./dist/web.js" },
          },
        }),
        ...at("packages/env/src/node.ts", "packages/env/src/web.ts"),
      },
      "@acme/env",
      "packages/env/src/node.ts",
    ],
    [
      "exports under a condition of the repository's own",
      {
        "packages/env/package.json": pkg({
          exports: { ".": { "@acme/source": "./src/index.ts", types: "./dist/index.d.ts", import: "./dist/index.js" } },
        }),
        ...at("packages/env/src/index.ts"),
      },
      "@acme/env",
      "packages/env/src/index.ts",
    ],
    [
      "a list of targets",
      {
        "packages/env/package.json": pkg({ exports: { ".": ["./gone.js", "./src/env.ts"] } }),
        ...at("packages/env/src/env.ts"),
      },
      "@acme/env",
      "packages/env/src/env.ts",
    ],
    [
      "a subpath of exports",
      {
        "packages/env/package.json": pkg({ exports: { "./server": "./src/server-env.ts" } }),
        ...at("packages/env/src/server-env.ts"),
      },
      "@acme/env/server",
      "packages/env/src/server-env.ts",
    ],
    [
      "a pattern of exports",
      { "packages/env/package.json": pkg({ exports: { "./*": "./src/*.ts" } }), ...at("packages/env/src/server.ts") },
      "@acme/env/server",
      "packages/env/src/server.ts",
    ],
    [
      "a file inside",
      { "packages/env/package.json": pkg(), ...at("packages/env/src/server.ts") },
      "@acme/env/src/server",
      "packages/env/src/server.ts",
    ],
    [
      "a file that is not there",
      { "packages/env/package.json": pkg(), ...at("packages/env/index.ts") },
      "@acme/env/nothing",
      "missing",
    ],
    ["no such package", {}, "@acme/env/server", "package @acme/env/server"],
  ])("%s", (_title, files, specifier, expected) => {
    expect(leads(files, "apps/web/agent.ts", specifier)).toBe(expected);
  });

  test("the package's own imports", () => {
    const files = {
      "package.json": json({ name: "agent", imports: { "#env": "./src/env.ts", "#lib/*": "./src/lib/*.js" } }),
      ...at("src/env.ts", "src/lib/store.ts"),
    };
    expect(leads(files, "src/agent.ts", "#env")).toBe("src/env.ts");
    expect(leads(files, "src/agent.ts", "#lib/store")).toBe("src/lib/store.ts");
  });
});

describe("packages outside", () => {
  test.each([
    ["openai", "package openai"],
    ["openai/resources/chat", "package openai/resources/chat"],
    ["@ai-sdk/openai", "package @ai-sdk/openai"],
    ["@langchain/core/utils/env", "package @langchain/core/utils/env"],
    ["node:fs", "package fs"],
    ["npm:openai", "package openai"],
    ["jsr:@std/dotenv", "package @std/dotenv"],
  ])("%s", (specifier, expected) => {
    expect(leads({}, "src/agent.ts", specifier)).toBe(expected);
  });
});

describe("imported names", () => {
  const env = "process.env.INDEX_NAME";
  test.each<[string, Files, string]>([
    ["named", { "main.ts": 'import { it } from "./env";', "env.ts": `export const it = ${env};` }, "$INDEX_NAME"],
    [
      "renamed",
      { "main.ts": 'import { index as it } from "./env";', "env.ts": `export const index = ${env};` },
      "$INDEX_NAME",
    ],
    ["default", { "main.ts": 'import it from "./env";', "env.ts": `export default ${env};` }, "$INDEX_NAME"],
    [
      "namespace",
      { "main.ts": 'import * as env from "./env"; const it = env.index;', "env.ts": `export const index = ${env};` },
      "$INDEX_NAME",
    ],
    [
      "exported under another name",
      { "main.ts": 'import { it } from "./env";', "env.ts": `const index = ${env}; export { index as it };` },
      "$INDEX_NAME",
    ],
    [
      "through a barrel",
      {
        "main.ts": 'import { it } from "./lib";',
        "lib/index.ts": 'export * from "./env";',
        "lib/env.ts": `export const it = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "through a barrel of barrels",
      {
        "main.ts": 'import { it } from "./a";',
        "a/index.ts": 'export * from "./b"; export * from "./c";',
        "a/b/index.ts": 'export * from "./d";',
        "a/b/d.ts": "export const other = 1;",
        "a/c/index.ts": 'export { deep as it } from "./d";',
        "a/c/d.ts": `export const deep = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "a default re-exported by name",
      {
        "main.ts": 'import { it } from "./a";',
        "a.ts": 'export { default as it } from "./b";',
        "b.ts": `export default ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "a namespace re-exported",
      {
        "main.ts": 'import { env } from "./a"; const it = env.index;',
        "a.ts": 'export * as env from "./b";',
        "b.ts": `export const index = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "imported and exported again",
      {
        "main.ts": 'import { it } from "./a";',
        "a.ts": 'import { it } from "./b"; export { it };',
        "b.ts": `export const it = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "the star does not hide an own name",
      {
        "main.ts": 'import { it } from "./a";',
        "a.ts": 'export * from "./b"; export const it = "own";',
        "b.ts": 'export const it = "other";',
      },
      '"own"',
    ],
    [
      "CommonJS, whole",
      { "main.ts": 'const it = require("./env");', "env.js": `module.exports = ${env};` },
      "$INDEX_NAME",
    ],
    [
      "CommonJS, destructured",
      { "main.ts": 'const { it } = require("./env");', "env.js": `module.exports = { it: ${env} };` },
      "$INDEX_NAME",
    ],
    [
      "CommonJS, by name",
      { "main.ts": 'const it = require("./env").index;', "env.js": `exports.index = ${env};` },
      "$INDEX_NAME",
    ],
    [
      "CommonJS, by name of module.exports",
      { "main.ts": 'import { index as it } from "./env.js";', "env.js": `module.exports.index = ${env};` },
      "$INDEX_NAME",
    ],
    [
      "CommonJS through import",
      {
        "main.ts": 'import settings from "./env.js"; const it = settings.index;',
        "env.js": `module.exports = { index: ${env} };`,
      },
      "$INDEX_NAME",
    ],
    [
      "import = require",
      {
        "main.ts": 'import settings = require("./env"); const it = settings.index;',
        "env.ts": `export const index = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "dynamic import",
      { "main.ts": 'const { index: it } = await import("./env");', "env.ts": `export const index = ${env};` },
      "$INDEX_NAME",
    ],
    [
      "dynamic import, with then",
      { "main.ts": 'const it = import("./env").then((m) => m.index);', "env.ts": `export const index = ${env};` },
      "$INDEX_NAME",
    ],
    [
      "dynamic import of a module for each environment",
      {
        "main.ts": "const { it } = await import(`./envs/${process.env.APP_ENV}`);",
        "envs/production.ts": 'export const it = "a";',
        "envs/staging.ts": 'export const it = "b";',
      },
      "select{production, staging}[$APP_ENV].it",
    ],
    [
      "createRequire",
      {
        "main.ts":
          'import { createRequire } from "node:module"; const require = createRequire(import.meta.url); const { it } = require("./env.cjs");',
        "env.cjs": `exports.it = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "CommonJS, spread of another module",
      {
        "main.ts": 'import { it } from "./a";',
        "a.js": 'module.exports = { ...require("./b") };',
        "b.js": `exports.it = ${env};`,
      },
      "$INDEX_NAME",
    ],
    [
      "dynamic import, default",
      { "main.ts": 'const it = (await import("./env")).default;', "env.ts": `export default ${env};` },
      "$INDEX_NAME",
    ],
    [
      "a local class named like the SDK's (agentset)",
      {
        "main.ts": 'const { Pinecone } = await import("./pinecone/index"); const it = new Pinecone("docs");',
        "pinecone/index.ts": "export class Pinecone { constructor(readonly name: string) {} }",
      },
      'new Pinecone("docs")',
    ],
    [
      "an SDK re-exported by a workspace package (mongodb/chatbot)",
      {
        "main.ts": 'import { MongoClient } from "rag-core/mongodb"; const it = MongoClient;',
        "packages/rag-core/package.json": json({ name: "rag-core", exports: { "./mongodb": "./build/mongodb.js" } }),
        "packages/rag-core/src/mongodb.ts": 'export * from "mongodb";',
      },
      "mongodb:MongoClient",
    ],
    ["of a package", { "main.ts": 'import OpenAI from "openai"; const it = OpenAI;' }, "openai:default"],
    [
      "a module that is not there",
      { "main.ts": 'import { it } from "./gone";' },
      '?(the module "./gone" was not found)',
    ],
    [
      "a name that is not there",
      { "main.ts": 'import { it } from "./env";', "env.ts": "export const other = 1;" },
      '?(env.ts does not export "it")',
    ],
  ])("%s", (_title, files, expected) => {
    expect(itIs(files)).toBe(expected);
  });
});

describe("bounds", () => {
  test("modules that re-export each other", () => {
    expect(
      itIs({ "main.ts": 'import { it } from "./a";', "a.ts": 'export * from "./b";', "b.ts": 'export * from "./a";' }),
    ).toBe('?(a.ts does not export "it")');
  });

  test("a name re-exported in a circle", () => {
    expect(
      itIs({
        "main.ts": 'import { it } from "./a";',
        "a.ts": 'export { it } from "./b";',
        "b.ts": 'export { it } from "./a";',
      }),
    ).toMatch(/^\?\(/);
  });

  test("a chain longer than any real one", () => {
    const files: Record<string, string> = { "main.ts": 'import { it } from "./m0";' };
    for (let i = 0; i < 1000; i++) files[`m${i}.ts`] = `export { it } from "./m${i + 1}";`;
    files["m1000.ts"] = "export const it = process.env.X;";
    expect(itIs(files)).toBe("?(it is re-exported too many times)");
  });

  test("a barrel of a thousand modules finds the last", () => {
    const files: Record<string, string> = { "main.ts": 'import { it } from "./all";' };
    for (let i = 0; i < 1000; i++) files[`m${i}.ts`] = `export const x${i} = ${i};`;
    files["last.ts"] = "export const it = process.env.X;";
    files["all.ts"] =
      `${[...Array(1000).keys()].map((i) => `export * from "./m${i}";`).join("\n")}\nexport * from "./last";`;
    const start = performance.now();
    expect(itIs(files)).toBe("$X");
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
