import { describe, expect, it } from "vitest";
import {
  matches,
  modelSymbols,
  sinkCalls,
  sinkMethods,
  storeMethods,
  storeOpeners,
  storeRequests,
  telemetryMethods,
  telemetrySymbols,
  toolDefiners,
} from "../../src/catalog/match.ts";
import type { SymbolPattern } from "../../src/catalog/types.ts";

const stripe: SymbolPattern = { packages: ["stripe"], names: ["default", "Stripe"] };
const redis: SymbolPattern = { packages: ["@upstash/redis", "@upstash/redis/*"], names: ["Redis", "Redis.fromEnv"] };
const fetch: SymbolPattern = { packages: [""], names: ["fetch"] };

describe("a symbol pattern", () => {
  it.each<[string, SymbolPattern, string, readonly string[]]>([
    ["a named import", redis, "@upstash/redis", ["Redis"]],
    ["a static method", redis, "@upstash/redis", ["Redis", "fromEnv"]],
    ["a subpath", redis, "@upstash/redis/cloudflare", ["Redis"]],
    ["a default import", stripe, "stripe", ["default"]],
    ["the package itself, as require gives it", stripe, "stripe", []],
    ["a member of the default import", stripe, "stripe", ["default", "Stripe"]],
    ["a default import that was wrapped twice", stripe, "stripe", ["default", "default"]],
    ["a specifier with a version", stripe, "stripe@14.21.0", ["default"]],
    ["a scoped specifier with a version", redis, "@upstash/redis@^1.34", ["Redis"]],
    ["a module of the platform", { packages: ["fs"], names: ["promises.rm"] }, "node:fs", ["promises", "rm"]],
    ["a global", fetch, "", ["fetch"]],
    ["a global as a member", fetch, "", ["globalThis", "fetch"]],
  ])("matches %s", (_, pattern, packageName, path) => {
    expect(matches(pattern, { package: packageName, path })).toBe(true);
  });

  it.each<[string, SymbolPattern, string, readonly string[]]>([
    ["another package", redis, "ioredis", ["Redis"]],
    ["a package whose name begins alike", redis, "@upstash/redis-kit", ["Redis"]],
    ["another static", redis, "@upstash/redis", ["Redis", "autoPipeline"]],
    ["a member of what is meant", stripe, "stripe", ["Stripe", "errors"]],
    [
      "a class where only the function is meant",
      { packages: ["postgres"], names: ["default"] },
      "postgres",
      ["PostgresError"],
    ],
    ["a package's own fetch", fetch, "undici", ["fetch"]],
    ["the global object itself", fetch, "", ["globalThis"]],
  ])("does not match %s", (_, pattern, packageName, path) => {
    expect(matches(pattern, { package: packageName, path })).toBe(false);
  });
});

function opener(name: string, packageName: string, path: readonly string[]) {
  return storeOpeners(name).filter((found) => matches(found.opener, { package: packageName, path }));
}

