import { at, container, credential, host, name, scope, since, symbols } from "../shorthand.ts";
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
      ...since(">=1", symbols("@turbopuffer/turbopuffer", "Turbopuffer", "default")),
      levels: [host(at("0.baseURL", "0.region"), { implicit: ["TURBOPUFFER_BASE_URL", "TURBOPUFFER_REGION"] })],
      credential: credential(at("0.apiKey"), "TURBOPUFFER_API_KEY"),
    },
    {
      ...since("<1", symbols("@turbopuffer/turbopuffer", "Turbopuffer")),
      levels: [host(at("0.baseUrl"), { otherwise: "https://api.turbopuffer.com" })],
      credential: credential(at("0.apiKey")),
    },
    ...langchainClass(langchain("turbopuffer"), "TurbopufferVectorStore", {
      levels: [{ level: "container", keys: ["namespace"] }],
      credential: { keys: ["apiKey"], implicit: ["TURBOPUFFER_API_KEY"] },
    }),
  ],
  narrows: [{ methods: ["namespace"], levels: [container(at("0"))] }, ...langchainNarrows],
  operations: [
    {
      methods: [
        "query",
        "multiQuery",
        "explainQuery",
        "hintCacheWarm",
        "metadata",
        "schema",
        "exists",
        "recall",
        "vectors",
        "export",
      ],
      effect: "read",
    },
    {
      methods: [
        "write",
        "upsert",
        "delete",
        "deleteAll",
        "deleteByFilter",
        "copyFromNamespace",
        "copyFrom",
        "branchFrom",
        "updateMetadata",
        "updateSchema",
      ],
      effect: "write",
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

const s3Vectors: StoreEntry = {
  provider: "s3",
  kind: "vector",
  label: "S3 vector bucket",
  opens: [
    {
      ...symbols("@mastra/s3vectors", "S3Vectors"),
      levels: [name(at("0.vectorBucketName"))],
      credential: credential(at("0.clientConfig.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

/** Files that a model of the vendor searches. The client does much else, so only these calls are about a store. */
const openai: StoreEntry = {
  provider: "openai",
  kind: "vector",
  label: "OpenAI vector store",
  opens: [
    {
      ...symbols("openai", "default", "OpenAI"),
      levels: [],
      credential: credential(at("0.apiKey"), "OPENAI_API_KEY"),
      latent: true,
    },
    {
      ...symbols("openai", "AzureOpenAI"),
      levels: [host(at("0.endpoint", "0.baseURL"), { implicit: ["AZURE_OPENAI_ENDPOINT"] })],
      credential: credential(at("0.apiKey"), "AZURE_OPENAI_API_KEY"),
      latent: true,
    },
  ],
  narrows: [],
  operations: [
    {
      methods: [
        "vectorStores.search",
        "vectorStores.retrieve",
        "vectorStores.files.list",
        "vectorStores.files.content",
      ],
      effect: "read",
      levels: [name(at("0"))],
    },
    { methods: ["vectorStores.list"], effect: "read" },
    {
      methods: [
        "vectorStores.update",
        "vectorStores.delete",
        "vectorStores.del",
        "vectorStores.files.create",
        "vectorStores.files.createAndPoll",
        "vectorStores.files.upload",
        "vectorStores.files.uploadAndPoll",
        "vectorStores.fileBatches.create",
        "vectorStores.fileBatches.createAndPoll",
        "vectorStores.fileBatches.uploadAndPoll",
      ],
      effect: "write",
      levels: [name(at("0"))],
    },
    { methods: ["vectorStores.files.delete", "vectorStores.create"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};

const vectara: StoreEntry = {
  provider: "vectara",
  kind: "vector",
  label: "Vectara corpus",
  opens: langchainClass(langchain("vectara"), "VectaraStore", {
    levels: [
      { level: "host", keys: ["customerId"], implicit: ["VECTARA_CUSTOMER_ID"] },
      { level: "container", keys: ["corpusId"], implicit: ["VECTARA_CORPUS_ID"] },
    ],
    credential: { keys: ["apiKey"], implicit: ["VECTARA_API_KEY"] },
  }),
  narrows: langchainNarrows,
  operations: [...langchainOperations, { methods: ["addFiles", "deleteDocuments"], effect: "write" }],
  limitsContainers: true,
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
  s3Vectors,
  openai,
  vectara,
];
