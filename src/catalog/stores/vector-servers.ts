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

const qdrant: StoreEntry = {
  provider: "qdrant",
  kind: "vector",
  label: "Qdrant collection",
  opens: [
    {
      ...symbols(["@qdrant/js-client-rest", "@qdrant/js-client-grpc"], "QdrantClient"),
      levels: [host(at("0.url", "0.host"), { otherwise: "http://localhost:6333", port: { from: at("0.port") } })],
      credential: credential(at("0.apiKey")),
    },
    ...langchainClass(langchain("qdrant", "@langchain/qdrant"), "QdrantVectorStore", {
      levels: [
        { level: "host", keys: ["url"], implicit: ["QDRANT_URL"] },
        { level: "container", keys: ["collectionName"] },
      ],
      credential: { keys: ["apiKey"], implicit: ["QDRANT_API_KEY"] },
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/qdrant", "llamaindex"], "QdrantVectorStore"),
      levels: [host(at("0.url")), container(at("0.collectionName"))],
      credential: credential(at("0.apiKey")),
      wraps: at("0.client"),
    },
  ],
  narrows: langchainNarrows,
  operations: [
    {
      methods: [
        "query",
        "queryBatch",
        "queryGroups",
        "search",
        "searchBatch",
        "searchPointGroups",
        "recommend",
        "recommendBatch",
        "recommendPointGroups",
        "discoverPoints",
        "discoverBatchPoints",
        "scroll",
        "retrieve",
        "count",
        "facet",
        "searchMatrixPairs",
        "searchMatrixOffsets",
        "recommend_batch",
        "getCollection",
        "collectionExists",
      ],
      effect: "read",
      levels: [container(at("0"))],
    },
    {
      methods: [
        "upsert",
        "delete",
        "updateVectors",
        "deleteVectors",
        "setPayload",
        "overwritePayload",
        "deletePayload",
        "clearPayload",
        "batchUpdate",
        "createCollection",
        "recreateCollection",
        "updateCollection",
        "deleteCollection",
        "createPayloadIndex",
        "deletePayloadIndex",
        "createVectorName",
        "deleteVectorName",
        "recoverSnapshot",
        "createSnapshot",
        "deleteSnapshot",
        "createShardKey",
        "deleteShardKey",
      ],
      effect: "write",
      levels: [container(at("0"))],
    },
    { methods: ["updateCollectionAliases"], effect: "write" },
    ...langchainOperations,
    { methods: ["add"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: true,
};

const qdrantMastra: StoreEntry = {
  provider: "qdrant",
  kind: "vector",
  label: "Qdrant collection",
  opens: [
    {
      ...symbols("@mastra/qdrant", "QdrantVector"),
      levels: [host(at("0.url", "0"))],
      credential: credential(at("0.apiKey", "1")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

const weaviate: StoreEntry = {
  provider: "weaviate",
  kind: "vector",
  label: "Weaviate collection",
  opens: [
    {
      ...symbols("weaviate-client", "connectToWeaviateCloud", "connectToWCD", "connectToWCS"),
      levels: [host(at("0"))],
      credential: credential(at("1.authCredentials.0", "1.authCredentials")),
    },
    {
      ...symbols("weaviate-client", "connectToCustom"),
      levels: [host(at("0.httpHost"), { port: { from: at("0.httpPort") } })],
      credential: credential(at("0.authCredentials.0", "0.authCredentials")),
    },
    {
      ...symbols("weaviate-client", "connectToLocal"),
      levels: [host(at("0.host"), { otherwise: "http://localhost:8080", port: { from: at("0.port") } })],
      credential: credential(at("0.authCredentials.0", "0.authCredentials")),
    },
    {
      ...symbols(["weaviate-client", "weaviate-ts-client"], "client"),
      levels: [
        host(at("0.host", "0.connectionParams.http.host"), { port: { from: at("0.connectionParams.http.port") } }),
      ],
      credential: credential(at("0.apiKey.0", "0.apiKey", "0.auth")),
    },
    ...langchainClass(langchain("weaviate", "@langchain/weaviate"), "WeaviateStore", {
      levels: [
        { level: "container", keys: ["indexName"] },
        { level: "scope", keys: ["tenant"] },
      ],
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/weaviate", "llamaindex"], "WeaviateVectorStore"),
      levels: [
        host(at("0.cloudOptions.clusterURL"), { implicit: ["WEAVIATE_CLUSTER_URL"] }),
        container(at("0.indexName")),
      ],
      credential: credential(at("0.cloudOptions.apiKey"), "WEAVIATE_API_KEY"),
      wraps: at("0.weaviateClient"),
    },
  ],
  narrows: [
    { methods: ["get", "use"], levels: [container(at("0"))] },
    { methods: ["withTenant"], levels: [scope(at("0"))] },
    { methods: ["withClassName"], levels: [container(at("0"))] },
    ...langchainNarrows,
  ],
  operations: [
    {
      methods: [
        "bm25",
        "hybrid",
        "nearText",
        "nearVector",
        "nearObject",
        "nearImage",
        "nearMedia",
        "fetchObjects",
        "fetchObjectById",
        "overAll",
        "singlePrompt",
        "iterator",
        "do",
      ],
      effect: "read",
    },
    {
      methods: [
        "insert",
        "insertMany",
        "ingest",
        "replace",
        "update",
        "deleteById",
        "deleteMany",
        "referenceAdd",
        "referenceAddMany",
        "referenceDelete",
        "referenceReplace",
        "create",
        "createFromSchema",
        "deleteAll",
        "creator",
        "updater",
        "merger",
        "deleter",
        "objectsBatcher",
        "objectsBatchDeleter",
      ],
      effect: "write",
    },
    { methods: ["create", "delete"], effect: "write", levels: [container(at("0.name", "0"))] },
    ...langchainOperations,
    ...llamaOperations,
  ],
  limitsContainers: true,
  isContext: true,
};

const milvus: StoreEntry = {
  provider: "milvus",
  kind: "vector",
  label: "Milvus collection",
  opens: [
    {
      ...symbols("@zilliz/milvus2-sdk-node", "MilvusClient", "HttpClient"),
      levels: [host(at("0", "0.address", "0.endpoint", "0.baseURL")), name(at("0.database"), { otherwise: "default" })],
      credential: credential(at("0.token", "0.password", "3")),
    },
    ...langchainClass(langchain("milvus"), "Milvus", {
      levels: [
        { level: "host", keys: ["url", "clientConfig.address"], implicit: ["MILVUS_URL"] },
        { level: "name", keys: ["clientConfig.database"] },
        { level: "container", keys: ["collectionName"] },
        { level: "scope", keys: ["partitionName"] },
      ],
      credential: { keys: ["clientConfig.token", "password", "clientConfig.password"] },
    }),
    {
      ...symbols(["@llamaindex/milvus", "llamaindex"], "MilvusVectorStore"),
      levels: [
        host(at("0.params.configOrAddress", "0.params.configOrAddress.address"), { implicit: ["MILVUS_ADDRESS"] }),
        container(at("0.collection", "0.collectionName")),
      ],
      credential: credential(at("0.params.configOrAddress.token", "0.params.password"), "MILVUS_PASSWORD"),
      wraps: at("0.milvusClient"),
    },
  ],
  narrows: [{ methods: ["use", "useDatabase"], levels: [name(at("0.db_name"))] }, ...langchainNarrows],
  operations: [
    {
      methods: [
        "search",
        "hybridSearch",
        "query",
        "queryIterator",
        "searchIterator",
        "get",
        "count",
        "describeCollection",
        "hasCollection",
        "getCollectionStatistics",
      ],
      effect: "read",
      levels: [container(at("0.collection_name", "0.collectionName")), scope(at("0.partition_names.0"))],
    },
    {
      methods: [
        "insert",
        "upsert",
        "delete",
        "deleteEntities",
        "bulkInsert",
        "createCollection",
        "dropCollection",
        "truncateCollection",
        "renameCollection",
        "addCollectionField",
        "alterCollectionProperties",
        "createPartition",
        "dropPartition",
        "createAlias",
        "alterAlias",
        "createIndex",
        "dropIndex",
      ],
      effect: "write",
      levels: [container(at("0.collection_name", "0.collectionName")), scope(at("0.partition_name"))],
    },
    { methods: ["createDatabase", "dropDatabase"], effect: "write", levels: [name(at("0.db_name"))] },
    ...langchainOperations,
    { methods: ["add"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: true,
};

const chroma: StoreEntry = {
  provider: "chroma",
  kind: "vector",
  label: "Chroma collection",
  opens: [
    {
      ...symbols("chromadb", "ChromaClient", "AdminClient"),
      levels: [
        host(at("0.path", "0.host"), { otherwise: "http://localhost:8000", port: { from: at("0.port") } }),
        name(at("0.database"), {
          implicit: ["CHROMA_DATABASE"],
          otherwise: "default_database",
          within: { from: at("0.tenant"), implicit: ["CHROMA_TENANT"] },
        }),
      ],
      credential: credential(at("0.auth.credentials", "0.auth", "0.headers.x-chroma-token", "0.headers.Authorization")),
    },
    {
      ...symbols("chromadb", "CloudClient"),
      levels: [
        // Its host is the same for all: the tenant is what an account opens, by its key unless it is given.
        host(at("0.tenant"), { implicit: ["CHROMA_TENANT"] }),
        name(at("0.database"), { implicit: ["CHROMA_DATABASE"] }),
      ],
      credential: credential(at("0.apiKey"), "CHROMA_API_KEY"),
    },
    ...langchainClass(langchain("chroma"), "Chroma", {
      levels: [
        { level: "host", keys: ["url", "clientParams.host", "clientParams.path"] },
        { level: "name", keys: ["chromaCloudAPI.database", "clientParams.database"] },
        { level: "container", keys: ["collectionName"] },
      ],
      credential: { keys: ["chromaCloudAPIKey", "clientParams.auth"] },
      wraps: ["index"],
    }),
    {
      ...symbols(["@llamaindex/chroma", "llamaindex"], "ChromaVectorStore"),
      levels: [host(at("0.chromaClientParams.path")), container(at("0.collectionName"))],
      wraps: at("0.chromaClient"),
    },
  ],
  narrows: [
    { methods: ["getCollection", "getOrCreateCollection", "createCollection"], levels: [container(at("0.name"))] },
    { methods: ["getCollectionById", "getCollectionByCrn"], levels: [container(at("0"))] },
    ...langchainNarrows,
  ],
  operations: [
    { methods: ["query", "get", "peek", "count", "search"], effect: "read" },
    { methods: ["add", "upsert", "update", "delete", "modify"], effect: "write" },
    { methods: ["listCollections"], effect: "read" },
    { methods: ["deleteCollection"], effect: "write", levels: [container(at("0.name"))] },
    { methods: ["createDatabase", "deleteDatabase"], effect: "write", levels: [name(at("0.name"))] },
    { methods: ["reset", "createTenant"], effect: "write" },
    ...langchainOperations,
  ],
  limitsContainers: false,
  isContext: true,
};

const chromaMastra: StoreEntry = {
  ...chroma,
  opens: [
    {
      ...symbols("@mastra/chroma", "ChromaVector"),
      levels: [
        host(at("0.path", "0.host"), { otherwise: "http://localhost:8000", port: { from: at("0.port") } }),
        name(at("0.database")),
      ],
      credential: credential(at("0.apiKey", "0.auth.credentials")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
};

/** Vector databases that are run by whoever uses them, or by their vendor. */
export const vectorServers: readonly StoreEntry[] = [qdrant, qdrantMastra, weaviate, milvus, chroma, chromaMastra];