describe("looking up by the last word of a call", () => {
  it.each<[string, string, readonly string[], string]>([
    ["Pinecone", "@pinecone-database/pinecone", ["Pinecone"], "Pinecone index"],
    ["fromExistingIndex", "@langchain/pinecone", ["PineconeStore", "fromExistingIndex"], "Pinecone index"],
    ["fromDocuments", "langchain/vectorstores/pinecone", ["PineconeStore", "fromDocuments"], "Pinecone index"],
    ["QdrantVectorStore", "@langchain/qdrant", ["QdrantVectorStore"], "Qdrant collection"],
    ["connectToWeaviateCloud", "weaviate-client", ["default", "connectToWeaviateCloud"], "Weaviate collection"],
    ["fromEnv", "@upstash/redis", ["Redis", "fromEnv"], "Upstash Redis"],
    ["fromEnv", "@upstash/vector", ["Index", "fromEnv"], "Upstash Vector index"],
    ["default", "ioredis", ["default"], "Redis"],
    ["Pool", "pg", ["default", "Pool"], "Postgres database"],
    ["Pool", "@neondatabase/serverless", ["Pool"], "Postgres database"],
    ["drizzle", "drizzle-orm/neon-http", ["drizzle"], "Postgres database"],
    ["drizzle", "drizzle-orm/libsql", ["drizzle"], "libSQL database"],
    ["PrismaClient", "@prisma/client", ["PrismaClient"], "Prisma database"],
    ["createClient", "@supabase/supabase-js", ["createClient"], "Supabase project"],
    ["createClient", "redis", ["createClient"], "Redis"],
    ["createClient", "@libsql/client/web", ["createClient"], "libSQL database"],
    ["MongoClient", "mongodb", ["MongoClient"], "MongoDB collection"],
    [
      "fromConnString",
      "@langchain/langgraph-checkpoint-postgres",
      ["PostgresSaver", "fromConnString"],
      "LangGraph checkpointer (Postgres)",
    ],
    ["MemorySaver", "@langchain/langgraph", ["MemorySaver"], "LangGraph checkpointer in memory"],
    ["PgVector", "@mastra/pg", ["PgVector"], "pgvector table"],
    ["LibSQLStore", "@mastra/libsql", ["LibSQLStore"], "Mastra storage (libsql)"],
    ["SearchClient", "@azure/search-documents", ["SearchClient"], "Azure AI Search index"],
    ["S3Client", "@aws-sdk/client-s3", ["S3Client"], "S3 bucket"],
  ])("finds what %s of %s opens", (name, packageName, path, label) => {
    expect([...new Set(opener(name, packageName, path).map(({ entry }) => entry.label))]).toEqual([label]);
  });

  it("does not take a pool of connections to a web server for a database", () => {
    expect(opener("Pool", "undici", ["Pool"])).toEqual([]);
    expect(opener("createClient", "@urql/core", ["createClient"])).toEqual([]);
  });

  it("knows what a variable is read for", () => {
    const [pinecone] = opener("Pinecone", "@pinecone-database/pinecone", ["Pinecone"]);
    expect(pinecone?.opener.credential?.implicit).toEqual(["PINECONE_API_KEY"]);
    const [pool] = opener("Pool", "pg", ["Pool"]);
    expect(pool?.opener.levels[0]).toMatchObject({
      level: "host",
      implicit: ["PGHOST"],
      port: { implicit: ["PGPORT"] },
    });
    const [kv] = opener("kv", "@vercel/kv", ["kv"]);
    expect(kv?.opener).toMatchObject({ ready: true, levels: [{ level: "host", implicit: ["KV_REST_API_URL"] }] });
  });

  it("offers a method to every product that has it, for the receiver to decide", () => {
    const providers = (name: string) => new Set(storeMethods(name).map(({ entry }) => entry.provider));
    expect(providers("index")).toContain("pinecone");
    expect(providers("index")).toContain("meilisearch");
    // Its receiver is no open client, so `.index()` of a table definition is none of these.
    expect(opener("index", "drizzle-orm/pg-core", ["index"])).toEqual([]);
    expect(opener("defineTable", "convex/server", ["defineTable"])).toEqual([]);
    expect(
      storeMethods("namespace")
        .flatMap(({ narrows }) => narrows?.levels ?? [])
        .map(({ level }) => level),
    ).toContain("scope");
    expect(
      storeMethods("collection").some(
        ({ entry, narrows }) => entry.provider === "mongodb" && narrows?.levels[0]?.level === "container",
      ),
    ).toBe(true);
    expect(storeMethods("toString")).toEqual([]);
  });

  it("reads the table or bucket of a request", () => {
    const [put] = storeRequests("PutCommand");
    expect(put).toMatchObject({
      entry: { provider: "dynamodb" },
      request: { effect: "write", levels: [{ level: "name", from: [{ index: 0, path: ["TableName"] }] }] },
    });
    expect(storeRequests("GetObjectCommand")[0]?.request.effect).toBe("read");
  });

  it("finds agents and not their namesakes", () => {
    const agents = (name: string, packageName: string) =>
      modelSymbols(name).filter(
        ({ role, symbol }) => role === "agent" && matches(symbol, { package: packageName, path: [name] }),
      );
    expect(agents("Agent", "@openai/agents")).toHaveLength(1);
    expect(agents("Agent", "@mastra/core/agent")).toHaveLength(1);
    for (const namesake of ["undici", "https", "node:http", "agentkeepalive"])
      expect(agents("Agent", namesake)).toEqual([]);
    const calls = (name: string, packageName: string) =>
      modelSymbols(name).filter(({ symbol }) => matches(symbol, { package: packageName, path: [name] }));
    expect(calls("generateText", "ai")).toHaveLength(1);
    expect(calls("generateText", "@tiptap/core")).toEqual([]);
    expect(calls("streamText", "hono/streaming")).toEqual([]);
    expect(calls("Client", "@modelcontextprotocol/sdk/client/index.js").map(({ provider }) => provider)).toEqual([
      "mcp",
    ]);
  });

  it("knows how each framework defines a tool", () => {
    const named = (name: string, packageName: string) =>
      toolDefiners(name).filter(
        ({ symbol, form }) => form !== "method" && matches(symbol, { package: packageName, path: [name] }),
      );
    expect(new Set(named("tool", "ai").map(({ framework }) => framework))).toEqual(new Set(["ai-sdk"]));
    expect(named("tool", "@openai/agents").map(({ framework }) => framework)).toEqual(["openai-agents"]);
    expect(named("tool", "@langchain/core/tools")[0]?.handler).toEqual([{ index: 0, path: [] }]);
    expect(named("tool", "@anthropic-ai/claude-agent-sdk")[0]?.handler).toEqual([{ index: 3, path: [] }]);
    expect(named("createTool", "@mastra/core/tools")[0]?.inputUnder).toEqual(["context"]);
    expect(named("tool", "commander")).toEqual([]);
    expect(toolDefiners("registerTool").map(({ form }) => form)).toEqual(["method"]);
  });

  it("finds what reaches outside", () => {
    const called = (name: string, packageName: string, path: readonly string[]) =>
      sinkCalls(name)
        .filter(({ call }) => matches(call, { package: packageName, path }))
        .map(({ entry }) => entry.operation);
    expect(called("fetch", "", ["fetch"])).toEqual(["fetch"]);
    expect(called("default", "stripe", ["default"])).toEqual(["stripe"]);
    expect(called("post", "axios", ["default", "post"])).toEqual(["axios write"]);
    expect(called("spawn", "node:child_process", ["spawn"])).toEqual(["process"]);
    expect(called("exec", "child_process", ["default", "exec"])).toEqual(["process"]);
    expect(called("exec", "some-database", ["exec"])).toEqual([]);
    expect(called("writeFile", "fs/promises", ["writeFile"])).toEqual(["file write"]);
    expect(sinkMethods("postMessage").map(({ entry, method }) => [entry.provider, method.kind])).toContainEqual([
      "slack",
      "external-write",
    ]);
  });

  it("finds what keeps a record", () => {
    const products = (name: string, packageName: string, path: readonly string[]) =>
      telemetrySymbols(name)
        .filter(({ symbol }) => matches(symbol, { package: packageName, path }))
        .map(({ product, role }) => `${product} ${role}`);
    expect(products("init", "@sentry/nextjs", ["init"])).toEqual(["sentry init"]);
    expect(products("default", "pino", ["default"])).toEqual(["pino logger"]);
    expect(products("getTracer", "@opentelemetry/api", ["trace", "getTracer"])).toEqual(["opentelemetry logger"]);
    expect(products("log", "", ["console", "log"])).toEqual(["console emit"]);
    expect(products("log", "", ["Math", "log"])).toEqual([]);
    expect(telemetryMethods("capture").map(({ emits }) => emits?.fields[0])).toContainEqual({
      index: 0,
      path: ["properties"],
    });
    expect(telemetryMethods("child").some(({ entry, derives }) => entry.product === "pino" && derives !== null)).toBe(
      true,
    );
  });
});
