import { at, credential, host, name, scope, since, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import {
  langchain,
  langchainClass,
  langchainNarrows,
  langchainOperations,
  llamaOperations,
  mastraOperations,
} from "./frameworks.ts";

export const pinecone: StoreEntry = {
  provider: "pinecone",
  kind: "vector",
  label: "Pinecone index",
  opens: [
    {
      ...symbols("@pinecone-database/pinecone", "Pinecone"),
      // Without a host, the key's project decides which index of a name is meant.
      levels: [],
      credential: credential(at("0.apiKey"), "PINECONE_API_KEY"),
    },
    // Before version 1 `init({ environment, apiKey })` gave what the constructor takes since.
    { ...since("<1", symbols("@pinecone-database/pinecone", "PineconeClient")), levels: [] },
    ...langchainClass(langchain("pinecone", "@langchain/pinecone"), "PineconeStore", {
      levels: [
        { level: "host", keys: ["pineconeConfig.indexHostUrl"] },
        { level: "name", keys: ["pineconeConfig.indexName"] },
        { level: "scope", keys: ["namespace", "pineconeConfig.namespace"] },
      ],
      credential: { keys: ["pineconeConfig.config.apiKey"], implicit: ["PINECONE_API_KEY"] },
      wraps: ["pineconeIndex"],
    }),
    {
      ...symbols(["@llamaindex/pinecone", "llamaindex", "llamaindex/vector-store*"], "PineconeVectorStore"),
      levels: [
        name(at("0.indexName"), { implicit: ["PINECONE_INDEX_NAME"], otherwise: "llama" }),
        scope(at("0.namespace"), { implicit: ["PINECONE_NAMESPACE"] }),
      ],
      credential: credential(at("0.apiKey"), "PINECONE_API_KEY"),
    },
  ],
  narrows: [
    {
      methods: ["index", "Index"],
      levels: [name(at("0", "0.name")), host(at("1", "0.host")), scope(at("0.namespace"))],
    },
    { methods: ["namespace"], levels: [scope(at("0"))] },
    { methods: ["assistant", "Assistant"], levels: [name(at("0", "0.name"))] },
    ...langchainNarrows,
  ],
  operations: [
    {
      methods: [
        "query",
        "fetch",
        "fetchByMetadata",
        "list",
        "listPaginated",
        "searchRecords",
        "describeIndexStats",
        "listNamespaces",
        "describeNamespace",
        "searchDocuments",
        "fetchDocuments",
        "listDocuments",
      ],
      effect: "read",
      levels: [scope(at("0.namespace", "0.queryRequest.namespace"))],
    },
    {
      methods: ["chat", "chatStream", "chatCompletion", "chatCompletionStream", "context", "listFiles", "describeFile"],
      effect: "read",
    },
    { methods: ["uploadFile", "upsertFile", "deleteFile"], effect: "write" },
    {
      methods: [
        "upsert",
        "upsertRecords",
        "upsertDocuments",
        "update",
        "updateDocuments",
        "deleteDocuments",
        "deleteOne",
        "deleteMany",
        "deleteAll",
        "delete1",
        "_delete",
        "startImport",
        "createNamespace",
        "deleteNamespace",
      ],
      effect: "write",
      levels: [scope(at("0.namespace", "0.upsertRequest.namespace"))],
    },
    {
      methods: [
        "createIndex",
        "createIndexForModel",
        "createIndexFromBackup",
        "deleteIndex",
        "configureIndex",
        "createAssistant",
        "updateAssistant",
        "deleteAssistant",
      ],
      effect: "write",
      levels: [name(at("0", "0.name"))],
    },
    ...langchainOperations,
    ...llamaOperations,
  ],
  limitsContainers: false,
  isContext: true,
};

export const pineconeMastra: StoreEntry = {
  provider: "pinecone",
  kind: "vector",
  label: "Pinecone index",
  opens: [
    {
      ...symbols("@mastra/pinecone", "PineconeVector"),
      levels: [],
      credential: credential(at("0.apiKey", "0")),
    },
  ],
  narrows: [],
  operations: mastraOperations("name"),
  limitsContainers: false,
  isContext: true,
};
