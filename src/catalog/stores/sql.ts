import { at, container, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

/** Methods that take SQL: the text decides, and where it cannot be read, what the method is mostly used for. */
const sqlText = at("0", "0.text", "0.sql", "0.query");

const queries: Operations = [
  { methods: ["query", "execute", "unsafe", "", "sql", "raw", "simple"], effect: "read", statement: sqlText },
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
      levels: [host(at("0.url", "0.syncUrl"))],
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

const ormOperations: Operations = [
  {
    methods: [
      "find",
      "findBy",
      "findOne",
      "findOneBy",
      "findOneOrFail",
      "findOneByOrFail",
      "findAndCount",
      "findAndCountBy",
      "findAll",
      "findByPk",
      "findAndCountAll",
      "count",
      "countBy",
      "exists",
      "existsBy",
      "getMany",
      "getOne",
      "getRawMany",
      "getRawOne",
      "getManyAndCount",
    ],
    effect: "read",
  },
  {
    methods: [
      "save",
      "insert",
      "update",
      "upsert",
      "delete",
      "remove",
      "softDelete",
      "softRemove",
      "restore",
      "increment",
      "decrement",
      "clear",
      "create",
      "bulkCreate",
      "findOrCreate",
      "destroy",
      "truncate",
      "persistAndFlush",
      "removeAndFlush",
      "flush",
      "nativeInsert",
      "nativeUpdate",
      "nativeDelete",
      "insertMany",
      "upsertMany",
    ],
    effect: "write",
  },
  { methods: ["query"], effect: "read", statement: at("0") },
];

const typeorm: StoreEntry = {
  provider: "typeorm",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols("typeorm", "DataSource", "createConnection", "Connection"),
      levels: [
        host(at("0.url", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("0.schema")),
      ],
      credential: credential(at("0.password")),
    },
    {
      ...symbols("@nestjs/typeorm", "TypeOrmModule.forRoot"),
      levels: [
        host(at("0.url", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("0.schema")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [
    {
      methods: ["getRepository", "getTreeRepository", "createQueryBuilder", "createQueryRunner", "withRepository"],
      levels: [],
    },
  ],
  hands: ["transaction"],
  operations: ormOperations,
  limitsContainers: true,
  isContext: false,
};

const sequelize: StoreEntry = {
  provider: "sequelize",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols(["sequelize", "sequelize-typescript", "@sequelize/core"], "Sequelize", "default"),
      levels: [
        host(at("3.host", "2.host", "0.host", "0.url", "0.storage", "0"), {
          port: { from: at("3.port", "2.port", "0.port") },
        }),
        name(at("0.database")),
        scope(at("0.schema", "1.schema")),
      ],
      credential: credential(at("0.password", "2")),
    },
  ],
  narrows: [{ methods: ["define", "model"], levels: [] }],
  operations: ormOperations,
  limitsContainers: true,
  isContext: false,
};

const mikroOrm: StoreEntry = {
  provider: "mikro-orm",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols("@mikro-orm/*", "MikroORM.init", "MikroORM.initSync", "MikroORM", "defineConfig"),
      levels: [
        host(at("0.clientUrl", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.dbName")),
        scope(at("0.schema")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [{ methods: ["fork", "getRepository", "createQueryBuilder", "qb"], levels: [] }],
  hands: ["transactional"],
  operations: ormOperations,
  limitsContainers: true,
  isContext: false,
};

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

export const sqlStores: readonly StoreEntry[] = [
  postgres,
  mysql,
  sqlite,
  libsql,
  ...drizzleStores,
  prisma,
  kysely,
  knex,
  typeorm,
  sequelize,
  mikroOrm,
  supabase,
  clickhouse,
  bigquery,
  snowflake,
  sqlserver,
];
