import { at, container, credential, host, name, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import {
  langchain,
  langchainClass,
  langchainNarrows,
  langchainOperations,
  llamaOperations,
  mastraOperations,
} from "./frameworks.ts";

export const pgvector: StoreEntry = {
  provider: "postgres",
  kind: "vector",
  label: "pgvector table",
  opens: [
    ...langchainClass(langchain("pgvector"), "PGVectorStore", {
      levels: [
        {
          level: "host",
          keys: ["postgresConnectionOptions.connectionString", "postgresConnectionOptions.host"],
          implicit: ["PGHOST"],
        },
        { level: "name", keys: ["postgresConnectionOptions.database"], implicit: ["PGDATABASE"] },
        { level: "container", keys: ["tableName"] },
        { level: "scope", keys: ["schemaName", "collectionName"] },
      ],
      credential: { keys: ["postgresConnectionOptions.password"], implicit: ["PGPASSWORD"] },
      wraps: ["pool"],
    }),
    ...langchainClass(["@langchain/community/vectorstores/neon"], "NeonPostgres", {
      levels: [
        { level: "host", keys: ["connectionString"] },
        { level: "container", keys: ["tableName"] },
        { level: "scope", keys: ["schemaName"] },
      ],
    }),
    ...langchainClass(["@langchain/community/vectorstores/vercel_postgres"], "VercelPostgres", {
      levels: [
        { level: "host", keys: ["postgresConnectionOptions.connectionString"], implicit: ["POSTGRES_URL"] },
        { level: "container", keys: ["tableName"] },
      ],
      wraps: ["pool", "client"],
    }),
    ...langchainClass(langchain("typeorm"), "TypeORMVectorStore", {
      levels: [
        { level: "host", keys: ["postgresConnectionOptions.url", "postgresConnectionOptions.host"] },
        { level: "name", keys: ["postgresConnectionOptions.database"] },
        { level: "container", keys: ["tableName"] },
      ],
      credential: { keys: ["postgresConnectionOptions.password"] },
    }),
    {
      ...symbols(langchain("prisma"), "PrismaVectorStore.withModel"),
      levels: [],
      wraps: at("0"),
    },
    {
      ...symbols(
        "@langchain/google-cloud-sql-pg",
        "PostgresEngine.fromConnectionString",
        "PostgresEngine.fromInstance",
      ),
      levels: [host(at("0", "2")), name(at("3"))],
    },
    {
      ...symbols("@langchain/google-cloud-sql-pg", "PostgresVectorStore.initialize"),
      levels: [container(at("2"))],
      wraps: at("0"),
    },
    {
      ...symbols(["@llamaindex/postgres", "llamaindex"], "PGVectorStore"),
      levels: [
        host(at("0.clientConfig.connectionString", "0.clientConfig.host"), {
          implicit: ["PGHOST"],
          port: { from: at("0.clientConfig.port"), implicit: ["PGPORT"] },
        }),
        name(at("0.clientConfig.database"), { implicit: ["PGDATABASE"] }),
        container(at("0.tableName"), { otherwise: "llamaindex_embedding" }),
        scope(at("0.schemaName"), { otherwise: "public" }),
      ],
      credential: credential(at("0.clientConfig.password"), "PGPASSWORD"),
      wraps: at("0.client"),
    },
  ],
  narrows: [...langchainNarrows, { methods: ["create"], levels: [container(at("1.tableName"))] }],
  operations: [
    ...langchainOperations,
    { methods: ["addModels"], effect: "write" },
    { methods: ["query"], effect: "read" },
    { methods: ["add", "clearCollection"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: true,
};

export const pgvectorMastra: StoreEntry = {
  provider: "postgres",
  kind: "vector",
  label: "pgvector table",
  opens: [
    {
      ...symbols("@mastra/pg", "PgVector"),
      levels: [
        host(at("0.connectionString", "0.host", "0"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("0.schemaName")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

export const supabaseVector: StoreEntry = {
  provider: "supabase",
  kind: "vector",
  label: "Supabase table",
  opens: [
    ...langchainClass(langchain("supabase"), "SupabaseVectorStore", {
      levels: [{ level: "container", keys: ["tableName"] }],
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/supabase", "llamaindex"], "SupabaseVectorStore"),
      levels: [host(at("0.supabaseUrl"), { implicit: ["SUPABASE_URL"] }), container(at("0.table"))],
      credential: credential(at("0.supabaseKey"), "SUPABASE_KEY"),
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/community/retrievers/supabase", "SupabaseHybridSearch"),
      levels: [container(at("1.tableName"))],
      wraps: at("1.client"),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: true,
  isContext: true,
};
