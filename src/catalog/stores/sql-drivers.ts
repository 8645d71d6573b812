import { at, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

/** Methods that take SQL: the text decides, and where it cannot be read, what the method is mostly used for. */
const sqlText = at("0", "0.text", "0.sql", "0.query");

const queries: Operations = [
  {
    methods: ["query", "queryObject", "queryArray", "execute", "unsafe", "", "sql", "raw", "simple"],
    effect: "read",
    statement: sqlText,
  },
];

const postgres: StoreEntry = {
  provider: "postgres",
  kind: "database",
  label: "Postgres database",
  opens: [
    {
      ...symbols("pg", "Pool", "Client", "native.Pool", "native.Client"),
      levels: [
        host(at("0.connectionString", "0.host", "0"), {
          implicit: ["PGHOST"],
          otherwise: "localhost",
          port: { from: at("0.port"), implicit: ["PGPORT"] },
        }),
        name(at("0.database"), { implicit: ["PGDATABASE"] }),
        scope(at("0.options")),
      ],
      credential: credential(at("0.password"), "PGPASSWORD"),
    },
    {
      ...symbols("postgres", "default", "postgres"),
      levels: [
        host(at("0", "0.host", "0.hostname", "1.host", "1.hostname"), {
          implicit: ["PGHOST"],
          otherwise: "localhost",
          port: { from: at("0.port", "1.port"), implicit: ["PGPORT"] },
        }),
        name(at("0.database", "0.db", "1.database", "1.db"), { implicit: ["PGDATABASE"] }),
        scope(at("0.connection.search_path", "1.connection.search_path")),
      ],
      credential: credential(at("0.password", "0.pass", "1.password", "1.pass"), "PGPASSWORD"),
    },
    {
      ...symbols("@db/postgres", "Pool", "Client"),
      levels: [
        host(at("0", "0.hostname"), {
          implicit: ["PGHOST"],
          otherwise: "localhost",
          port: { from: at("0.port"), implicit: ["PGPORT"] },
        }),
        name(at("0.database"), { implicit: ["PGDATABASE"] }),
      ],
      credential: credential(at("0.password"), "PGPASSWORD"),
    },
    {
      ...symbols("@neondatabase/serverless", "neon"),
      levels: [host(at("0"))],
    },
    {
      ...symbols("@neondatabase/serverless", "Pool", "Client"),
      levels: [
        host(at("0.connectionString", "0.host", "0"), { implicit: ["PGHOST"] }),
        name(at("0.database"), { implicit: ["PGDATABASE"] }),
      ],
      credential: credential(at("0.password"), "PGPASSWORD"),
    },
    { ...symbols("@vercel/postgres", "sql", "db"), ready: true, levels: [host([], { implicit: ["POSTGRES_URL"] })] },
    {
      ...symbols("@vercel/postgres", "createPool"),
      levels: [host(at("0.connectionString", "0.host"), { implicit: ["POSTGRES_URL"] })],
    },
    {
      ...symbols("@vercel/postgres", "createClient"),
      levels: [host(at("0.connectionString", "0.host"), { implicit: ["POSTGRES_URL_NON_POOLING"] })],
    },
    {
      ...symbols(["@netlify/neon", "@netlify/database"], "neon", "getDatabase"),
      levels: [host(at("0", "0.connectionString"), { implicit: ["NETLIFY_DATABASE_URL", "NETLIFY_DB_URL"] })],
    },
    {
      ...symbols("@xata.io/client", "buildClient", "BaseClient"),
      levels: [host(at("0.databaseURL")), scope(at("0.branch"))],
      credential: credential(at("0.apiKey")),
    },
    {
      ...symbols(["pg-promise"], "default", "pgp"),
      levels: [],
    },
    { ...symbols("slonik", "createPool"), levels: [host(at("0"))] },
    {
      ...symbols("@electric-sql/pglite", "PGlite", "PGlite.create"),
      levels: [host(at("0", "0.dataDir"), { otherwise: ":memory:" })],
    },
    {
      ...symbols("bun", "SQL"),
      levels: [
        host(at("0", "0.url", "0.hostname"), { implicit: ["DATABASE_URL", "POSTGRES_URL"], otherwise: "localhost" }),
        name(at("0.database")),
      ],
    },
    { ...symbols("bun", "sql"), ready: true, levels: [host([], { implicit: ["DATABASE_URL", "POSTGRES_URL"] })] },
    { ...symbols("@vercel/functions", "attachDatabasePool"), levels: [], wraps: at("0") },
  ],
  narrows: [{ methods: ["connect", "reserve", "getClient", "acquire"], levels: [] }],
  hands: ["begin", "savepoint", "transaction", "tx", "task", "connect"],
  operations: [
    ...queries,
    {
      methods: ["one", "oneOrNone", "many", "manyOrNone", "any", "maybeOne", "exists"],
      effect: "read",
      statement: sqlText,
    },
    { methods: ["none", "exec"], effect: "write", statement: sqlText },
  ],
  limitsContainers: true,
  isContext: false,
};

const mysql: StoreEntry = {
  provider: "mysql",
  kind: "database",
  label: "MySQL database",
  opens: [
    {
      ...symbols(
        ["mysql2", "mysql2/promise", "mysql", "promise-mysql", "mariadb"],
        "createPool",
        "createConnection",
        "createPoolCluster",
      ),
      levels: [
        host(at("0", "0.uri", "0.host"), { otherwise: "localhost", port: { from: at("0.port") } }),
        name(at("0.database")),
      ],
      credential: credential(at("0.password")),
    },
    {
      ...symbols("@planetscale/database", "connect", "Client"),
      levels: [host(at("0.url", "0.host"))],
      credential: credential(at("0.password")),
    },
    {
      ...symbols("@tidbcloud/serverless", "connect"),
      levels: [host(at("0.url", "0.host")), name(at("0.database"))],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [{ methods: ["promise", "getConnection", "connection"], levels: [] }],
  hands: ["transaction"],
  operations: [...queries, { methods: ["batch"], effect: "write", statement: sqlText }],
  limitsContainers: true,
  isContext: false,
};

const sqlite: StoreEntry = {
  provider: "sqlite",
  kind: "database",
  label: "SQLite file",
  opens: [
    { ...symbols("better-sqlite3", "default", "Database"), levels: [host(at("0"), { otherwise: ":memory:" })] },
    { ...symbols("bun:sqlite", "Database", "default"), levels: [host(at("0"), { otherwise: ":memory:" })] },
    { ...symbols(["sqlite", "node:sqlite"], "DatabaseSync"), levels: [host(at("0"))] },
    { ...symbols("sqlite", "open"), levels: [host(at("0.filename"))] },
    { ...symbols("sqlite3", "Database", "default.Database"), levels: [host(at("0"))] },
    { ...symbols("sql.js", "Database"), levels: [inProcess] },
    { ...symbols("duckdb", "Database", "default.Database"), levels: [host(at("0"))] },
    {
      ...symbols("@duckdb/node-api", "DuckDBInstance.create", "DuckDBInstance.fromCache"),
      levels: [host(at("0"), { otherwise: ":memory:" })],
    },
  ],
  narrows: [
    { methods: ["prepare", "query"], levels: [], statement: at("0") },
    { methods: ["connect"], levels: [] },
  ],
  operations: [
    {
      methods: ["all", "get", "each", "iterate", "values", "pluck", "runAndRead", "runAndReadAll"],
      effect: "read",
      statement: at("0"),
    },
    { methods: ["run", "exec"], effect: "write", statement: at("0") },
  ],
  limitsContainers: false,
  isContext: false,
};

const libsql: StoreEntry = {
  provider: "libsql",
  kind: "database",
  label: "libSQL database",
  opens: [
    {
      ...symbols(
        ["@libsql/client", "@libsql/client/*", "@tursodatabase/serverless", "@tursodatabase/serverless/*"],
        "createClient",
        "connect",
      ),
      // An embedded replica is a copy of what it is synchronised with.
      levels: [host(at("0.syncUrl", "0.url"))],
      credential: credential(at("0.authToken")),
    },
    {
      ...symbols(["@tursodatabase/database", "@tursodatabase/sync"], "connect", "Database"),
      levels: [host(at("0.url", "0.path", "0"))],
      credential: credential(at("0.authToken")),
    },
    {
      ...symbols(["libsql", "@libsql/kysely-libsql", "kysely-turso"], "default", "Database", "LibsqlDialect"),
      levels: [host(at("1.syncUrl", "0.url", "0"))],
      credential: credential(at("1.authToken", "0.authToken")),
      wraps: at("0.client"),
    },
  ],
  narrows: [{ methods: ["prepare"], levels: [], statement: at("0") }],
  operations: [
    { methods: ["execute"], effect: "read", statement: sqlText },
    { methods: ["all", "get", "iterate"], effect: "read", statement: at("0") },
    {
      methods: ["batch", "executeMultiple", "migrate", "run", "exec"],
      effect: "write",
      statement: at("0", "0.0", "0.0.sql"),
    },
  ],
  limitsContainers: true,
  isContext: false,
};

/** Drivers of relational databases. */
export const sqlDrivers: readonly StoreEntry[] = [postgres, mysql, sqlite, libsql];
