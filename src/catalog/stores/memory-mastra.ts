import { at, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

/** Domains of one store of Mastra: threads, messages, working memory. */
const mastraStorage: Operations = [
  {
    methods: [
      "getThreadById",
      "getThreadsByResourceId",
      "getThreadsByResourceIdPaginated",
      "getMessagesPaginated",
      "getMessagesById",
      "loadWorkflowSnapshot",
      "listThreadsByResourceId",
      "getMessages",
      "listMessages",
      "getResourceById",
      "query",
      "recall",
      "getWorkingMemory",
      "rememberMessages",
    ],
    effect: "read",
  },
  {
    methods: [
      "saveThread",
      "createThread",
      "updateThread",
      "deleteThread",
      "saveMessages",
      "updateMessages",
      "deleteMessages",
      "saveResource",
      "saveScore",
      "persistWorkflowSnapshot",
      "updateResource",
      "updateWorkingMemory",
      "clearTable",
      "dropTable",
      "insert",
      "batchInsert",
    ],
    effect: "write",
  },
];

function mastra(provider: string, opens: StoreEntry["opens"], limitsContainers: boolean): StoreEntry {
  return {
    provider,
    kind: "memory",
    label: `Mastra storage (${provider})`,
    opens,
    narrows: [{ methods: ["getStore"], levels: [] }],
    operations: mastraStorage,
    limitsContainers,
    isContext: true,
  };
}

/** Storage and memory of Mastra. */
export const mastraStores: readonly StoreEntry[] = [
  mastra(
    "postgres",
    [
      {
        ...symbols("@mastra/pg", "PostgresStore", "PostgresStoreVNext"),
        levels: [
          host(at("0.connectionString", "0.host"), { port: { from: at("0.port") } }),
          name(at("0.database")),
          scope(at("0.schemaName")),
        ],
        credential: credential(at("0.password")),
        wraps: at("0.pool", "0.client"),
      },
    ],
    true,
  ),
  mastra(
    "libsql",
    [
      {
        ...symbols("@mastra/libsql", "LibSQLStore", "DefaultStorage"),
        levels: [host(at("0.url", "0.config.url"))],
        credential: credential(at("0.authToken", "0.config.authToken")),
        wraps: at("0.client"),
      },
    ],
    true,
  ),
  mastra(
    "upstash",
    [
      {
        ...symbols("@mastra/upstash", "UpstashStore"),
        levels: [host(at("0.url"))],
        credential: credential(at("0.token")),
        wraps: at("0.client"),
      },
    ],
    false,
  ),
  mastra(
    "mongodb",
    [
      {
        ...symbols("@mastra/mongodb", "MongoDBStore"),
        levels: [host(at("0.uri", "0.url")), name(at("0.dbName"))],
        wraps: at("0.connectorHandler", "0.client"),
      },
    ],
    true,
  ),
  mastra(
    "dynamodb",
    [
      {
        ...symbols("@mastra/dynamodb", "DynamoDBStore"),
        levels: [host(at("0.config.endpoint", "0.config.region")), name(at("0.config.tableName"))],
        credential: credential(at("0.config.credentials.secretAccessKey")),
      },
    ],
    true,
  ),
  mastra(
    "sqlserver",
    [
      {
        ...symbols("@mastra/mssql", "MSSQLStore"),
        levels: [host(at("0.connectionString", "0.server")), name(at("0.database")), scope(at("0.schemaName"))],
        credential: credential(at("0.password")),
      },
    ],
    true,
  ),
  mastra(
    "clickhouse",
    [
      {
        ...symbols("@mastra/clickhouse", "ClickhouseStore"),
        levels: [host(at("0.url"))],
        credential: credential(at("0.password")),
      },
    ],
    true,
  ),
  mastra(
    "cloudflare",
    [
      {
        ...symbols(["@mastra/cloudflare", "@mastra/cloudflare-d1"], "CloudflareStore", "D1Store"),
        levels: [
          host(at("0.accountId")),
          name(at("0.databaseId")),
          scope(at("0.namespacePrefix", "0.tablePrefix", "0.keyPrefix")),
        ],
        credential: credential(at("0.apiToken")),
        wraps: at("0.binding", "0.bindings"),
      },
    ],
    false,
  ),
  mastra(
    "duckdb",
    [
      {
        ...symbols("@mastra/duckdb", "DuckDBStore", "ObservabilityStorageDuckDB"),
        levels: [host(at("0.path"), { otherwise: ":memory:" })],
      },
    ],
    false,
  ),
  mastra(
    "convex",
    [
      {
        ...symbols("@mastra/convex", "ConvexStore"),
        levels: [host(at("0.deploymentUrl"))],
        credential: credential(at("0.adminAuthToken")),
      },
    ],
    false,
  ),
  mastra(
    "elasticsearch",
    [
      {
        ...symbols("@mastra/elasticsearch", "ElasticSearchStore"),
        levels: [host(at("0.url"))],
        credential: credential(at("0.auth.apiKey", "0.auth.password", "0.auth.bearer")),
        wraps: at("0.client"),
      },
    ],
    true,
  ),
  mastra(
    "memory",
    [
      {
        ...symbols(["@mastra/core/storage", "@mastra/core/storage/*"], "InMemoryStore", "MockStore"),
        levels: [inProcess],
      },
    ],
    false,
  ),
  mastra("lancedb", [{ ...symbols("@mastra/lance", "LanceStorage.create"), levels: [host(at("1"))] }], false),
  {
    ...mastra(
      "mastra",
      [
        {
          // Without a storage of its own it keeps its threads in that of the Mastra instance.
          ...symbols(["@mastra/memory", "@mastra/core/memory"], "Memory"),
          levels: [],
          wraps: at("0.storage", "0.vector"),
          ambient: true,
        },
        {
          ...symbols(["@mastra/core", "@mastra/core/mastra"], "Mastra"),
          levels: [],
          wraps: at("0.storage"),
          carries: true,
        },
        {
          ...symbols(["@mastra/core/storage", "@mastra/core/storage/*"], "MastraCompositeStore"),
          levels: [],
          wraps: at("0.default", "0.domains.memory"),
          carries: true,
        },
      ],
      false,
    ),
    label: "Mastra memory",
  },
];
