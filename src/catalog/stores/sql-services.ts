import { at, container, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

const supabase: StoreEntry = {
  provider: "supabase",
  kind: "database",
  label: "Supabase project",
  opens: [
    {
      ...symbols(
        ["@supabase/supabase-js", "@supabase/ssr"],
        "createClient",
        "SupabaseClient",
        "createServerClient",
        "createBrowserClient",
      ),
      levels: [host(at("0")), scope(at("2.db.schema"))],
      credential: credential(at("1")),
    },
    {
      ...symbols(
        ["@supabase/auth-helpers-nextjs", "@supabase/auth-helpers-remix", "@supabase/auth-helpers-shared"],
        "createClientComponentClient",
        "createServerComponentClient",
        "createServerActionClient",
        "createRouteHandlerClient",
        "createMiddlewareClient",
        "createPagesBrowserClient",
        "createPagesServerClient",
        "createServerClient",
        "createBrowserClient",
      ),
      levels: [host(at("0.supabaseUrl", "1.supabaseUrl", "0"), { implicit: ["NEXT_PUBLIC_SUPABASE_URL"] })],
      credential: credential(at("0.supabaseKey", "1.supabaseKey", "1"), "NEXT_PUBLIC_SUPABASE_ANON_KEY"),
    },
    {
      ...symbols("@supabase/postgrest-js", "PostgrestClient"),
      levels: [host(at("0")), scope(at("1.schema"))],
      credential: credential(at("1.headers.apikey")),
    },
  ],
  narrows: [
    { methods: ["from"], levels: [container(at("0"))] },
    { methods: ["schema"], levels: [scope(at("0"))] },
  ],
  operations: [
    { methods: ["select", "download", "createSignedUrl", "getPublicUrl"], effect: "read" },
    // Mostly a search; what the function does stands in the database.
    { methods: ["rpc"], effect: "read" },
    {
      methods: ["insert", "update", "upsert", "delete", "upload", "uploadToSignedUrl", "remove", "move", "copy"],
      effect: "write",
    },
  ],
  // The service key opens everything, yet a key of a role that grants limit is possible.
  limitsContainers: true,
  isContext: false,
};

const clickhouse: StoreEntry = {
  provider: "clickhouse",
  kind: "database",
  label: "ClickHouse database",
  opens: [
    {
      ...symbols(["@clickhouse/client", "@clickhouse/client-web"], "createClient"),
      levels: [host(at("0.url", "0.host"), { otherwise: "http://localhost:8123" }), name(at("0.database"))],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["query"], effect: "read", statement: at("0.query") },
    { methods: ["insert"], effect: "write" },
    { methods: ["command", "exec"], effect: "write", statement: at("0.query") },
  ],
  limitsContainers: true,
  isContext: false,
};

const bigquery: StoreEntry = {
  provider: "bigquery",
  kind: "database",
  label: "BigQuery dataset",
  opens: [
    {
      ...symbols("@google-cloud/bigquery", "BigQuery"),
      levels: [host(at("0.projectId"), { implicit: ["GOOGLE_CLOUD_PROJECT"] })],
      credential: credential(at("0.credentials", "0.keyFilename"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
  ],
  narrows: [
    { methods: ["dataset"], levels: [name(at("0"))] },
    { methods: ["table"], levels: [container(at("0"))] },
  ],
  operations: [
    { methods: ["query", "createQueryJob"], effect: "read", statement: at("0", "0.query") },
    { methods: ["getRows", "getMetadata"], effect: "read" },
    { methods: ["insert", "load", "createTable", "delete"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};

const snowflake: StoreEntry = {
  provider: "snowflake",
  kind: "database",
  label: "Snowflake database",
  opens: [
    {
      ...symbols("snowflake-sdk", "createConnection", "createPool"),
      levels: [host(at("0.account", "0.accessUrl")), name(at("0.database")), scope(at("0.schema"))],
      credential: credential(at("0.password", "0.privateKey", "0.token")),
    },
  ],
  narrows: [],
  operations: [{ methods: ["execute"], effect: "read", statement: at("0.sqlText") }],
  limitsContainers: true,
  isContext: false,
};

const sqlserver: StoreEntry = {
  provider: "sqlserver",
  kind: "database",
  label: "SQL Server database",
  opens: [
    {
      ...symbols(["mssql", "mssql/msnodesqlv8"], "connect", "ConnectionPool"),
      levels: [host(at("0", "0.server"), { port: { from: at("0.port") } }), name(at("0.database"))],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [{ methods: ["request", "connect"], levels: [] }],
  operations: [{ methods: ["query", "batch", "execute"], effect: "read", statement: at("0") }],
  limitsContainers: true,
  isContext: false,
};

/** Relational databases and warehouses with a client of their own. */
export const sqlServices: readonly StoreEntry[] = [supabase, clickhouse, bigquery, snowflake, sqlserver];
