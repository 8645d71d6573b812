import { at, container, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

const historyOperations: Operations = [
  { methods: ["getMessages", "invoke"], effect: "read" },
  {
    methods: ["addMessage", "addMessages", "addUserMessage", "addAIMessage", "addAIChatMessage", "clear"],
    effect: "write",
  },
];

function history(provider: string, product: string, opens: StoreEntry["opens"], limitsContainers = true): StoreEntry {
  return {
    provider,
    kind: "memory",
    label: `chat history (${product})`,
    opens,
    narrows: [],
    operations: historyOperations,
    limitsContainers,
    isContext: true,
  };
}

function messages(...modules: readonly string[]): readonly string[] {
  return modules.flatMap((m) => [`@langchain/community/stores/message/${m}`, `langchain/stores/message/${m}`]);
}

/** Chat histories of LangChain over a store of another kind. */
export const chatHistories: readonly StoreEntry[] = [
  history(
    "upstash",
    "Upstash Redis",
    [
      {
        ...symbols(messages("upstash_redis"), "UpstashRedisChatMessageHistory"),
        levels: [host(at("0.config.url")), scope(at("0.sessionId"))],
        credential: credential(at("0.config.token")),
        wraps: at("0.client"),
      },
    ],
    false,
  ),
  history(
    "redis",
    "Redis",
    [
      {
        ...symbols(["@langchain/redis", ...messages("redis", "ioredis")], "RedisChatMessageHistory"),
        levels: [host(at("0.config.url", "0.url")), scope(at("0.sessionId"))],
        credential: credential(at("0.config.password")),
        wraps: at("0.client"),
      },
    ],
    false,
  ),
  history("postgres", "Postgres", [
    {
      ...symbols(
        messages("postgres", "neon", "aurora_dsql"),
        "PostgresChatMessageHistory",
        "NeonChatMessageHistory",
        "AuroraDsqlChatMessageHistory",
      ),
      levels: [
        host(at("0.poolConfig.connectionString", "0.poolConfig.host", "0.connectionString")),
        name(at("0.poolConfig.database")),
        container(at("0.tableName")),
      ],
      credential: credential(at("0.poolConfig.password")),
      wraps: at("0.pool"),
    },
  ]),
  history("mongodb", "MongoDB", [
    {
      ...symbols(["@langchain/mongodb", ...messages("mongodb")], "MongoDBChatMessageHistory"),
      levels: [],
      wraps: at("0.collection"),
    },
  ]),
  history("dynamodb", "DynamoDB", [
    {
      ...symbols(messages("dynamodb"), "DynamoDBChatMessageHistory"),
      levels: [host(at("0.config.endpoint", "0.config.region")), name(at("0.tableName"))],
      credential: credential(at("0.config.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
  ]),
  history("cosmos", "Cosmos DB", [
    {
      ...symbols(
        "@langchain/azure-cosmosdb",
        "AzureCosmosDBNoSQLChatMessageHistory",
        "AzureCosmsosDBNoSQLChatMessageHistory",
      ),
      levels: [
        host(at("0.endpoint", "0.connectionString"), {
          implicit: ["AZURE_COSMOSDB_NOSQL_ENDPOINT", "AZURE_COSMOSDB_NOSQL_CONNECTION_STRING"],
        }),
        name(at("0.databaseName")),
        container(at("0.containerName")),
      ],
      credential: credential(at("0.credentials")),
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/azure-cosmosdb", "AzureCosmosDBMongoChatMessageHistory"),
      levels: [],
      wraps: at("0.collection", "0"),
    },
  ]),
  history(
    "firestore",
    "Firestore",
    [
      {
        ...symbols(messages("firestore"), "FirestoreChatMessageHistory"),
        levels: [host(at("0.config.projectId")), container(at("0.collections.0", "0.collectionName"))],
      },
    ],
    false,
  ),
  history("astra", "Astra DB", [
    {
      ...symbols(messages("astradb"), "AstraDBChatMessageHistory", "AstraDBChatMessageHistory.initialize"),
      levels: [host(at("0.endpoint")), container(at("0.collectionName")), scope(at("0.namespace"))],
      credential: credential(at("0.token")),
      wraps: at("0.collection"),
    },
  ]),
  history("cassandra", "Cassandra", [
    {
      ...symbols(messages("cassandra"), "CassandraChatMessageHistory"),
      levels: [
        host(at("0.serviceProviderArgs.astra.endpoint", "0.contactPoints.0", "0.cloud.secureConnectBundle")),
        name(at("0.keyspace")),
        container(at("0.table")),
      ],
      credential: credential(at("0.serviceProviderArgs.astra.token", "0.credentials.password")),
    },
  ]),
  history("mysql", "PlanetScale", [
    {
      ...symbols(messages("planetscale"), "PlanetScaleChatMessageHistory"),
      levels: [host(at("0.config.url", "0.config.host")), container(at("0.tableName"))],
      credential: credential(at("0.config.password")),
      wraps: at("0.client"),
    },
  ]),
  history("xata", "Xata", [
    {
      ...symbols(messages("xata"), "XataChatMessageHistory"),
      levels: [host(at("0.config.databaseURL")), container(at("0.table"))],
      credential: credential(at("0.config.apiKey", "0.apiKey")),
      wraps: at("0.client"),
    },
  ]),
  history("neo4j", "Neo4j", [
    {
      ...symbols(messages("neo4j"), "Neo4jChatMessageHistory", "Neo4jChatMessageHistory.initialize"),
      levels: [host(at("0.url")), scope(at("0.sessionId"))],
      credential: credential(at("0.password")),
    },
  ]),
  history(
    "zep",
    "Zep",
    [
      {
        ...symbols(messages("zep_cloud"), "ZepCloudChatMessageHistory"),
        levels: [scope(at("0.sessionId"))],
        wraps: at("0.client"),
      },
    ],
    false,
  ),
  history(
    "momento",
    "Momento",
    [
      {
        ...symbols(messages("momento"), "MomentoChatMessageHistory.fromProps"),
        levels: [name(at("0.cacheName")), scope(at("0.sessionId"))],
        wraps: at("0.client"),
      },
    ],
    false,
  ),
  history(
    "cloudflare",
    "D1",
    [
      {
        ...symbols("@langchain/cloudflare", "CloudflareD1MessageHistory"),
        levels: [container(at("0.tableName"))],
        wraps: at("0.database"),
      },
    ],
    false,
  ),
  history(
    "file",
    "file",
    [
      {
        ...symbols(messages("file_system"), "FileSystemChatMessageHistory"),
        levels: [host(at("0.filePath"), { otherwise: "./.history/history.json" })],
      },
    ],
    false,
  ),
];
