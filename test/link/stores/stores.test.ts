import { describe, expect, it } from "vitest";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import { compareIdentities } from "../../../src/model/identity.ts";
import { describeIdentity } from "../../../src/model/wording.ts";
import { storesIn } from "../repository.ts";

const environments = {
  ".env.staging": "DATABASE_URL=postgres://app@stg.db.example.net/desk\n",
  ".env.production": "DATABASE_URL=postgres://app@prd.db.example.net/desk\n",
};

const names = (files: Record<string, string>) =>
  storesIn({ "package.json": `{"name":"desk"}`, ...environments, ...files }).map((s) => s.name);

describe("a store", () => {
  it("is called by the variable that names it", () => {
    expect(
      names({
        "src/db.ts": `import { Pool } from "pg";\nexport const db = new Pool({ connectionString: process.env.DATABASE_URL });`,
      }),
    ).toEqual(["Postgres database (DATABASE_URL)"]);
  });

  it("is not known to be one in two environments where only its type was seen", () => {
    const text = `import type { SupabaseClient } from "@supabase/supabase-js";
export class Advice {
  constructor(private readonly db: SupabaseClient) {}
  all() { return this.db.from("advice").select("*"); }
}`;
    const stores = storesIn({ "package.json": `{"name":"desk"}`, ...environments, "src/advice.ts": text });
    expect(stores.flatMap((s) => s.identities.map((i) => i.identity))).toEqual(
      ["production", "staging"].map(() => ({
        kind: "unresolved",
        reason: "where its client is opened was not found",
      })),
    );
  });

  it("is called by its client and file where nothing names it", () => {
    expect(
      names({
        "src/db.ts": `import { Pool } from "pg";\nexport const trail = new Pool({ connectionString: pick() });\ndeclare function pick(): string;`,
      }),
    ).toEqual(["Postgres database of trail in src/db.ts"]);
  });

  it("is not looked for without end where an entry of a table is taken from the table", () => {
    const text = `import { Pool } from "pg";
export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const listeners = new Map<string, Set<(sql: string) => void>>();
export function listen(on: string, query: (sql: string) => void) {
  const known = listeners.get(on) ?? new Set();
  known.add(query);
  listeners.set(on, known);
}
listen("opened", pool.query);
listen("closed", pool.query);`;
    expect(names({ "src/db.ts": text })).toEqual(["Postgres database (DATABASE_URL)"]);
  });

  it("is one for all tables of a database", () => {
    const text = `import { MongoClient } from "mongodb";
const db = new MongoClient(process.env.DATABASE_URL ?? "").db("desk");
export const read = () => db.collection("articles").find({});
export const more = () => db.collection("authors").find({});`;
    expect(names({ "src/db.ts": text })).toEqual([`MongoDB collection "desk"`]);
  });

  it("is the one that a model without an address belongs to", () => {
    const files = {
      "src/db.ts": `import mongoose from "mongoose";\nexport const open = () => mongoose.connect(process.env.DATABASE_URL ?? "");`,
      "src/article.ts": `import mongoose from "mongoose";\nexport const Article = mongoose.model("Article");\nexport const all = () => Article.find({});`,
    };
    const stores = storesIn({ "package.json": `{"name":"desk"}`, ...environments, ...files });
    expect(stores.map((s) => `${s.name} @ ${s.at.path}`)).toEqual(["MongoDB database (DATABASE_URL) @ src/db.ts"]);
  });

  it("stays narrowed by a call that could name a part and does not", () => {
    const text = `import { Pinecone } from "@pinecone-database/pinecone";
const part = new Pinecone().index("articles").namespace("desk");
export const all = (id: string, vectors: number[][]) => Promise.all([
  part.query({ ...(id && { id }), topK: 3 }),
  part.upsert(vectors.map((values) => ({ id, values }))),
  part.deleteMany(id),
]);`;
    expect(names({ "src/index.ts": text })).toEqual([`Pinecone index "articles"`]);
    const named = text.replace("topK: 3", `topK: 3, namespace: "drafts"`);
    expect(names({ "src/index.ts": named })).toEqual([`Pinecone index "articles"`, `Pinecone index "articles"`]);
  });

  it("is each of those that callers pass in", () => {
    const text = `import { Pool } from "pg";
const articles = new Pool({ connectionString: process.env.DATABASE_URL });
const drafts = new Pool({ connectionString: "postgres://app@drafts.example.net/desk" });
const save = (pool: Pool, id: string) => pool.query("INSERT INTO notes VALUES ($1)", [id]);
export const both = (id: string) => Promise.all([save(articles, id), save(drafts, id)]);`;
    const stores = storesIn({ "package.json": `{"name":"desk"}`, ...environments, "src/db.ts": text });
    expect(
      stores.map(
        (s) =>
          `${s.at.span.startLine}: ${s.identities.map((i) => i.identity.kind).join()}, ${s.identities.map((i) => i.identity.kind === "known" && i.identity.address.host).join()}`,
      ),
    ).toEqual([
      "2: known,known, prd.db.example.net,stg.db.example.net",
      "3: known,known, drafts.example.net,drafts.example.net",
    ]);
  });

  it("has the port that is given apart", () => {
    const text = `import { Pool } from "pg";\nexport const db = new Pool({ host: process.env.PGHOST, port: 6432, database: "desk" });\nexport const all = () => db.query("SELECT * FROM articles");`;
    const stores = storesIn({
      "package.json": `{"name":"desk"}`,
      ".env.staging": "PGHOST=db.example.net\n",
      "src/db.ts": text,
    });
    expect(
      stores.flatMap((s) =>
        s.identities.map((i) => (i.identity.kind === "known" ? i.identity.address.host : i.identity.kind)),
      ),
    ).toEqual(["db.example.net:6432"]);
  });

  it("is opened with the key that the client's options wrap", () => {
    const text = `import weaviate, { ApiKey } from "weaviate-client";
const client = await weaviate.connectToWeaviateCloud("kb.example.net", { authCredentials: new ApiKey(process.env.KB_KEY) });
export const read = () => client.collections.get("Articles").query.nearText("frost");`;
    const stores = storesIn({
      "package.json": `{"name":"desk"}`,
      ".env.staging": "KB_KEY=dk-4nT8wQ2rLx6\n",
      "src/db.ts": text,
    });
    expect(stores.flatMap((s) => s.identities.map((i) => i.credential))).toMatchObject([
      { kind: "literal", sealed: { nature: "secret" } },
    ]);
  });

  it("has no key in what wraps its client", () => {
    const text = `import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
const db = drizzle(postgres(process.env.DATABASE_URL));
export const all = () => db.execute("SELECT * FROM articles");`;
    const stores = storesIn({ "package.json": `{"name":"desk"}`, ...environments, "src/db.ts": text });
    expect(stores.flatMap((s) => s.identities.map((i) => [i.identity.kind, i.credential]))).toEqual([
      ["known", null],
      ["known", null],
    ]);
  });

  it("is opened by the address that is picked from a file of settings", () => {
    const text = `import config from "config";
import postgres from "postgres";
const sql = postgres(config.get("db.url"));
export const all = () => sql\`SELECT * FROM articles\`;`;
    const stores = storesIn({
      "package.json": `{"name":"desk"}`,
      "config/default.yaml": "db:\n  url: postgres://localhost/desk\n",
      "config/production.yaml": "db:\n  url: postgres://prd.db.example.net/desk\n",
      ".env.production": "NODE_CONFIG_ENV=production\n",
      "src/db.ts": text,
    });
    const found = stores.flatMap((s) => s.identities).find(({ environment }) => environment === "production");
    expect(found?.identity.kind === "known" && found.identity.address.host).toBe("prd.db.example.net");
    expect(found?.credential).toBeNull();
  });

  const threads = `import { Redis } from "ioredis";
const redis = new Redis(process.env.REDIS_URL ?? "");
export const load = (id: string) => redis.get(id);`;
  const kinds = (files: Record<string, string>): readonly string[] =>
    storesIn({ "package.json": `{"name":"desk"}`, "src/threads.ts": threads, ...files })
      .flatMap((s) => s.identities.map((i) => `${i.environment} ${i.identity.kind}`))
      .sort();
  const app = (file: string) => `services:\n  app:\n    env_file: ${file}\n`;
  const own = "services:\n  app:\n    build: .\n  redis:\n    image: redis:8\n";

  it("is another one in each compose project that starts its container", () => {
    expect(
      kinds({
        "compose.yml": own,
        "compose.production.yml": app("production.env"),
        "compose.staging.yml": app("staging.env"),
        "production.env": "REDIS_URL=redis://redis:6379\n",
        "staging.env": "REDIS_URL=redis://redis:6379\n",
      }),
    ).toEqual(expect.arrayContaining(["production local", "staging local"]));
  });

  it("is one for the services of one compose project, and where none starts it", () => {
    const services =
      "services:\n  app-production:\n    image: app\n    env_file: production.env\n  app-staging:\n    image: app\n    env_file: staging.env\n  redis:\n    image: redis:8\n";
    const values = {
      "production.env": "REDIS_URL=redis://redis:6379\n",
      "staging.env": "REDIS_URL=redis://redis:6379\n",
    };
    expect(kinds({ "compose.yml": services, ...values })).toEqual(["production known", "staging known"]);
    expect(
      kinds({
        "compose.yml": own.replace("  redis:", "  cache:"),
        "compose.production.yml": app("production.env"),
        "compose.staging.yml": app("staging.env"),
        ...values,
      }),
    ).toEqual(expect.arrayContaining(["production known", "staging known"]));
  });

  it("points at where its client is narrowed", () => {
    const text = `import { Pinecone } from "@pinecone-database/pinecone";
const index = new Pinecone().index({ host: process.env.PINECONE_HOST ?? "" });
const part = index.namespace(process.env.APP_ENV ?? "");
export const find = () => part.query({ topK: 1, id: "x" });`;
    const [store] = storesIn({
      "package.json": `{"name":"desk"}`,
      ".env.staging": "PINECONE_HOST=https://a.pinecone.io\nAPP_ENV=staging\n",
      "src/index.ts": text,
    });
    expect(store?.identities[0]?.via.map((p) => `${p.path}:${p.span.startLine}`)).toContain("src/index.ts:3");
  });

  const switched = `import { AzureAISearchVectorStore } from "@langchain/community/vectorstores/azure_aisearch";
import { FaissStore } from "@langchain/community/vectorstores/faiss";
const open = async () => {
  const endpoint = process.env.SEARCH_ENDPOINT;
  return endpoint ? new AzureAISearchVectorStore(e, { endpoint, indexName: "articles" }) : FaissStore.load("vectors", e);
};
export const near = async (text: string) => (await open()).similaritySearch(text, 3);`;

  it("is one where a test picks its client, whatever else could be open", () => {
    const files = {
      ".env.staging": "APP_ENV=staging\n",
      ".env.production": "APP_ENV=production\nSEARCH_ENDPOINT=https://desk.search.windows.net\n",
      "src/vectors.ts": switched,
    };
    const found = storesIn({ "package.json": `{"name":"desk"}`, ...files });
    expect(found.map((s) => s.name)).toEqual(['Azure AI Search index "articles"']);
    expect(found[0]?.identities.map((i) => `${i.environment}: ${describeIdentity(i.identity)}`)).toEqual([
      "production: azure-search desk.search.windows.net / desk / articles",
      "staging: file vectors (local)",
    ]);
  });

  it("that is a folder is on the machine that opens it", () => {
    const text = `import { LocalIndex } from "vectra";\nexport const near = (v: number[]) => new LocalIndex("vectors").queryItems(v, "", 3);`;
    const [store] = storesIn({ "package.json": `{"name":"desk"}`, ...environments, "src/vectors.ts": text });
    expect(store?.identities.map((i) => i.identity.kind)).toEqual(["local", "local"]);
  });
});

