import { at, container, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

const voltagent: StoreEntry = {
  provider: "voltagent",
  kind: "memory",
  label: "VoltAgent memory",
  opens: [
    { ...symbols("@voltagent/core", "Memory"), levels: [], wraps: at("0.storage", "0.vector") },
    {
      ...symbols(["@voltagent/core"], "InMemoryStorageAdapter", "InMemoryStorage", "InMemoryVectorAdapter"),
      levels: [inProcess],
    },
    { ...symbols("@voltagent/cloudflare-d1", "D1MemoryAdapter"), levels: [], wraps: at("0.binding") },
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
    {
      ...symbols("@google/adk", "DatabaseSessionService"),
      levels: [host(at("0", "0.clientUrl", "0.host")), name(at("0.dbName"))],
      credential: credential(at("0.password")),
    },
    {
      ...symbols("@google/adk", "VertexAiSessionService"),
      levels: [host(at("0.projectId"), { implicit: ["GOOGLE_CLOUD_PROJECT"] }), name(at("0.agentEngineId"))],
      credential: credential(at("0.expressModeApiKey"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
    { ...symbols("@google/adk", "GcsArtifactService"), levels: [name(at("0"))] },
    { ...symbols("@google/adk", "FileArtifactService"), levels: [host(at("0"))] },
  ],
  narrows: [],
  operations: [
    { methods: ["getItems", "getSession", "listSessions", "searchMemory", "loadArtifact"], effect: "read" },
    {
      methods: [
        "addItems",
        "popItem",
        "clearSession",
        "createSession",
        "deleteSession",
        "appendEvent",
        "addSessionToMemory",
        "saveArtifact",
        "deleteArtifact",
      ],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

/** What a chat bot keeps of threads and subscriptions between two messages. */
const chatState: StoreEntry = {
  provider: "chat-sdk",
  kind: "memory",
  label: "chat state",
  opens: [
    {
      ...symbols("@chat-adapter/state-pg", "createPostgresState", "PostgresStateAdapter"),
      levels: [host(at("0.url"), { implicit: ["POSTGRES_URL", "DATABASE_URL"] }), scope(at("0.keyPrefix"))],
      wraps: at("0.client"),
    },
    {
      ...symbols(
        ["@chat-adapter/state-redis", "@chat-adapter/state-ioredis"],
        "createRedisState",
        "createIoRedisState",
        "RedisStateAdapter",
        "IoRedisStateAdapter",
      ),
      levels: [host(at("0.url"), { implicit: ["REDIS_URL"] }), scope(at("0.keyPrefix"))],
      wraps: at("0.client"),
    },
    { ...symbols("@chat-adapter/state-memory", "createMemoryState", "MemoryStateAdapter"), levels: [inProcess] },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "getList", "isSubscribed"], effect: "read" },
    { methods: ["set", "delete", "appendToList", "subscribe", "unsubscribe"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

/** Retrieval and history in one: the chat answers from the vectors and remembers in Redis. */
const ragChat: StoreEntry = {
  provider: "upstash",
  kind: "vector",
  label: "Upstash RAG chat",
  opens: [
    {
      ...symbols("@upstash/rag-chat", "RAGChat"),
      levels: [host([], { implicit: ["UPSTASH_VECTOR_REST_URL"] }), scope(at("0.namespace"))],
      credential: credential([], "UPSTASH_VECTOR_REST_TOKEN"),
      wraps: at("0.vector"),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["chat", "context.query", "history.getMessages"], effect: "read" },
    {
      methods: [
        "context.add",
        "context.addMany",
        "context.delete",
        "context.deleteEntireContext",
        "history.addMessage",
        "history.deleteMessages",
      ],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

/** What other frameworks keep for their agents. */
export const agentMemories: readonly StoreEntry[] = [voltagent, sessions, chatState, ragChat];
