import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { effectsIn, storesIn } from "../repository.ts";

const wrangler = `name = "desk"
kv_namespaces = [{ binding = "FLAGS", id = "11111111111111111111111111111111" }]
d1_databases = [{ binding = "DB", database_id = "22222222-2222-4222-8222-222222222222" }]
r2_buckets = [{ binding = "files", bucket_name = "desk-files" }]
vectorize = [{ binding = "ARTICLES", index_name = "desk-articles" }]
hyperdrive = [{ binding = "PG", id = "33333333333333333333333333333333" }]
[[queues.producers]]
binding = "JOBS"
queue = "desk-jobs"
[ai]
binding = "AI"
`;

const worker = { "package.json": `{"name":"desk"}`, "wrangler.toml": wrangler };

/** What a tool's handler does to the stores, given the statements of its body. */
function effectsOf(body: string, more: Readonly<Record<string, string>> = {}, holder = "(env: Env)"): string[] {
  const text = `import { tool } from "ai";
export const tools = ${holder} => ({
  act: tool({ description: "Acts.", execute: async ({ id, rows }) => { ${body} } }),
});`;
  return effectsIn({ ...worker, "src/tools.ts": text, ...more });
}

describe("a call on what a platform binds", () => {
  it.each([
    [
      `return env.DB.prepare("SELECT * FROM articles WHERE id = ?").bind(id).first();`,
      "store-read cloudflare-d1 first",
    ],
    [`return env.DB.prepare("DELETE FROM articles WHERE id = ?").bind(id).run();`, "store-write cloudflare-d1 run"],
    [
      `const statement = env.DB.prepare("INSERT INTO articles VALUES (?)"); return statement.bind(id).all();`,
      "store-write cloudflare-d1 all",
    ],
    [
      `return env.DB.batch([env.DB.prepare("SELECT 1"), env.DB.prepare("UPDATE articles SET id = 1")]);`,
      "store-write cloudflare-d1 batch",
    ],
    [
      `return env.DB.batch([env.DB.prepare("SELECT 1"), env.DB.prepare("SELECT 2")]);`,
      "store-read cloudflare-d1 batch",
    ],
    [`return env.DB.batch(rows);`, "store-write cloudflare-d1 batch"],
    [`return env.FLAGS.get(id);`, "store-read cloudflare-kv get"],
    [`await env.FLAGS.put(id, "on");`, "store-write cloudflare-kv put"],
    [`return env.files.head(id);`, "store-read cloudflare-r2 head"],
    [`await env.files.put(id, rows);`, "store-write cloudflare-r2 put"],
    [`return env.ARTICLES.query(rows, { topK: 3 });`, "store-read cloudflare-vectorize query"],
    [`await env.ARTICLES.upsert(rows);`, "store-write cloudflare-vectorize upsert"],
    [`await env.JOBS.send({ id });`, "store-write cloudflare-queue send"],
    [`return env.AI.autorag("desk-docs").aiSearch({ query: id });`, "store-read cloudflare-ai-search aiSearch"],
  ])("%s", (body, effect) => {
    expect(effectsOf(body)).toEqual([`act: ${effect} @ src/tools.ts:3`]);
  });

  it.each([
    ["Hono", `(c: import("hono").Context<{ Bindings: Env }>)`, "c.env.FLAGS"],
    ["a module that hands it over", "()", `env.FLAGS`, `import { env } from "cloudflare:workers";`],
    [
      "Next.js on Workers",
      "()",
      "getCloudflareContext().env.FLAGS",
      `import { getCloudflareContext } from "@opennextjs/cloudflare";`,
    ],
    ["a destructured parameter", "({ FLAGS }: Env)", "FLAGS"],
    ["a request context", "({ context }: LoaderArgs)", "context.cloudflare.env.FLAGS"],
    ["a loader's platform", "({ platform }: LoadEvent)", "platform.env.FLAGS"],
  ])("is seen through %s", (_, holder, client, imports = "") => {
    const text = `import { tool } from "ai";\n${imports}
export const tools = ${holder} => ({ act: tool({ description: "Acts.", execute: async () => { await ${client}.put("a", "b"); } }) });`;
    expect(effectsIn({ ...worker, "src/tools.ts": text })).toEqual([
      "act: store-write cloudflare-kv put @ src/tools.ts:3",
    ]);
  });

  it("is seen in an agent's class, and where it is passed on", () => {
    const text = `import { McpAgent } from "agents/mcp";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { save } from "./save";
export class Desk extends McpAgent<Env> {
  server = new McpServer({ name: "desk", version: "1" });
  async init() {
    this.server.registerTool("note", { description: "Notes." }, async ({ id }) => save(this.env.DB, id));
  }
}`;
    const save = `export const save = (db: D1Database, id: string) => db.prepare("INSERT INTO notes VALUES (?)").bind(id).run();`;
    expect(effectsIn({ ...worker, "src/desk.ts": text, "src/save.ts": save })).toEqual([
      "note: store-write cloudflare-d1 run @ src/save.ts:1",
    ]);
  });

  it.each([
    [
      "drizzle",
      `drizzle(env.DB).insert(articles).values({ id })`,
      `import { drizzle } from "drizzle-orm/d1";\nimport { articles } from "./schema";`,
      "store-write cloudflare-d1 insert",
    ],
    [
      "Prisma",
      `new PrismaClient({ adapter: new PrismaD1(env.DB) }).article.create({ data: { id } })`,
      `import { PrismaClient } from "@prisma/client";\nimport { PrismaD1 } from "@prisma/adapter-d1";`,
      "store-write cloudflare-d1 create",
    ],
    [
      "LangChain",
      `new CloudflareVectorizeStore(null, { index: env.ARTICLES }).addDocuments(rows)`,
      `import { CloudflareVectorizeStore } from "@langchain/cloudflare";`,
      "store-write cloudflare-vectorize addDocuments",
    ],
    [
      "a database behind Hyperdrive",
      "postgres(env.PG.connectionString)`DELETE FROM articles`",
      `import postgres from "postgres";`,
      "store-write cloudflare-hyperdrive query",
    ],
    [
      "a pool behind Hyperdrive",
      `new Pool({ connectionString: env.PG.connectionString }).query("DELETE FROM articles")`,
      `import { Pool } from "pg";`,
      "store-write cloudflare-hyperdrive query",
    ],
  ])("is seen through %s", (_, call, imports, effect) => {
    const text = `import { tool } from "ai";\n${imports}
export const tools = (env: Env) => ({ act: tool({ description: "Acts.", execute: async ({ id, rows }) => { await ${call}; } }) });`;
    const line = text.split("\n").length;
    expect(effectsIn({ ...worker, "src/tools.ts": text })).toEqual([`act: ${effect} @ src/tools.ts:${line}`]);
  });

  it.each([
    ["a name that no configuration binds", `env.CACHE.put(id, "on")`],
    ["what the model passes", `rows.FLAGS.put(id, "on")`],
    ["a variable of the process", `process.env.FLAGS.put(id, "on")`],
  ])("is none on %s", (_, call) => {
    expect(effectsOf(`await ${call};`)).toEqual(["act: "]);
  });

  it("is none in code that no worker runs", () => {
    const text = `import { tool } from "ai";
export const tools = (env: Settings) => ({ act: tool({ description: "Acts.", execute: async () => { await env.FLAGS.put("a", "b"); } }) });`;
    const files = {
      "package.json": `{"workspaces":["apps/*"]}`,
      "apps/worker/package.json": `{"name":"worker"}`,
      "apps/worker/wrangler.toml": wrangler,
      "apps/cli/package.json": `{"name":"cli"}`,
      "apps/cli/src/tools.ts": text,
    };
    expect(effectsIn(files)).toEqual(["act: "]);
  });

  it("is known by its declared type where the configuration is not in the repository", () => {
    const { "wrangler.toml": _, ...files } = worker;
    const env = `export interface Env { NOTES: D1Database; TOKEN: string }`;
    const text = `import { tool } from "ai";\nimport type { Env } from "./env";
export const tools = (env: Env) => ({ act: tool({ description: "Acts.", execute: async () => { await env.NOTES.exec("DELETE FROM notes"); } }) });`;
    const effect = "act: store-write cloudflare-d1 exec @ src/tools.ts:3";
    expect(effectsIn({ ...files, "src/env.ts": env, "src/tools.ts": text })).toEqual([effect]);
    const local = `import { tool } from "ai";\ninterface Env { NOTES: D1Database }
${text.split("\n")[2]}`;
    expect(effectsIn({ ...files, "src/tools.ts": local })).toEqual([effect]);
  });
});