describe("an empty name opens nothing that could be compared", () => {
  const environments = { ".env.staging": "APP_ENV=staging\n", ".env.production": "APP_ENV=production\n" };
  const identities = (text: string) =>
    storesIn({ "package.json": `{"name":"desk"}`, ...environments, "src/store.ts": text }).flatMap((store) =>
      store.identities.map(({ environment, identity }) =>
        [environment, identity.kind, "reason" in identity ? identity.reason : ""].join(": "),
      ),
    );

  it("where a variable falls back to it", () => {
    const text = `import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
const s3 = new S3Client({});
export const keep = (Key: string) =>
  s3.send(new PutObjectCommand({ Bucket: process.env.BACKUP_BUCKET ?? "", Key, Body: Key }));`;
    expect(identities(text)).toEqual([
      "production: unresolved: BACKUP_BUCKET is not set in production",
      "staging: unresolved: BACKUP_BUCKET is not set in staging",
    ]);
  });

  it("where a host is left to whoever calls", () => {
    const text = `import { Pinecone } from "@pinecone-database/pinecone";
const open = (host?: string) => new Pinecone().index("", host);
export const find = () => open(undefined).query({ topK: 1, id: "x" });`;
    expect(identities(text)).toEqual([
      "production: unresolved: its name is left empty",
      "staging: unresolved: its name is left empty",
    ]);
  });
});

