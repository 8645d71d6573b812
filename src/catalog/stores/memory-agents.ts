import { at, container, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

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

/** What other frameworks keep for their agents. */
export const agentMemories: readonly StoreEntry[] = [voltagent, sessions];