describe("a store that a platform binds", () => {
  const agent = `import { generateText } from "ai";
export default { async fetch(request: Request, env: Env) {
  const rows = await env.DB.prepare("SELECT body FROM articles").all();
  await env.FLAGS.put("session", "open");
  return generateText({ model: "x", prompt: JSON.stringify(rows) });
} };`;

  it("is used where code works on it, and feeds the context where a model's caller reads it", () => {
    const stores = storesIn({ ...worker, "src/index.ts": agent });
    const shown = stores.map(
      ({ name, used, feedsContext, readAt }) =>
        `${name}: ${used ? "used" : "unused"}, ${feedsContext ?? "no context"}, ${readAt?.map((p) => p.span.startLine).join()}`,
    );
    expect(shown).toEqual([
      "KV namespace FLAGS: used, code that calls a model works on it, ",
      "D1 database DB: used, code that calls a model works on it, 3",
      "R2 bucket files: unused, no context, ",
      "Vectorize index ARTICLES: unused, Vectorize index is what the agent retrieves from, ",
      "queue JOBS: unused, no context, ",
      "Hyperdrive PG: unused, no context, ",
    ]);
  });

  it("is that of every worker which runs shared code, and of no other", () => {
    const app = (name: string) => ({
      [`apps/${name}/package.json`]: `{"name":"${name}"}`,
      [`apps/${name}/wrangler.toml`]: `name = "${name}"\nkv_namespaces = [{ binding = "FLAGS", id = "${name}" }]\n`,
    });
    const use = `import { save } from "@desk/shared";\nexport default { fetch: (request: Request, env: Env) => save(env) };`;
    const stores = storesIn({
      "package.json": `{"workspaces":["apps/*","packages/*"]}`,
      "packages/shared/package.json": `{"name":"@desk/shared","main":"src/index.ts"}`,
      "packages/shared/src/index.ts": `export const save = (env: { FLAGS: KVNamespace }) => env.FLAGS.put("a", "b");`,
      ...app("one"),
      "apps/one/src/index.ts": use,
      ...app("two"),
      "apps/two/src/index.ts": use,
      ...app("three"),
    });
    expect(stores.map(({ service, used }) => `${service} ${used}`)).toEqual(["one true", "three false", "two true"]);
  });

  it("is one store with what a client around it does", () => {
    const text = `import { drizzle } from "drizzle-orm/d1";
export const articles = (env: Env) => drizzle(env.DB).select().from("articles");`;
    const stores = storesIn({ ...worker, "src/db.ts": text }).filter(({ kind, used }) => kind === "database" && used);
    expect(stores.map(({ name, at }) => `${name} @ ${at.path}:${at.span.startLine}`)).toEqual([
      "D1 database DB @ wrangler.toml:3",
    ]);
  });
});

