import { at, container, name, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

/** Where the types of what Workers binds are declared; generated declarations make them global. */
export const workersTypes = "@cloudflare/workers-types";

function types(...names: readonly string[]): StoreEntry["opens"][number] {
  return { ...symbols([workersTypes, `${workersTypes}/*`], ...names), levels: [] };
}

const d1: StoreEntry = {
  provider: "cloudflare-d1",
  kind: "database",
  label: "D1 database",
  binding: "d1",
  opens: [types("D1Database", "D1DatabaseSession")],
  narrows: [
    { methods: ["prepare"], levels: [], statement: at("0") },
    { methods: ["bind", "withSession"], levels: [] },
  ],
  operations: [
    { methods: ["first", "all", "raw", "dump"], effect: "read", statement: at("0") },
    { methods: ["run", "batch", "exec"], effect: "write", statement: at("0") },
  ],
  limitsContainers: false,
  isContext: false,
};

const kv: StoreEntry = {
  provider: "cloudflare-kv",
  kind: "cache",
  label: "KV namespace",
  binding: "kv",
  opens: [types("KVNamespace")],
  narrows: [],
  operations: [
    { methods: ["get", "getWithMetadata", "list"], effect: "read" },
    { methods: ["put", "delete"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

const r2: StoreEntry = {
  provider: "cloudflare-r2",
  kind: "object",
  label: "R2 bucket",
  binding: "r2",
  opens: [types("R2Bucket")],
  narrows: [],
  operations: [
    { methods: ["head", "get", "list"], effect: "read" },
    { methods: ["put", "delete", "createMultipartUpload", "resumeMultipartUpload"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

const vectorize: StoreEntry = {
  provider: "cloudflare-vectorize",
  kind: "vector",
  label: "Vectorize index",
  binding: "vectorize",
  opens: [types("Vectorize", "VectorizeIndex")],
  narrows: [],
  operations: [
    { methods: ["query", "queryById", "getByIds", "describe"], effect: "read" },
    { methods: ["insert", "upsert", "deleteByIds"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};

const queue: StoreEntry = {
  provider: "cloudflare-queue",
  kind: "queue",
  label: "queue",
  binding: "queue",
  opens: [types("Queue")],
  narrows: [],
  operations: [{ methods: ["send", "sendBatch"], effect: "write" }],
  limitsContainers: false,
  isContext: false,
};

/** Clients are given its connection string; it has no operations of its own. */
const hyperdrive: StoreEntry = {
  provider: "cloudflare-hyperdrive",
  kind: "database",
  label: "Hyperdrive",
  binding: "hyperdrive",
  opens: [types("Hyperdrive")],
  narrows: [],
  operations: [],
  limitsContainers: false,
  isContext: false,
};

const aiSearch: StoreEntry = {
  provider: "cloudflare-ai-search",
  kind: "search",
  label: "AI Search index",
  binding: "ai-search",
  opens: [types("AutoRAG", "AiSearchInstance", "AiSearchNamespace")],
  // `env.AI` is the platform's models: only by name does it open an index, and nothing else has a method of this name.
  openedBy: [{ methods: ["autorag"], levels: [name(at("0"))] }],
  narrows: [{ methods: ["get"], levels: [container(at("0"))] }],
  operations: [
    { methods: ["search", "aiSearch", "chatCompletions", "list", "info", "stats"], effect: "read" },
    { methods: ["create", "delete", "update", "upload", "uploadAndPoll"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};

/** What a platform binds by its configuration and hands over open: `env.DB`. What it opens in each environment stands there. */
export const platformStores: readonly StoreEntry[] = [d1, kv, r2, vectorize, queue, hyperdrive, aiSearch];
