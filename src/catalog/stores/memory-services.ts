import { at, container, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

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
      methods: ["search", "searchMemory", "get", "getAll", "history", "users", "getProfile", "getMemoryExport"],
      effect: "read",
      levels: [
        scope(
          at("1.user_id", "1.userId", "1.agent_id", "1.agentId", "1.filters.user_id", "0.user_id", "0.filters.user_id"),
        ),
      ],
    },
    {
      methods: [
        "add",
        "createMemory",
        "update",
        "delete",
        "deleteAll",
        "deleteUser",
        "deleteUsers",
        "batchUpdate",
        "batchDelete",
        "updateProject",
        "feedback",
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
        "thread.get",
        "thread.getSummary",
        "graph.search",
        "graph.getSubgraph",
        "graph.node.get",
        "graph.edge.get",
        "graph.episode.get",
        "user.get",
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
        "thread.create",
        "thread.delete",
        "user.delete",
        "user.update",
        "graph.create",
        "graph.update",
        "graph.clone",
        "graph.delete",
        "addMessages",
        "addMessagesBatch",
        "add",
        "addBatch",
        "addFactTriple",
        "addNodes",
        "addMemory",
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
        "searchMemoriesTool",
        "addMemoryTool",
        "getProfileTool",
        "documentListTool",
        "documentAddTool",
        "documentDeleteTool",
        "memoryForgetTool",
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
        "search",
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
        "update",
        "updateMemory",
        "delete",
        "forget",
        "uploadFile",
        "batchAdd",
        "bulkDelete",
        "deleteBulk",
        "connections.create",
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
    { methods: ["list", "retrieve", "search", "exportFile"], effect: "read" },
    {
      methods: [
        "create",
        "createStream",
        "stream",
        "modify",
        "update",
        "upsert",
        "delete",
        "attach",
        "detach",
        "insert",
        "upload",
        "importFile",
        "sendMessage",
      ],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

/** What vendors keep of conversations for an agent. */
export const memoryServices: readonly StoreEntry[] = [mem0, zep, supermemory, letta];
