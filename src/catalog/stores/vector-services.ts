import { at, container, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";
import {
  langchain,
  langchainClass,
  langchainNarrows,
  langchainOperations,
  llamaOperations,
  mastraOperations,
} from "./vector-store.ts";

const upstashVariables = {
  url: ["UPSTASH_VECTOR_REST_URL", "NEXT_PUBLIC_UPSTASH_VECTOR_REST_URL"],
  token: ["UPSTASH_VECTOR_REST_TOKEN", "NEXT_PUBLIC_UPSTASH_VECTOR_REST_TOKEN"],
};

const pinecone: StoreEntry = {
  provider: "pinecone",
  kind: "vector",
  label: "Pinecone index",
  opens: [
    {
      ...symbols("@pinecone-database/pinecone", "Pinecone", "PineconeClient"),
      // Without a host, the key's project decides which index of a name is meant.
      levels: [],
      credential: credential(at("0.apiKey"), "PINECONE_API_KEY"),
    },
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
    ...langchainNarrows,
  ],
  operations: [
    {
      methods: ["query", "fetch", "fetchByMetadata", "list", "listPaginated", "searchRecords", "describeIndexStats"],
      effect: "read",
      levels: [scope(at("0.namespace"))],
    },
    {
      methods: [
        "upsert",
        "upsertRecords",
        "update",
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
      levels: [scope(at("0.namespace"))],
    },
    {
      methods: ["createIndex", "createIndexForModel", "deleteIndex", "configureIndex"],
      effect: "write",
      levels: [name(at("0", "0.name"))],
    },
    ...langchainOperations,
    ...llamaOperations,
  ],
  limitsContainers: false,
  isContext: true,
};

const pineconeMastra: StoreEntry = {
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

const upstashVector: StoreEntry = {
  provider: "upstash",
  kind: "vector",
  label: "Upstash Vector index",
  opens: [
    {
      ...symbols(["@upstash/vector", "@upstash/vector/*"], "Index"),
      levels: [host(at("0.url"), { implicit: upstashVariables.url })],
      credential: credential(at("0.token"), ...upstashVariables.token),
    },
    {
      ...symbols(["@upstash/vector", "@upstash/vector/*"], "Index.fromEnv"),
      levels: [host(at("0.UPSTASH_VECTOR_REST_URL"), { implicit: upstashVariables.url })],
      credential: credential(at("0.UPSTASH_VECTOR_REST_TOKEN"), ...upstashVariables.token),
    },
    ...langchainClass(langchain("upstash"), "UpstashVectorStore", {
      levels: [{ level: "scope", keys: ["namespace"] }],
      wraps: ["index"],
    }),
    {
      ...symbols(["@llamaindex/upstash", "llamaindex"], "UpstashVectorStore"),
      levels: [host(at("0.url"), { implicit: ["UPSTASH_VECTOR_REST_URL"] }), scope(at("0.namespace"))],
      credential: credential(at("0.token"), "UPSTASH_VECTOR_REST_TOKEN"),
    },
  ],
  narrows: [{ methods: ["namespace"], levels: [scope(at("0"))] }, ...langchainNarrows],
  operations: [
    {
      methods: ["query", "queryMany", "resumableQuery", "fetch", "range", "info", "listNamespaces"],
      effect: "read",
      levels: [scope(at("1.namespace"))],
    },
    { methods: ["upsert", "update", "delete", "reset"], effect: "write", levels: [scope(at("1.namespace"))] },
    { methods: ["deleteNamespace"], effect: "write", levels: [scope(at("0"))] },
    ...langchainOperations,
    { methods: ["add"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};

const upstashMastra: StoreEntry = {
  ...upstashVector,
  opens: [
    {
      ...symbols("@mastra/upstash", "UpstashVector"),
      levels: [host(at("0.url"))],
      credential: credential(at("0.token")),
    },
  ],
  narrows: [],
  // What Mastra calls an index is a namespace of the one index that the URL opens.
  operations: mastraOperations("scope"),
};

const turbopuffer: StoreEntry = {
  provider: "turbopuffer",
  kind: "vector",
  label: "Turbopuffer namespace",
  opens: [
    {
      ...symbols("@turbopuffer/turbopuffer", "Turbopuffer", "default"),
      levels: [
        host(at("0.baseURL", "0.baseUrl", "0.region"), { implicit: ["TURBOPUFFER_BASE_URL", "TURBOPUFFER_REGION"] }),
      ],
      credential: credential(at("0.apiKey"), "TURBOPUFFER_API_KEY"),
    },
    ...langchainClass(langchain("turbopuffer"), "TurbopufferVectorStore", {
      levels: [{ level: "container", keys: ["namespace"] }],
      credential: { keys: ["apiKey"], implicit: ["TURBOPUFFER_API_KEY"] },
    }),
    {
      ...symbols("@mastra/turbopuffer", "TurbopufferVector"),
      levels: [host(at("0.baseUrl"))],
      credential: credential(at("0.apiKey")),
    },
  ],
  narrows: [{ methods: ["namespace"], levels: [container(at("0"))] }, ...langchainNarrows],
  operations: [
    {
      methods: ["query", "multiQuery", "hintCacheWarm", "metadata", "recall", "vectors", "export"],
      effect: "read",
      levels: [container(at("0.indexName"))],
    },
    {
      methods: [
        "write",
        "upsert",
        "delete",
        "deleteAll",
        "deleteByFilter",
        "copyFromNamespace",
        "createIndex",
        "deleteIndex",
      ],
      effect: "write",
      levels: [container(at("0.indexName"))],
    },
    ...langchainOperations,
  ],
  limitsContainers: false,
  isContext: true,
};

const cloudflareVector: StoreEntry = {
  provider: "cloudflare",
  kind: "vector",
  label: "Vectorize index",
  opens: [
    ...langchainClass(["@langchain/cloudflare"], "CloudflareVectorizeStore", { levels: [], wraps: ["index"] }),
    {
      ...symbols("@mastra/vectorize", "CloudflareVector"),
      levels: [host(at("0.accountId"))],
      credential: credential(at("0.apiToken")),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...mastraOperations("name")],
  limitsContainers: false,
  isContext: true,
};

/** Vector indexes that a vendor runs. */
export const vectorServices: readonly StoreEntry[] = [
  pinecone,
  pineconeMastra,
  upstashVector,
  upstashMastra,
  turbopuffer,
  cloudflareVector,
];