describe("a server that only a secret names", () => {
  const client = `import { MongoClient } from "mongodb";
const db = new MongoClient(process.env.MONGODB_URI ?? "").db(process.env.MONGODB_NAME);
export const all = () => db.collection("articles").find({});`;
  const deployTo = (environment: string, name: string) => `  ${environment}:
    runs-on: ubuntu-latest
    environment: ${environment}
    steps:
      - run: flyctl deploy --remote-only
        env:
          MONGODB_URI: \${{ secrets.MONGODB_URI }}
          MONGODB_NAME: ${name}
`;
  const compared = (staging: string, production: string) => {
    const files = {
      "package.json": `{"name":"desk"}`,
      ".github/workflows/deploy.yml": `on: push\njobs:\n${deployTo("staging", staging)}${deployTo("production", production)}`,
      "src/db.ts": client,
    };
    const [store] = auditTree(memoryTree(files)).stack.stores;
    const [a, b] = store?.identities ?? [];
    return a && b ? [compareIdentities(a.identity, b.identity), describeIdentity(a.identity)] : [];
  };

  it("is another store where the database has another name", () => {
    expect(compared("desk_staging", "desk")).toEqual(["different", "MONGODB_URI in github-secret (production) / desk"]);
  });

  it("may be one where the database has one name", () => {
    expect(compared("desk", "desk")[0]).toBe("unresolved");
  });
});

