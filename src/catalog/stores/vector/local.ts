import { at, container, credential, host, inProcess, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, llamaOperations } from "./frameworks.ts";

const lancedb: StoreEntry = {
  provider: "lancedb",
  kind: "vector",
  label: "LanceDB database",
  opens: [
    {
      ...symbols(["@lancedb/lancedb", "vectordb"], "connect"),
      levels: [host(at("0", "0.uri"))],
      credential: credential(at("1.apiKey", "0.apiKey"), "LANCEDB_API_KEY"),
    },
    ...langchainClass(langchain("lancedb"), "LanceDB", {
      levels: [
        { level: "host", keys: ["uri"] },
        { level: "container", keys: ["tableName"] },
      ],
      wraps: ["table"],
    }),
    {
      ...symbols("@mastra/lance", "LanceVectorStore.create"),
      levels: [host(at("0"))],
      credential: credential(at("1.apiKey")),
    },
  ],
  narrows: [
    { methods: ["openTable", "createTable", "createEmptyTable"], levels: [container(at("0", "0.name"))] },
    ...langchainNarrows,
  ],
  operations: [
    { methods: ["query", "search", "vectorSearch", "countRows"], effect: "read" },
    {
      methods: ["add", "update", "delete", "overwrite", "mergeInsert", "createIndex", "addColumns", "dropColumns"],
      effect: "write",
    },
    {
      methods: ["createTable", "createEmptyTable", "dropTable"],
      effect: "write",
      levels: [container(at("0", "0.name"))],
    },
    ...langchainOperations,
  ],
  limitsContainers: false,
  isContext: true,
};

/** Files that a folder names; whoever reads the folder reads them. */
const local: StoreEntry = {
  provider: "file",
  kind: "vector",
  label: "vector files",
  opens: [
    { ...symbols(langchain("hnswlib"), "HNSWLib.load"), levels: [host(at("0"))] },
    { ...symbols(langchain("faiss"), "FaissStore.load", "FaissStore.loadFromPython"), levels: [host(at("0"))] },
    { ...symbols(["vectra"], "LocalIndex", "LocalDocumentIndex"), levels: [host(at("0", "0.folderPath"))] },
    { ...symbols("@mastra/duckdb", "DuckDBVector"), levels: [host(at("0.path"), { otherwise: ":memory:" })] },
  ],
  narrows: langchainNarrows,
  operations: [
    ...langchainOperations,
    { methods: ["save"], effect: "write", levels: [host(at("0"))] },
    { methods: ["queryItems", "queryDocuments", "getItem", "listItems", "listItemsByMetadata"], effect: "read" },
    {
      methods: [
        "insertItem",
        "batchInsertItems",
        "upsertItem",
        "deleteItem",
        "upsertDocument",
        "deleteDocument",
        "createIndex",
        "deleteIndex",
      ],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: true,
};

const inMemory: StoreEntry = {
  provider: "memory",
  kind: "vector",
  label: "vectors in memory",
  opens: [
    {
      ...symbols(
        [...langchain("memory"), "@langchain/classic/vectorstores/memory", "@langchain/core/vectorstores"],
        "MemoryVectorStore",
        "MemoryVectorStore.fromDocuments",
        "MemoryVectorStore.fromTexts",
        "MemoryVectorStore.fromExistingIndex",
      ),
      levels: [inProcess],
    },
    {
      ...symbols(langchain("hnswlib"), "HNSWLib", "HNSWLib.fromDocuments", "HNSWLib.fromTexts"),
      levels: [inProcess],
    },
    {
      ...symbols(
        langchain("faiss"),
        "FaissStore",
        "FaissStore.fromDocuments",
        "FaissStore.fromTexts",
        "FaissStore.fromIndex",
      ),
      levels: [inProcess],
    },
    {
      ...symbols(
        [...new Set([...langchain("usearch"), ...langchain("voy")])],
        "USearch.fromDocuments",
        "USearch.fromTexts",
        "VoyVectorStore",
        "VoyVectorStore.fromDocuments",
      ),
      levels: [inProcess],
    },
    { ...symbols("@orama/orama", "create"), levels: [inProcess] },
    { ...symbols(["llamaindex", "@llamaindex/core/*"], "SimpleVectorStore"), levels: [inProcess] },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: false,
  isContext: true,
};

/** LlamaIndex asks and fills a store through an index over it. */
const llamaIndex: StoreEntry = {
  provider: "llamaindex",
  kind: "vector",
  label: "LlamaIndex index",
  opens: [
    {
      ...symbols(["llamaindex", "@llamaindex/core/*"], "VectorStoreIndex.fromVectorStore"),
      levels: [],
      wraps: at("0"),
    },
    {
      ...symbols(["llamaindex", "@llamaindex/core/*"], "VectorStoreIndex.fromDocuments"),
      levels: [],
      wraps: at("1.storageContext", "1.vectorStore"),
      writes: true,
    },
    {
      ...symbols(["llamaindex", "@llamaindex/core/*"], "storageContextFromDefaults"),
      levels: [host(at("0.persistDir"))],
      wraps: at("0.vectorStore", "0.vectorStores.TEXT"),
    },
    {
      ...symbols(["llamaindex", "@llamaindex/core/*"], "VectorStoreIndex.init"),
      levels: [],
      wraps: at("0.storageContext"),
    },
  ],
  narrows: [{ methods: ["asRetriever", "asQueryEngine", "asChatEngine", "queryTool"], levels: [] }],
  operations: [
    { methods: ["query", "retrieve", "chat"], effect: "read" },
    { methods: ["insert", "insertNodes", "deleteRefDoc"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};

/** Vectors in files and in the process, and what LlamaIndex puts around a store. */
export const localVectors: readonly StoreEntry[] = [lancedb, local, inMemory, llamaIndex];