describe("an AI Search index that is opened by name", () => {
  const files = (staging: string) => ({
    "package.json": '{ "name": "docs-agent" }',
    "wrangler.toml": `name = "docs-agent"\n[vars]\nDOCS_INDEX = "docs"\n[env.staging.vars]\nDOCS_INDEX = "${staging}"\n`,
    "src/index.ts": `export const find = (env: Env, query: string) => env.AI.autorag(env.DOCS_INDEX).search({ query });
import { generateText } from "ai";
export const answer = (prompt: string) => generateText({ model: "x", prompt });`,
  });

  it.each([
    ["docs", "fail"],
    ["docs-staging", "pass"],
  ])("staging on %s: %s", (staging, status) => {
    const report = auditTree(memoryTree(files(staging)));
    expect(report.controls.flatMap(({ checks }) => checks).find(({ signal }) => signal === 2)?.status).toBe(status);
  });
});

describe("what a tool does to a platform's store", () => {
  it("points at that store, where two hold what a shared tool writes", () => {
    const app = (name: string) => ({
      [`apps/${name}/package.json`]: `{"name":"${name}"}`,
      [`apps/${name}/wrangler.toml`]: `name = "${name}"\nkv_namespaces = [{ binding = "FLAGS", id = "${name}" }]\n`,
      [`apps/${name}/src/index.ts`]: `import { tools } from "@desk/shared";\nexport default { fetch: (request: Request, env: Env) => tools(env) };`,
    });
    const { stack } = auditTree(
      memoryTree({
        "package.json": `{"workspaces":["apps/*","packages/*"]}`,
        "packages/shared/package.json": `{"name":"@desk/shared","main":"src/index.ts"}`,
        "packages/shared/src/index.ts": `import { tool } from "ai";
export const tools = (env: { FLAGS: KVNamespace }) => ({ act: tool({ description: "Acts.", execute: async () => { await env.FLAGS.put("a", "b"); } }) });`,
        ...app("one"),
        ...app("two"),
      }),
    );
    const [act] = stack.tools;
    expect(
      act?.sinks.map(({ kind, store }) => `${kind} ${store === null ? null : stack.stores[store]?.service}`),
    ).toEqual(["store-write one", "store-write two"]);
  });
});
