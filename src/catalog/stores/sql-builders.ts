import { at, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

const builderOperations: Operations = [
  {
    methods: ["select", "selectDistinct", "selectDistinctOn", "findMany", "findFirst", "$count"],
    effect: "read",
  },
  { methods: ["insert", "update", "delete", "refreshMaterializedView"], effect: "write" },
  { methods: ["execute", "run"], effect: "write", statement: at("0") },
  { methods: ["all", "get"], effect: "read", statement: at("0") },
];

/** The address of a database whose parts stand in `connection` or in a client made before. */
const drizzleLevels = [
  host(
    at(
      "0",
      "0.connection",
      "0.connection.connectionString",
      "0.connection.url",
      "0.connection.uri",
      "0.connection.host",
      "0.connection.source",
      "0.connection.dataDir",
    ),
    { port: { from: at("0.connection.port") } },
  ),
  name(at("0.connection.database")),
];

const drizzleCredential = credential(at("0.connection.password", "0.connection.authToken"));

const drizzleWraps = at("0", "0.client", "0.client.client");

function drizzle(
  provider: string,
  label: string,
  drivers: readonly string[],
  implicit: readonly string[] = [],
): StoreEntry {
  const [address, ...others] = drizzleLevels;
  return {
    provider,
    kind: "database",
    label,
    opens: [
      {
        ...symbols(
          drivers.map((driver) => `drizzle-orm/${driver}`),
          "drizzle",
          "default",
        ),
        levels: [...(address ? [implicit.length > 0 ? { ...address, implicit } : address] : []), ...others],
        credential: drizzleCredential,
        wraps: drizzleWraps,
      },
    ],
    narrows: [{ methods: ["$withAuth", "$with", "with"], levels: [] }],
    hands: ["transaction"],
    operations: builderOperations,
    limitsContainers: provider !== "sqlite",
    isContext: false,
  };
}

const drizzleStores: readonly StoreEntry[] = [
  drizzle("postgres", "Postgres database", [
    "node-postgres",
    "postgres-js",
    "neon",
    "neon-http",
    "neon-serverless",
    "bun-sql",
    "pg-proxy",
    "supabase",
    "gel",
  ]),
  drizzle("postgres", "Postgres database", ["vercel-postgres"], ["POSTGRES_URL"]),
  drizzle("postgres", "Postgres database", ["netlify-db"], ["NETLIFY_DATABASE_URL"]),
  drizzle("mysql", "MySQL database", [
    "mysql2",
    "planetscale-serverless",
    "tidb-serverless",
    "singlestore",
    "mysql-proxy",
  ]),
  drizzle("libsql", "libSQL database", ["libsql", "libsql/*"]),
  drizzle("sqlite", "SQLite file", ["better-sqlite3", "bun-sqlite", "sql-js", "expo-sqlite", "op-sqlite", "pglite"]),
  drizzle("cloudflare", "D1 database", ["d1", "durable-sqlite", "sqlite-proxy"]),
  {
    ...drizzle("postgres", "Aurora database", []),
    opens: [
      {
        ...symbols("drizzle-orm/aws-data-api/pg", "drizzle"),
        levels: [
          host(at("0.connection.resourceArn", "1.resourceArn")),
          name(at("0.connection.database", "1.database")),
        ],
        credential: credential(at("0.connection.secretArn", "1.secretArn")),
      },
    ],
  },
];

const prisma: StoreEntry = {
  provider: "prisma",
  kind: "database",
  label: "Prisma database",
  opens: [
    {
      ...symbols(["@prisma/client", "@prisma/client/*", ".prisma/client", ".prisma/client/*"], "PrismaClient"),
      generated: true,
      levels: [host(at("0.datasourceUrl", "0.accelerateUrl", "0.datasources.db.url"), { implicit: ["DATABASE_URL"] })],
      wraps: at("0.adapter"),
    },
    {
      ...symbols(
        ["@prisma/adapter-pg", "@prisma/adapter-neon"],
        "PrismaPg",
        "PrismaNeon",
        "PrismaNeonHTTP",
        "PrismaNeonHttp",
      ),
      levels: [
        host(at("0", "0.connectionString", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("1.schema")),
      ],
      credential: credential(at("0.password")),
      wraps: at("0"),
    },
    {
      ...symbols(["@prisma/adapter-libsql", "@prisma/adapter-libsql/*"], "PrismaLibSQL", "PrismaLibSql"),
      levels: [host(at("0.url"))],
      credential: credential(at("0.authToken")),
      wraps: at("0"),
    },
    {
      ...symbols("@prisma/adapter-better-sqlite3", "PrismaBetterSQLite3", "PrismaBetterSqlite3"),
      levels: [host(at("0.url"))],
    },
    {
      ...symbols(
        ["@prisma/adapter-planetscale", "@prisma/adapter-mariadb", "@prisma/adapter-mssql"],
        "PrismaPlanetScale",
        "PrismaMariaDb",
        "PrismaMssql",
      ),
      levels: [host(at("0", "0.url", "0.host", "0.server"), { port: { from: at("0.port") } }), name(at("0.database"))],
      credential: credential(at("0.password")),
      wraps: at("0"),
    },
    { ...symbols("@prisma/adapter-d1", "PrismaD1"), levels: [], wraps: at("0") },
  ],
  narrows: [{ methods: ["$extends"], levels: [] }],
  hands: ["$transaction"],
  operations: [
    {
      methods: [
        "findMany",
        "findFirst",
        "findFirstOrThrow",
        "findUnique",
        "findUniqueOrThrow",
        "findRaw",
        "aggregate",
        "aggregateRaw",
        "count",
        "groupBy",
      ],
      effect: "read",
    },
    {
      methods: [
        "create",
        "createMany",
        "createManyAndReturn",
        "update",
        "updateMany",
        "updateManyAndReturn",
        "upsert",
        "delete",
        "deleteMany",
        "$executeRaw",
        "$executeRawUnsafe",
        "$runCommandRaw",
      ],
      effect: "write",
    },
    { methods: ["$queryRaw", "$queryRawUnsafe", "$queryRawTyped"], effect: "read", statement: at("0") },
  ],
  limitsContainers: true,
  isContext: false,
};

const kysely: StoreEntry = {
  provider: "kysely",
  kind: "database",
  label: "SQL database",
  opens: [
    { ...symbols("kysely", "Kysely"), levels: [], wraps: at("0.dialect") },
    { ...symbols("kysely", "PostgresDialect", "MysqlDialect"), levels: [], wraps: at("0.pool") },
    { ...symbols("kysely", "SqliteDialect"), levels: [], wraps: at("0.database") },
    { ...symbols("kysely", "MssqlDialect"), levels: [] },
    {
      ...symbols("kysely-postgres-js", "PostgresJSDialect"),
      levels: [host(at("0.connectionString"))],
      wraps: at("0.postgres"),
    },
    {
      ...symbols("kysely-neon", "NeonDialect", "NeonHTTPDialect"),
      levels: [host(at("0.connectionString"))],
      wraps: at("0.neon"),
    },
    { ...symbols("kysely-d1", "D1Dialect"), levels: [], wraps: at("0.database") },
    {
      ...symbols("@vercel/postgres-kysely", "createKysely"),
      levels: [host(at("0.connectionString"), { implicit: ["POSTGRES_URL"] })],
    },
    {
      ...symbols("kysely-planetscale", "PlanetScaleDialect"),
      levels: [host(at("0.url", "0.host"))],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [
    { methods: ["withSchema"], levels: [scope(at("0"))] },
    { methods: ["with", "withRecursive", "withPlugin", "$extendTables", "transaction", "connection"], levels: [] },
    // The end of a query, told by how it begins.
    { methods: ["execute", "executeTakeFirst", "executeTakeFirstOrThrow", "stream"], levels: [] },
  ],
  hands: ["execute"],
  operations: [
    { methods: ["selectFrom", "selectNoFrom"], effect: "read" },
    { methods: ["insertInto", "updateTable", "deleteFrom", "replaceInto", "mergeInto"], effect: "write" },
    { methods: ["executeQuery"], effect: "read", statement: at("0") },
  ],
  limitsContainers: true,
  isContext: false,
};

const knex: StoreEntry = {
  provider: "knex",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols("knex", "default", "knex", "Knex"),
      levels: [
        host(at("0", "0.connection", "0.connection.connectionString", "0.connection.host", "0.connection.filename"), {
          port: { from: at("0.connection.port") },
        }),
        name(at("0.connection.database")),
        scope(at("0.searchPath", "0.searchPath.0", "0.connection.searchPath")),
      ],
      credential: credential(at("0.connection.password")),
    },
  ],
  narrows: [
    { methods: ["withSchema"], levels: [scope(at("0"))] },
    { methods: ["", "from", "into", "table", "queryBuilder"], levels: [] },
  ],
  hands: ["transaction"],
  operations: [
    {
      methods: ["select", "first", "pluck", "count", "sum", "min", "max", "avg", "where", "whereIn", "columns"],
      effect: "read",
    },
    {
      methods: ["insert", "update", "upsert", "del", "delete", "truncate", "increment", "decrement", "batchInsert"],
      effect: "write",
    },
    { methods: ["raw"], effect: "read", statement: at("0") },
  ],
  limitsContainers: true,
  isContext: false,
};

/** Query builders and typed clients over a driver. */
export const sqlBuilders: readonly StoreEntry[] = [...drizzleStores, prisma, kysely, knex];
