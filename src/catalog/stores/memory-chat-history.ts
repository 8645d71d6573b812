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

/** Chat histories of LangChain over a store of another kind. */
export const chatHistories: readonly StoreEntry[] = [
  {
    provider: "upstash",
    kind: "memory",
    label: "chat history (Upstash Redis)",
    opens: [
      {
        ...symbols("@langchain/community/stores/message/upstash_redis", "UpstashRedisChatMessageHistory"),
        levels: [host(at("0.config.url")), scope(at("0.sessionId"))],
        credential: credential(at("0.config.token")),
        wraps: at("0.client"),
      },
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: false,
    isContext: true,
  },
  {
    provider: "redis",
    kind: "memory",
    label: "chat history (Redis)",
    opens: [
      {
        ...symbols(
          [
            "@langchain/redis",
            "@langchain/community/stores/message/redis",
            "@langchain/community/stores/message/ioredis",
          ],
          "RedisChatMessageHistory",
        ),
        levels: [host(at("0.config.url", "0.url")), scope(at("0.sessionId"))],
        credential: credential(at("0.config.password")),
        wraps: at("0.client"),
      },
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: false,
    isContext: true,
  },
  {
    provider: "postgres",
    kind: "memory",
    label: "chat history (Postgres)",
    opens: [
      {
        ...symbols(
          [
            "@langchain/community/stores/message/postgres",
            "@langchain/community/stores/message/neon",
            "@langchain/community/stores/message/aurora_dsql",
          ],
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
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: true,
    isContext: true,
  },
  {
    provider: "mongodb",
    kind: "memory",
    label: "chat history (MongoDB)",
    opens: [
      {
        ...symbols(["@langchain/mongodb", "@langchain/community/stores/message/mongodb"], "MongoDBChatMessageHistory"),
        levels: [],
        wraps: at("0.collection"),
      },
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: true,
    isContext: true,
  },
  {
    provider: "dynamodb",
    kind: "memory",
    label: "chat history (DynamoDB)",
    opens: [
      {
        ...symbols("@langchain/community/stores/message/dynamodb", "DynamoDBChatMessageHistory"),
        levels: [host(at("0.config.endpoint", "0.config.region")), name(at("0.tableName"))],
        credential: credential(at("0.config.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
      },
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: true,
    isContext: true,
  },
  {
    provider: "cosmos",
    kind: "memory",
    label: "chat history (Cosmos DB)",
    opens: [
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
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: true,
    isContext: true,
  },
  {
    provider: "firestore",
    kind: "memory",
    label: "chat history (Firestore)",
    opens: [
      {
        ...symbols("@langchain/community/stores/message/firestore", "FirestoreChatMessageHistory"),
        levels: [host(at("0.config.projectId")), container(at("0.collections.0", "0.collectionName"))],
      },
    ],
    narrows: [],
    operations: historyOperations,
    limitsContainers: false,
    isContext: true,
  },
];