describe("a database feeds the context", () => {
  const agent = `import { generateText } from "ai";\nimport { search } from "./db";\nexport const answer = async () => generateText({ prompt: String(await search()) });`;
  const reasons = (statement: string, more = "") =>
    storesIn({
      "package.json": `{"name":"desk"}`,
      ...environments,
      "src/agent.ts": agent,
      "src/db.ts": `import { Pool } from "pg";\nconst pool = new Pool({ connectionString: process.env.DATABASE_URL });\nexport const search = () => pool.query(${JSON.stringify(statement)});\n${more}`,
    }).map((s) => s.feedsContext);

  it("where the agent's code reads it", () => {
    expect(reasons("SELECT body FROM orders")).toEqual(["the agent's own code works on it"]);
  });

  it.each([
    "INSERT INTO audit_events (tool) VALUES ($1)",
    "INSERT INTO sessions (id) VALUES ($1)",
    "SELECT count FROM rate_limits WHERE id = $1",
    "UPDATE app.session_log SET closed_at = now()",
    "INSERT INTO events (tool) VALUES ($1)",
  ])("not by %s", (statement) => {
    expect(reasons(statement)).toEqual([null]);
  });

  it("where it holds a trail and more", () => {
    expect(
      reasons(
        "INSERT INTO audit_events (tool) VALUES ($1)",
        `export const read = () => pool.query("SELECT body FROM articles");`,
      ),
    ).toEqual(["what it is used for is context"]);
  });

  it("by sessions that are conversations", () => {
    expect(reasons("SELECT text FROM chat_sessions")).toEqual(["the agent's own code works on it"]);
  });

  it.each([
    [
      "by fetch",
      'const base = "https://api.openai.com/v1";\nexport const ask = (input) => fetch(`${base}/responses`, { method: "POST", body: JSON.stringify({ input }) });',
    ],
    [
      "by axios",
      `import axios from "axios";\nexport const ask = (input) => axios.post("https://api.anthropic.com/v1/messages", { input });`,
    ],
  ])("where code that asks a model %s reads it", (_, ask) => {
    const db = `import { Pool } from "pg";\nconst pool = new Pool({ connectionString: process.env.DATABASE_URL });\nexport const answer = async () => ask((await pool.query("SELECT body FROM orders")).rows);`;
    const [store] = storesIn({ "package.json": `{"name":"desk"}`, ...environments, "src/answer.ts": `${ask}\n${db}` });
    expect(store?.feedsContext).toBe("code that calls a model works on it");
  });

  it("where a Worker asks the model that it is bound to, however it holds it", () => {
    const worker = (environment: string) =>
      `{ "name": "desk", "vars": { "APP_ENV": "${environment}" }, "ai": { "binding": "AI" }, "d1_databases": [{ "binding": "DB", "database_id": "${environment}" }] }`;
    const code = `export default { async fetch(request, env) {
  const { AI, DB } = env;
  const { results } = await DB.prepare("SELECT body FROM orders").all();
  return Response.json(await AI.run("@cf/meta/llama", { prompt: String(results) }));
} };`;
    const [store] = storesIn({
      "package.json": `{"name":"desk"}`,
      "wrangler.json": worker("production"),
      "src/index.ts": code,
    });
    expect(store?.feedsContext).toBe("code that calls a model works on it");
  });
});
