import { at, container, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

const mem0: StoreEntry = {
  provider: "mem0",
  kind: "memory",
  label: "Mem0 project",
  opens: [
    {
      ...symbols("mem0ai", "default", "MemoryClient"),
      levels: [
        host(at("0.host"), { otherwise: "https://api.mem0.ai" }),
        name(at("0.projectId", "0.projectName")),
        scope(at("0.organizationId", "0.organizationName")),
      ],
      credential: credential(at("0.apiKey")),
    },
    {
      ...symbols("mem0ai/oss", "Memory", "Memory.fromConfig"),
      levels: [
        host(at("0.vectorStore.config.url", "0.vectorStore.config.host", "0.vectorStore.config.connectionString"), {
          otherwise: ":memory:",
          port: { from: at("0.vectorStore.config.port") },
        }),
        container(at("0.vectorStore.config.collectionName")),
      ],
      credential: credential(at("0.vectorStore.config.apiKey", "0.vectorStore.config.password")),
      wraps: at("0.vectorStore.config.client"),
    },
    {
      ...symbols("@mem0/vercel-ai-provider", "createMem0"),
      levels: [host(at("0.host"), { otherwise: "https://api.mem0.ai" })],
      credential: credential(at("0.mem0ApiKey", "0.mem0Config.mem0ApiKey"), "MEM0_API_KEY"),
    },
    {
      ...symbols("@mem0/vercel-ai-provider", "retrieveMemories", "getMemories", "searchMemories"),
      levels: [host(at("1.host"), { otherwise: "https://api.mem0.ai" })],
      credential: credential(at("1.mem0ApiKey"), "MEM0_API_KEY"),
    },
    {
      ...symbols("@mem0/vercel-ai-provider", "addMemories"),
      levels: [host(at("1.host"), { otherwise: "https://api.mem0.ai" })],
      credential: credential(at("1.mem0ApiKey"), "MEM0_API_KEY"),
      writes: true,
    },
    {
      ...symbols("@mastra/mem0", "Mem0Integration"),
      levels: [],
      credential: credential(at("0.config.apiKey")),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: ["search", "searchMemory", "get", "getAll", "history", "users"],
      effect: "read",
      levels: [scope(at("1.user_id", "1.userId", "1.agent_id", "1.agentId", "0.user_id"))],
    },
    {
      methods: [
        "add",
        "createMemory",
        "update",
        "delete",
        "deleteAll",
        "deleteUsers",
        "batchUpdate",
        "batchDelete",
        "reset",
      ],
      effect: "write",
      levels: [scope(at("1.user_id", "1.userId", "1.agent_id", "1.agentId"))],
    },
  ],
  limitsContainers: false,
  isContext: true,
};

const zep: StoreEntry = {
  provider: "zep",
  kind: "memory",
  label: "Zep project",
  opens: [
    {
      ...symbols(["@getzep/zep-cloud", "@getzep/zep-js"], "ZepClient", "ZepClient.init"),
      levels: [host(at("0.baseUrl", "0.environment"))],
      credential: credential(at("0.apiKey", "1")),
    },
    {
      ...symbols(
        [
          "@getzep/zep-cloud/langchain",
          "@langchain/community/memory/zep_cloud",
          "@langchain/community/memory/zep",
          "@langchain/community/retrievers/zep",
        ],
        "ZepMemory",
        "ZepCloudMemory",
        "ZepRetriever",
        "ZepCloudRetriever",
        "ZepChatMessageHistory",
        "ZepVectorStore",
      ),
      levels: [host(at("0.baseURL", "0.url")), container(at("0.collectionName")), scope(at("0.sessionId"))],
      credential: credential(at("0.apiKey")),
      wraps: at("0.client"),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: [
        "memory.get",
        "memory.searchSessions",
        "thread.getUserContext",
        "thread.get",
        "graph.search",
        "graph.node.get",
        "getUserContext",
        "search",
        "getRelevantDocuments",
        "invoke",
      ],
      effect: "read",
    },
    {
      methods: [
        "memory.add",
        "memory.addSession",
        "memory.delete",
        "thread.addMessages",
        "thread.addMessagesBatch",
        "thread.create",
        "thread.delete",
        "user.add",
        "user.delete",
        "graph.add",
        "graph.addBatch",
        "graph.delete",
        "addMessages",
        "add",
        "addMemory",
        "addBatch",
      ],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

const supermemory: StoreEntry = {
  provider: "supermemory",
  kind: "memory",
  label: "Supermemory account",
  opens: [
    {
      ...symbols("supermemory", "default", "Supermemory"),
      levels: [host(at("0.baseURL"), { implicit: ["SUPERMEMORY_BASE_URL"], otherwise: "https://api.supermemory.ai" })],
      credential: credential(at("0.apiKey"), "SUPERMEMORY_API_KEY"),
    },
    {
      ...symbols(
        ["@supermemory/tools", "@supermemory/tools/*"],
        "supermemoryTools",
        "SupermemoryTools",
        "withSupermemory",
        "createClaudeMemoryTool",
      ),
      levels: [
        host(at("1.baseUrl"), { otherwise: "https://api.supermemory.ai" }),
        scope(at("1.containerTags.0", "1.projectId")),
      ],
      credential: credential(at("0", "1.apiKey"), "SUPERMEMORY_API_KEY"),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: [
        "search.memories",
        "search.documents",
        "search.execute",
        "memories",
        "execute",
        "profile",
        "get",
        "list",
      ],
      effect: "read",
      levels: [scope(at("0.containerTag", "0.containerTags.0"))],
    },
    {
      methods: [
        "add",
        "memories.add",
        "documents.add",
        "update",
        "delete",
        "forget",
        "uploadFile",
        "batchAdd",
        "bulkDelete",
      ],
      effect: "write",
      levels: [scope(at("0.containerTag", "0.containerTags.0"))],
    },
  ],
  limitsContainers: false,
  isContext: true,
};

const letta: StoreEntry = {
  provider: "letta",
  kind: "memory",
  label: "Letta server",
  opens: [
    {
      ...symbols("@letta-ai/letta-client", "LettaClient", "Letta", "default"),
      levels: [
        host(at("0.baseUrl", "0.baseURL"), { implicit: ["LETTA_BASE_URL"] }),
        name(at("0.project", "0.projectID")),
      ],
      credential: credential(at("0.token", "0.apiKey"), "LETTA_API_KEY"),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["list", "retrieve", "search"], effect: "read" },
    {
      methods: ["create", "createStream", "modify", "update", "delete", "attach", "detach", "insert", "upload"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

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
    {
      ...symbols(["@mastra/core/storage", "@mastra/core/storage/*"], "InMemoryStore", "MockStore"),
      levels: [inProcess],
    },
    {
      ...symbols(["@voltagent/core"], "InMemoryStorageAdapter", "InMemoryStorage", "InMemoryVectorAdapter"),
      levels: [inProcess],
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

const historyOperations: Operations = [
  { methods: ["getMessages", "invoke"], effect: "read" },
  {
    methods: ["addMessage", "addMessages", "addUserMessage", "addAIMessage", "addAIChatMessage", "clear"],
    effect: "write",
  },
];

/** Chat histories of LangChain over a store of another kind. */
const chatHistories: readonly StoreEntry[] = [
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

const mastraStores: readonly StoreEntry[] = [
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
  mastra("lancedb", [{ ...symbols("@mastra/lance", "LanceStorage.create"), levels: [host(at("1"))] }], false),
  {
    ...mastra(
      "mastra",
      [
        {
          ...symbols(["@mastra/memory", "@mastra/core/memory"], "Memory"),
          levels: [],
          wraps: at("0.storage", "0.vector"),
        },
      ],
      false,
    ),
    label: "Mastra memory",
  },
];

const voltagent: StoreEntry = {
  provider: "voltagent",
  kind: "memory",
  label: "VoltAgent memory",
  opens: [
    { ...symbols("@voltagent/core", "Memory"), levels: [], wraps: at("0.storage", "0.vector") },
    {
      ...symbols("@voltagent/libsql", "LibSQLMemoryAdapter", "LibSQLStorage", "LibSQLVectorAdapter"),
      levels: [host(at("0.url"), { otherwise: "file:./.voltagent/memory.db" }), scope(at("0.tablePrefix"))],
      credential: credential(at("0.authToken")),
    },
    {
      ...symbols("@voltagent/postgres", "PostgreSQLMemoryAdapter", "PostgresStorage", "PostgreSQLVectorAdapter"),
      levels: [
        host(at("0.connection", "0.connection.host")),
        name(at("0.connection.database")),
        scope(at("0.schema", "0.tablePrefix")),
      ],
      credential: credential(at("0.connection.password")),
    },
    {
      ...symbols("@voltagent/supabase", "SupabaseMemoryAdapter", "SupabaseMemory"),
      levels: [host(at("0.supabaseUrl")), container(at("0.tableName"))],
      credential: credential(at("0.supabaseKey")),
      wraps: at("0.client"),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: ["getMessages", "getConversation", "getConversations", "searchSimilar", "search", "getWorkingMemory"],
      effect: "read",
    },
    {
      methods: [
        "addMessage",
        "addMessages",
        "saveMessage",
        "createConversation",
        "updateConversation",
        "deleteConversation",
        "clearMessages",
        "store",
        "updateWorkingMemory",
      ],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

/** Sessions that the Agents SDK keeps: what one run said, the next is told. */
const sessions: StoreEntry = {
  provider: "openai",
  kind: "memory",
  label: "agent session",
  opens: [
    { ...symbols(["@openai/agents", "@openai/agents-core"], "MemorySession"), levels: [inProcess] },
    {
      ...symbols(["@openai/agents", "@openai/agents-openai"], "OpenAIConversationsSession"),
      levels: [scope(at("0.conversationId"))],
      credential: credential(at("0.apiKey"), "OPENAI_API_KEY"),
    },
    {
      ...symbols("@google/adk", "InMemorySessionService", "InMemoryMemoryService", "InMemoryArtifactService"),
      levels: [inProcess],
    },
    { ...symbols("@google/adk", "DatabaseSessionService"), levels: [host(at("0", "0.clientUrl"))] },
  ],
  narrows: [],
  operations: [
    { methods: ["getItems", "getSession", "listSessions", "searchMemory"], effect: "read" },
    {
      methods: ["addItems", "popItem", "clearSession", "createSession", "deleteSession", "addSessionToMemory"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

export const memoryStores: readonly StoreEntry[] = [
  mem0,
  zep,
  supermemory,
  letta,
  postgresSaver,
  redisSaver,
  mongoSaver,
  sqliteSaver,
  inMemorySaver,
  ...chatHistories,
  ...mastraStores,
  voltagent,
  sessions,
];
