import { at, container, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

/** What a graph remembers of a conversation is put before the model at the next turn. */
const saverOperations: Operations = [
  { methods: ["get", "getTuple", "list", "search", "listNamespaces"], effect: "read" },
  { methods: ["put", "putWrites", "delete", "deleteThread", "batch", "setup"], effect: "write" },
];

const postgresSaver: StoreEntry = {
  provider: "postgres",
  kind: "memory",
  label: "LangGraph checkpointer (Postgres)",
  opens: [
    {
      ...symbols(
        ["@langchain/langgraph-checkpoint-postgres", "@langchain/langgraph-checkpoint-postgres/store"],
        "PostgresSaver.fromConnString",
        "PostgresStore.fromConnString",
      ),
      levels: [host(at("0")), scope(at("1.schema"))],
    },
    {
      ...symbols("@langchain/langgraph-checkpoint-postgres", "PostgresSaver"),
      levels: [scope(at("2.schema"))],
      wraps: at("0"),
    },
    {
      ...symbols("@langchain/langgraph-checkpoint-postgres/store", "PostgresStore"),
      levels: [
        host(at("0.connectionOptions", "0.connectionOptions.connectionString", "0.connectionOptions.host")),
        scope(at("0.schema")),
      ],
      wraps: at("0.connectionOptions"),
    },
  ],
  narrows: [],
  operations: saverOperations,
  limitsContainers: true,
  isContext: true,
};

const redisSaver: StoreEntry = {
  provider: "redis",
  kind: "memory",
  label: "LangGraph checkpointer (Redis)",
  opens: [
    {
      ...symbols(
        ["@langchain/langgraph-checkpoint-redis", "@langchain/langgraph-checkpoint-redis/*"],
        "RedisSaver.fromUrl",
        "ShallowRedisSaver.fromUrl",
        "RedisStore.fromConnString",
        "RedisStore.fromUrl",
      ),
      levels: [host(at("0"))],
    },
    {
      ...symbols(
        ["@langchain/langgraph-checkpoint-redis", "@langchain/langgraph-checkpoint-redis/*"],
        "RedisSaver.fromCluster",
        "RedisStore.fromCluster",
      ),
      levels: [host(at("0.0.url", "0.0"))],
    },
    {
      ...symbols(
        ["@langchain/langgraph-checkpoint-redis", "@langchain/langgraph-checkpoint-redis/*"],
        "RedisSaver",
        "ShallowRedisSaver",
        "RedisStore",
      ),
      levels: [],
      wraps: at("0"),
    },
  ],
  narrows: [],
  operations: saverOperations,
  limitsContainers: false,
  isContext: true,
};

const mongoSaver: StoreEntry = {
  provider: "mongodb",
  kind: "memory",
  label: "LangGraph checkpointer (MongoDB)",
  opens: [
    {
      ...symbols("@langchain/langgraph-checkpoint-mongodb", "MongoDBSaver"),
      levels: [name(at("0.dbName")), container(at("0.checkpointCollectionName"))],
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/langgraph-checkpoint-mongodb", "MongoDBStore"),
      levels: [name(at("0.dbName")), container(at("0.collectionName"))],
      wraps: at("0.client", "0.collection", "0.db"),
    },
    {
      ...symbols("@langchain/langgraph-checkpoint-mongodb", "MongoDBStore.fromConnString"),
      levels: [host(at("0")), name(at("1.dbName")), container(at("1.collectionName"))],
    },
  ],
  narrows: [],
  operations: saverOperations,
  limitsContainers: true,
  isContext: true,
};

const sqliteSaver: StoreEntry = {
  provider: "sqlite",
  kind: "memory",
  label: "LangGraph checkpointer (SQLite)",
  opens: [
    { ...symbols("@langchain/langgraph-checkpoint-sqlite", "SqliteSaver.fromConnString"), levels: [host(at("0"))] },
    { ...symbols("@langchain/langgraph-checkpoint-sqlite", "SqliteSaver"), levels: [], wraps: at("0") },
  ],
  narrows: [],
  operations: saverOperations,
  limitsContainers: false,
  isContext: true,
};

const inMemorySaver: StoreEntry = {
  provider: "memory",
  kind: "memory",
  label: "LangGraph checkpointer in memory",
  opens: [
    {
      ...symbols(
        ["@langchain/langgraph", "@langchain/langgraph/web", "@langchain/langgraph-checkpoint"],
        "MemorySaver",
        "InMemoryStore",
        "InMemoryCache",
      ),
      levels: [inProcess],
    },
    {
      ...symbols(
        [
          "langchain/memory",
          "@langchain/core/chat_history",
          "langchain/stores/message/in_memory",
          "@langchain/classic/memory",
          "@langchain/community/stores/message/in_memory",
        ],
        "BufferMemory",
        "BufferWindowMemory",
        "ConversationSummaryMemory",
        "InMemoryChatMessageHistory",
        "ChatMessageHistory",
        "VectorStoreRetrieverMemory",
      ),
      levels: [inProcess],
      wraps: at("0.chatHistory", "0.vectorStoreRetriever"),
    },
  ],
  narrows: [],
  operations: [
    ...saverOperations,
    { methods: ["getMessages", "loadMemoryVariables"], effect: "read" },
    {
      methods: ["addMessage", "addMessages", "addUserMessage", "addAIMessage", "saveContext", "clear"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

/** Checkpoints and long-term stores of LangGraph. */
export const langgraphStores: readonly StoreEntry[] = [
  postgresSaver,
  redisSaver,
  mongoSaver,
  sqliteSaver,
  inMemorySaver,
];
