import { describe, expect, test } from "vitest";
import { type Files, itIs } from "../../support/program.ts";

function table(rows: readonly (readonly [title: string, code: string | Files, expected: string])[]): void {
  test.each(rows)("%s", (_title, code, expected) => {
    expect(itIs(code)).toBe(expected);
  });
}

const z = 'import { z } from "zod"; ';

describe("zod", () => {
  table([
    ["parse", `${z}const env = z.object({ INDEX: z.string() }).parse(process.env); const it = env.INDEX;`, "$INDEX"],
    [
      "a schema with a name",
      `${z}const schema = z.object({ INDEX: z.string() }); const it = schema.parse(process.env).INDEX;`,
      "$INDEX",
    ],
    ["destructured", `${z}const { INDEX: it } = z.object({ INDEX: z.string() }).parse(process.env);`, "$INDEX"],
    [
      "a default",
      `${z}const it = z.object({ INDEX: z.string().min(1).default("docs") }).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "a default before other steps",
      `${z}const it = z.object({ INDEX: z.string().default("docs").describe("index") }).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "safeParse",
      `${z}const parsed = z.object({ INDEX: z.string() }).safeParse(process.env); if (!parsed.success) throw parsed.error; const it = parsed.data.INDEX;`,
      "$INDEX",
    ],
    [
      "extended",
      `${z}const base = z.object({ INDEX: z.string().default("docs") }); const it = base.extend({ KEY: z.string() }).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "merged",
      `${z}const a = z.object({ A: z.string() }); const b = z.object({ INDEX: z.string().default("docs") }); const it = a.merge(b).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "transformed",
      `${z}const it = z.object({ INDEX: z.string() }).transform((v) => v).parse(process.env).INDEX;`,
      "$INDEX",
    ],
    [
      "of an object made for it",
      `${z}const it = z.object({ index: z.string().default("docs") }).parse({ index: process.env.INDEX }).index;`,
      '$INDEX ?? "docs"',
    ],
    [
      "in a module of its own",
      {
        "main.ts": 'import { env } from "./env"; const it = env.INDEX;',
        "env.ts": `${z}export const env = z.object({ INDEX: z.string() }).parse(process.env);`,
      },
      "$INDEX",
    ],
    [
      "behind a function",
      `${z}const schema = z.object({ INDEX: z.string() }); function loadEnv() { return schema.parse(process.env); } const it = loadEnv().INDEX;`,
      "$INDEX",
    ],
    [
      "a namespace import",
      'import * as z from "zod"; const it = z.object({ INDEX: z.string() }).parse(process.env).INDEX;',
      "$INDEX",
    ],
    [
      "zod/v4",
      'import { z } from "zod/v4"; const it = z.object({ INDEX: z.string() }).parse(process.env).INDEX;',
      "$INDEX",
    ],
    [
      "safeParse, destructured",
      `${z}const { data, success } = z.object({ INDEX: z.string() }).safeParse(process.env); if (!success) throw new Error(); const it = data.INDEX;`,
      "$INDEX",
    ],
    [
      "a field transformed",
      `${z}const it = z.object({ HOST: z.string().transform((h) => \`https://\${h}/v1\`) }).parse(process.env).HOST;`,
      "`https://${$HOST}/v1`",
    ],
    [
      "renamed by a transform of the whole",
      `${z}const it = z.object({ INDEX: z.string() }).transform((e) => ({ index: e.INDEX })).parse(process.env).index;`,
      "$INDEX",
    ],
    [
      "preprocessed",
      `${z}const it = z.object({ INDEX: z.preprocess((v) => v || undefined, z.string().default("docs")) }).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "picked",
      `${z}const it = z.object({ INDEX: z.string().default("docs"), KEY: z.string() }).pick({ INDEX: true }).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "joined by and",
      `${z}const it = z.object({ KEY: z.string() }).and(z.object({ INDEX: z.string().default("docs") })).parse(process.env).INDEX;`,
      '$INDEX ?? "docs"',
    ],
    ["not another parse", "const it = JSON.parse(text).INDEX;", "JSON.parse(text).INDEX"],
  ]);
});

describe("t3-env", () => {
  const t3 = 'import { createEnv } from "@t3-oss/env-nextjs"; import { z } from "zod"; ';
  table([
    [
      "runtimeEnv as a whole",
      `${t3}const env = createEnv({ server: { INDEX: z.string() }, runtimeEnv: process.env }); const it = env.INDEX;`,
      "$INDEX",
    ],
    [
      "runtimeEnv one by one",
      `${t3}const env = createEnv({ server: { INDEX: z.string() }, runtimeEnv: { INDEX: process.env.INDEX } }); const it = env.INDEX;`,
      "$INDEX",
    ],
    [
      "renamed in runtimeEnv",
      `${t3}const env = createEnv({ server: { INDEX: z.string() }, runtimeEnv: { INDEX: process.env.PINECONE_INDEX } }); const it = env.INDEX;`,
      "$PINECONE_INDEX",
    ],
    [
      "a default",
      `${t3}const env = createEnv({ server: { INDEX: z.string().default("docs") }, runtimeEnv: process.env }); const it = env.INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "experimental__runtimeEnv",
      `${t3}const env = createEnv({ server: { INDEX: z.string() }, client: {}, experimental__runtimeEnv: {} }); const it = env.INDEX;`,
      "$INDEX",
    ],
    [
      "a default behind experimental__runtimeEnv",
      `${t3}const env = createEnv({ server: { INDEX: z.string().default("docs") }, client: {}, experimental__runtimeEnv: {} }); const it = env.INDEX;`,
      '$INDEX ?? "docs"',
    ],
    [
      "extends the env of another workspace package (agentset)",
      {
        "main.ts": 'import { env } from "./env"; const it = [env.INDEX, env.WEB];',
        "env.ts": `${t3}import { env as engine } from "@acme/engine/env"; export const env = createEnv({ extends: [engine], server: { WEB: z.string() }, runtimeEnv: process.env });`,
        "packages/engine/package.json": '{ "name": "@acme/engine", "exports": { "./env": "./src/env.ts" } }',
        "packages/engine/src/env.ts": `${t3}export const env = createEnv({ server: { INDEX: z.string().default("docs") }, runtimeEnv: process.env });`,
      },
      '[$INDEX ?? "docs", $WEB]',
    ],
    [
      "extends two",
      `${t3}const a = createEnv({ server: { A: z.string() }, runtimeEnv: process.env }); const b = createEnv({ server: { B: z.string().default("b") }, runtimeEnv: process.env }); const env = createEnv({ extends: [a, b], server: {}, runtimeEnv: {} }); const it = [env.A, env.B];`,
      '[$A, $B ?? "b"]',
    ],
    [
      "runtimeEnvStrict",
      `${t3}const it = createEnv({ server: { INDEX: z.string() }, runtimeEnvStrict: { INDEX: process.env.PINECONE_INDEX } }).INDEX;`,
      "$PINECONE_INDEX",
    ],
    [
      "a field transformed",
      `${t3}const it = createEnv({ server: { HOST: z.string().transform((h) => \`https://\${h}\`) }, runtimeEnv: process.env }).HOST;`,
      "`https://${$HOST}`",
    ],
    [
      "extends a call",
      `${t3}const keys = () => createEnv({ server: { INDEX: z.string() }, runtimeEnv: { INDEX: process.env.PINECONE_INDEX } }); const env = createEnv({ extends: [keys()], server: {}, runtimeEnv: {} }); const it = env.INDEX;`,
      "$PINECONE_INDEX",
    ],
  ]);
});

describe("other validators", () => {
  table([
    [
      "envalid",
      'import { cleanEnv, str } from "envalid"; const env = cleanEnv(process.env, { INDEX: str() }); const it = env.INDEX;',
      "$INDEX",
    ],
    [
      "envalid with a default",
      'import { cleanEnv, str } from "envalid"; const env = cleanEnv(process.env, { INDEX: str({ default: "docs" }) }); const it = env.INDEX;',
      '$INDEX ?? "docs"',
    ],
    ["env-var", 'import env from "env-var"; const it = env.get("INDEX").required().asString();', "$INDEX"],
    [
      "env-var with a default",
      'import * as env from "env-var"; const it = env.get("INDEX").default("docs").asString();',
      '$INDEX ?? "docs"',
    ],
    [
      "valibot",
      'import * as v from "valibot"; const it = v.parse(v.object({ INDEX: v.optional(v.string(), "docs") }), process.env).INDEX;',
      '$INDEX ?? "docs"',
    ],
    [
      "znv",
      'import { parseEnv } from "znv"; import { z } from "zod"; const it = parseEnv(process.env, { INDEX: z.string().default("docs") }).INDEX;',
      '$INDEX ?? "docs"',
    ],
    [
      "LangChain's reader",
      'import { getEnvironmentVariable } from "@langchain/core/utils/env"; const it = getEnvironmentVariable("INDEX");',
      "$INDEX",
    ],
    ["Deno", 'const it = Deno.env.get("INDEX") ?? "docs";', '$INDEX ?? "docs"'],
    [
      "Hono's adapter",
      'import { env } from "hono/adapter"; const handler = (c) => { const { INDEX: it } = env(c); };',
      "$INDEX",
    ],
    ["Deno, all of it", "const it = Deno.env.toObject().INDEX;", "$INDEX"],
    ["Bun", "const it = Bun.env.INDEX;", "$INDEX"],
    ["import.meta.env, destructured", "const { VITE_INDEX: it } = import.meta.env;", "$VITE_INDEX"],
    ["process, imported", 'import process from "node:process"; const it = process.env.INDEX;', "$INDEX"],
    ["env, imported", 'import { env } from "node:process"; const it = env.INDEX;', "$INDEX"],
    ["import.meta.env", "const it = import.meta.env.VITE_INDEX;", "$VITE_INDEX"],
  ]);
});

describe("the language's own", () => {
  table([
    ["Object.freeze", "const it = Object.freeze({ a: process.env.A });", "{a: $A}"],
    ["Object.assign", "const it = Object.assign({}, { a: 1 }, { a: process.env.A });", "{a: $A}"],
    ["Object.assign keeps what it cannot see", "const it = Object.assign({ a: 1 }, load()).b;", "load().b"],
    ["Object.keys", "const it = Object.keys({ a: 1, b: 2 });", '["a", "b"]'],
    ["Object.values", "const it = Object.values({ a: process.env.A });", "[$A]"],
    ["Object.entries", "const it = Object.entries({ a: process.env.A });", '[["a", $A]]'],
    ["Object.fromEntries", 'const it = Object.fromEntries([["a", process.env.A]]).a;', "$A"],
    [
      "entries and back",
      "const it = Object.fromEntries(Object.entries({ a: process.env.A }).map(([k, v]) => [k, `${v}-v2`])).a;",
      "`${$A}-v2`",
    ],
    [
      "the values of a module",
      {
        "main.ts": 'import * as m from "./m"; const it = Object.values(m);',
        "m.ts": "export const a = process.env.A; export const b = process.env.B;",
      },
      "[$A, $B]",
    ],
    ["structuredClone", "const it = structuredClone({ a: process.env.A }).a;", "$A"],
    ["String", "const it = String(process.env.A);", "$A"],
    ["trimmed", "const it = process.env.A.trim();", "$A"],
    ["trimmed, with a default", 'const it = process.env.A?.trim() || "docs";', '$A ?? "docs"'],
    ["Promise.all", "const [a, it] = await Promise.all([1, process.env.A]);", "$A"],
    [
      "a Map",
      'const m = new Map([["production", process.env.A], ["staging", process.env.B]]); const it = m.get(process.env.APP_ENV);',
      "select{production, staging}[$APP_ENV]",
    ],
    [
      "a Map, by a constant",
      'const m = new Map([["production", process.env.A]]); const it = m.get("production");',
      "$A",
    ],
    ["map", "const it = [process.env.A, process.env.B].map((x) => `${x}/v1`);", "[`${$A}/v1`, `${$B}/v1`]"],
    ["flatMap", "const it = [process.env.A].flatMap((x) => [x, x]);", "[$A, $A]"],
    ["concat", "const it = [process.env.A].concat([process.env.B]);", "[$A, $B]"],
    ["filter keeps what may stay", "const it = [process.env.A, process.env.B].filter(Boolean);", "[$A, $B]"],
    [
      "find",
      'const all = [{ env: "production", url: process.env.A }, { env: "staging", url: process.env.B }]; const it = all.find((x) => x.env === process.env.APP_ENV).url;',
      '$A if "production" === $APP_ENV | $B if "staging" === $APP_ENV',
    ],
    ["at", "const it = [process.env.A].at(0);", "$A"],
    ["an awaited list of one", "const [it] = await Promise.all([load(process.env.A)]);", "load($A)"],
    [
      "a list that grows by push",
      "const all = []; all.push(process.env.A); all.push(process.env.B); const it = all;",
      "[$A, $B]",
    ],
    [
      "a list that grows in a loop",
      'const all = []; for (const key of ["A", "B"]) { all.push(process.env[key]); } const it = all;',
      "[$A, $B]",
    ],
  ]);

  table([
    ["joined", 'const it = ["docs", process.env.APP_ENV].join("-");', "`docs-${$APP_ENV}`"],
    ["joined by default", 'const it = ["a", "b"].join();', "`a,b`"],
    ["a constant replaced by a constant", 'const it = process.env.URL.replace(/\\/$/, "");', "$URL"],
    [
      "a mark replaced by the environment",
      'const it = "docs-{env}".replace("{env}", process.env.APP_ENV);',
      "`docs-${$APP_ENV}`",
    ],
    ["a mark that is not there", 'const it = "docs".replace("{env}", process.env.APP_ENV);', '"docs"'],
    [
      "a variable in a variable",
      "const it = process.env.URL.replace(process.env.A, process.env.B);",
      "$URL.replace($A, $B)",
    ],
  ]);
});

describe("wrappers that give back what they are given", () => {
  table([
    ["react cache", 'import { cache } from "react"; const load = cache(() => process.env.A); const it = load();', "$A"],
    ["lodash once", 'import once from "lodash/once"; const load = once(() => process.env.A); const it = load();', "$A"],
    [
      "lodash memoize",
      'import { memoize } from "lodash"; const load = memoize(() => process.env.A); const it = load();',
      "$A",
    ],
  ]);
});

describe("the signer of an OpenSearch client", () => {
  const signer = (options: string) =>
    `import { AwsSigv4Signer } from "@opensearch-project/opensearch/aws"; import { defaultProvider } from "@aws-sdk/credential-provider-node"; const options = { ...AwsSigv4Signer(${options}), node: process.env.NODE }; const it = options.auth.password;`;
  table([
    [
      "signs with the key that the SDK finds",
      signer("{ getCredentials: () => defaultProvider()() }"),
      "$AWS_SECRET_ACCESS_KEY",
    ],
    [
      "signs with the key that it is given",
      signer("{ getCredentials: async () => ({ secretAccessKey: process.env.SEARCH_SECRET }) }"),
      "$SEARCH_SECRET",
    ],
  ]);
});
