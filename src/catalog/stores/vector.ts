import { at, container, credential, host, inProcess, name, scope, symbols } from "../shorthand.ts";
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
        "getCollection",
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
        "recoverSnapshot",
      ],
      effect: "write",
      levels: [container(at("0"))],
    },
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
    ...langchainClass(langchain("milvus", "@langchain/milvus"), "Milvus", {
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
      methods: ["search", "hybridSearch", "query", "queryIterator", "searchIterator", "get", "count"],
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
        "createIndex",
        "dropIndex",
      ],
      effect: "write",
      levels: [container(at("0.collection_name", "0.collectionName")), scope(at("0.partition_name"))],
    },
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
        // A database belongs to a tenant; the two together name it.
        name(at("0.database"), { implicit: ["CHROMA_DATABASE"], otherwise: "default_database" }),
      ],
      credential: credential(at("0.auth.credentials", "0.auth", "0.headers.x-chroma-token", "0.headers.Authorization")),
    },
    {
      ...symbols("chromadb", "CloudClient"),
      levels: [
        host(at("0.host"), { otherwise: "api.trychroma.com" }),
        name(at("0.database"), { implicit: ["CHROMA_DATABASE"] }),
      ],
      credential: credential(at("0.apiKey"), "CHROMA_API_KEY"),
    },
    ...langchainClass(langchain("chroma", "@langchain/chroma"), "Chroma", {
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
    ...langchainNarrows,
  ],
  operations: [
    { methods: ["query", "get", "peek", "count", "search"], effect: "read" },
    { methods: ["add", "upsert", "update", "delete", "modify"], effect: "write" },
    { methods: ["deleteCollection"], effect: "write", levels: [container(at("0.name"))] },
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

const pgvector: StoreEntry = {
  provider: "postgres",
  kind: "vector",
  label: "pgvector table",
  opens: [
    ...langchainClass(langchain("pgvector", "@langchain/pgvector"), "PGVectorStore", {
      levels: [
        {
          level: "host",
          keys: ["postgresConnectionOptions.connectionString", "postgresConnectionOptions.host"],
          implicit: ["PGHOST"],
        },
        { level: "name", keys: ["postgresConnectionOptions.database"], implicit: ["PGDATABASE"] },
        { level: "container", keys: ["tableName"] },
        { level: "scope", keys: ["schemaName", "collectionName"] },
      ],
      credential: { keys: ["postgresConnectionOptions.password"], implicit: ["PGPASSWORD"] },
      wraps: ["pool"],
    }),
    ...langchainClass(["@langchain/community/vectorstores/neon"], "NeonPostgres", {
      levels: [
        { level: "host", keys: ["connectionString"] },
        { level: "container", keys: ["tableName"] },
        { level: "scope", keys: ["schemaName"] },
      ],
    }),
    ...langchainClass(["@langchain/community/vectorstores/vercel_postgres"], "VercelPostgres", {
      levels: [
        { level: "host", keys: ["postgresConnectionOptions.connectionString"], implicit: ["POSTGRES_URL"] },
        { level: "container", keys: ["tableName"] },
      ],
      wraps: ["pool", "client"],
    }),
    ...langchainClass(langchain("typeorm"), "TypeORMVectorStore", {
      levels: [
        { level: "host", keys: ["postgresConnectionOptions.url", "postgresConnectionOptions.host"] },
        { level: "name", keys: ["postgresConnectionOptions.database"] },
        { level: "container", keys: ["tableName"] },
      ],
      credential: { keys: ["postgresConnectionOptions.password"] },
    }),
    {
      ...symbols(langchain("prisma"), "PrismaVectorStore.withModel"),
      levels: [],
      wraps: at("0"),
    },
    {
      ...symbols(
        "@langchain/google-cloud-sql-pg",
        "PostgresEngine.fromConnectionString",
        "PostgresEngine.fromInstance",
      ),
      levels: [host(at("0", "2")), name(at("3"))],
    },
    {
      ...symbols("@langchain/google-cloud-sql-pg", "PostgresVectorStore.initialize"),
      levels: [container(at("2"))],
      wraps: at("0"),
    },
    {
      ...symbols(["@llamaindex/postgres", "llamaindex"], "PGVectorStore"),
      levels: [
        host(at("0.clientConfig.connectionString", "0.clientConfig.host"), {
          implicit: ["PGHOST"],
          port: { from: at("0.clientConfig.port"), implicit: ["PGPORT"] },
        }),
        name(at("0.clientConfig.database"), { implicit: ["PGDATABASE"] }),
        container(at("0.tableName"), { otherwise: "llamaindex_embedding" }),
        scope(at("0.schemaName"), { otherwise: "public" }),
      ],
      credential: credential(at("0.clientConfig.password"), "PGPASSWORD"),
      wraps: at("0.client"),
    },
  ],
  narrows: [...langchainNarrows, { methods: ["create"], levels: [container(at("1.tableName"))] }],
  operations: [
    ...langchainOperations,
    { methods: ["addModels"], effect: "write" },
    { methods: ["query"], effect: "read" },
    { methods: ["add", "clearCollection"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: true,
};

const pgvectorMastra: StoreEntry = {
  provider: "postgres",
  kind: "vector",
  label: "pgvector table",
  opens: [
    {
      ...symbols("@mastra/pg", "PgVector"),
      levels: [
        host(at("0.connectionString", "0.host", "0"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("0.schemaName")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

const supabaseVector: StoreEntry = {
  provider: "supabase",
  kind: "vector",
  label: "Supabase table",
  opens: [
    ...langchainClass(langchain("supabase"), "SupabaseVectorStore", {
      levels: [{ level: "container", keys: ["tableName"] }],
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/supabase", "llamaindex"], "SupabaseVectorStore"),
      levels: [host(at("0.supabaseUrl"), { implicit: ["SUPABASE_URL"] }), container(at("0.table"))],
      credential: credential(at("0.supabaseKey"), "SUPABASE_KEY"),
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/community/retrievers/supabase", "SupabaseHybridSearch"),
      levels: [container(at("1.tableName"))],
      wraps: at("1.client"),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: true,
  isContext: true,
};

const atlasVector: StoreEntry = {
  provider: "mongodb",
  kind: "vector",
  label: "MongoDB Atlas collection",
  opens: [
    ...langchainClass(langchain("mongodb_atlas", "@langchain/mongodb"), "MongoDBAtlasVectorSearch", {
      levels: [],
      wraps: ["collection"],
    }),
    {
      ...symbols(["@llamaindex/mongodb", "llamaindex"], "MongoDBAtlasVectorSearch"),
      levels: [host([], { implicit: ["MONGODB_URI"] }), name(at("0.dbName")), container(at("0.collectionName"))],
      wraps: at("0.mongodbClient"),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: true,
  isContext: true,
};

const atlasMastra: StoreEntry = {
  ...atlasVector,
  opens: [
    {
      ...symbols("@mastra/mongodb", "MongoDBVector"),
      levels: [host(at("0.uri", "0.url")), name(at("0.dbName"))],
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
};

const redisVector: StoreEntry = {
  provider: "redis",
  kind: "vector",
  label: "Redis index",
  opens: langchainClass(langchain("redis", "@langchain/redis"), "RedisVectorStore", {
    levels: [
      { level: "container", keys: ["indexName"] },
      { level: "scope", keys: ["keyPrefix"] },
    ],
    wraps: ["redisClient"],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
  limitsContainers: true,
  isContext: true,
};

const astra: StoreEntry = {
  provider: "astra",
  kind: "vector",
  label: "Astra DB collection",
  opens: [
    {
      ...symbols("@datastax/astra-db-ts", "DataAPIClient"),
      levels: [],
      credential: credential(at("0")),
    },
    ...langchainClass(langchain("astradb"), "AstraDBVectorStore", {
      levels: [
        { level: "host", keys: ["endpoint"] },
        { level: "container", keys: ["collection"] },
        { level: "scope", keys: ["namespace", "keyspace"] },
      ],
      credential: { keys: ["token"] },
    }),
    {
      ...symbols(["@llamaindex/astra", "llamaindex"], "AstraDBVectorStore"),
      levels: [
        host(at("0.params.endpoint"), { implicit: ["ASTRA_DB_API_ENDPOINT"] }),
        scope(at("0.params.namespace"), { implicit: ["ASTRA_DB_NAMESPACE"] }),
      ],
      credential: credential(at("0.params.token"), "ASTRA_DB_APPLICATION_TOKEN"),
    },
    {
      ...symbols("@mastra/astra", "AstraVector"),
      levels: [host(at("0.endpoint")), scope(at("0.keyspace"))],
      credential: credential(at("0.token")),
    },
  ],
  narrows: [
    { methods: ["db"], levels: [host(at("0")), scope(at("1.keyspace", "1.namespace"))] },
    { methods: ["collection", "createCollection", "table"], levels: [container(at("0"))] },
    ...langchainNarrows,
  ],
  operations: [
    { methods: ["find", "findOne", "countDocuments", "distinct"], effect: "read" },
    {
      methods: [
        "insertOne",
        "insertMany",
        "updateOne",
        "updateMany",
        "replaceOne",
        "deleteOne",
        "deleteMany",
        "deleteAll",
        "bulkWrite",
      ],
      effect: "write",
    },
    ...langchainOperations,
    { methods: ["query"], effect: "read", levels: [container(at("0.indexName", "0"))] },
    { methods: ["upsert", "createIndex", "deleteIndex"], effect: "write", levels: [container(at("0.indexName", "0"))] },
  ],
  limitsContainers: true,
  isContext: true,
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

const libsqlVector: StoreEntry = {
  provider: "libsql",
  kind: "vector",
  label: "libSQL database",
  opens: [
    {
      ...symbols("@mastra/libsql", "LibSQLVector"),
      levels: [host(at("0.connectionUrl", "0.url"))],
      credential: credential(at("0.authToken")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

const libsqlLangchain: StoreEntry = {
  ...libsqlVector,
  opens: langchainClass(langchain("libsql"), "LibSQLVectorStore", {
    levels: [{ level: "container", keys: ["table", "tableName"] }],
    wraps: ["db"],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
};

const elasticVector: StoreEntry = {
  provider: "elasticsearch",
  kind: "vector",
  label: "Elasticsearch index",
  opens: [
    ...langchainClass(langchain("elasticsearch"), "ElasticVectorSearch", {
      levels: [{ level: "container", keys: ["indexName"] }],
      wraps: ["client"],
    }),
    ...langchainClass(langchain("opensearch"), "OpenSearchVectorStore", {
      levels: [{ level: "container", keys: ["indexName"] }],
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/elastic-search", "llamaindex"], "ElasticSearchVectorStore"),
      levels: [host(at("0.esUrl", "0.esCloudId")), container(at("0.indexName"))],
      credential: credential(at("0.esApiKey", "0.esPassword")),
      wraps: at("0.esClient"),
    },
    {
      ...symbols("@mastra/opensearch", "OpenSearchVector"),
      levels: [host(at("0.url", "0.node"))],
    },
  ],
  narrows: langchainNarrows,
  operations: [
    ...langchainOperations,
    { methods: ["query"], effect: "read", levels: [container(at("0.indexName"))] },
    {
      methods: ["add", "upsert", "createIndex", "deleteIndex"],
      effect: "write",
      levels: [container(at("0.indexName"))],
    },
  ],
  limitsContainers: true,
  isContext: true,
};

const azureVector: StoreEntry = {
  provider: "azure-search",
  kind: "vector",
  label: "Azure AI Search index",
  opens: [
    ...langchainClass(langchain("azure_aisearch"), "AzureAISearchVectorStore", {
      levels: [
        { level: "host", keys: ["endpoint"], implicit: ["AZURE_AISEARCH_ENDPOINT"] },
        { level: "container", keys: ["indexName"] },
      ],
      credential: { keys: ["key", "credentials"], implicit: ["AZURE_AISEARCH_KEY"] },
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/azure", "llamaindex"], "AzureAISearchVectorStore"),
      levels: [host(at("0.endpoint"), { implicit: ["AZURE_AI_SEARCH_ENDPOINT"] }), container(at("0.indexName"))],
      credential: credential(at("0.key", "0.credential"), "AZURE_AI_SEARCH_KEY"),
      wraps: at("0.searchClient"),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...llamaOperations],
  limitsContainers: true,
  isContext: true,
};

const azureCosmosVector: StoreEntry = {
  provider: "cosmos",
  kind: "vector",
  label: "Cosmos DB container",
  opens: langchainClass(["@langchain/azure-cosmosdb"], "AzureCosmosDBNoSQLVectorStore", {
    levels: [
      {
        level: "host",
        keys: ["endpoint", "connectionString"],
        implicit: ["AZURE_COSMOSDB_NOSQL_ENDPOINT", "AZURE_COSMOSDB_NOSQL_CONNECTION_STRING"],
      },
      { level: "name", keys: ["databaseName"] },
      { level: "container", keys: ["containerName"] },
    ],
    credential: { keys: ["credentials"] },
    wraps: ["client"],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
  limitsContainers: true,
  isContext: true,
};

const cosmosMongoVector: StoreEntry = {
  ...azureCosmosVector,
  provider: "mongodb",
  opens: langchainClass(["@langchain/azure-cosmosdb"], "AzureCosmosDBMongoDBVectorStore", {
    levels: [
      { level: "host", keys: ["connectionString"], implicit: ["AZURE_COSMOSDB_MONGODB_CONNECTION_STRING"] },
      { level: "name", keys: ["databaseName"] },
      { level: "container", keys: ["collectionName"] },
    ],
    wraps: ["client"],
  }),
};

const convexVector: StoreEntry = {
  provider: "convex",
  kind: "vector",
  label: "Convex table",
  opens: langchainClass(langchain("convex"), "ConvexVectorStore", {
    levels: [{ level: "container", keys: ["table"] }],
  }),
  narrows: langchainNarrows,
  operations: langchainOperations,
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

/** Files that a folder names; whoever reads the folder reads them. */
const local: StoreEntry = {
  provider: "file",
  kind: "vector",
  label: "vector files",
  opens: [
    { ...symbols(langchain("hnswlib"), "HNSWLib.load"), levels: [host(at("0"))] },
    { ...symbols(langchain("faiss"), "FaissStore.load", "FaissStore.loadFromPython"), levels: [host(at("0"))] },
    { ...symbols(["vectra"], "LocalIndex", "LocalDocumentIndex"), levels: [host(at("0", "0.folderPath"))] },
  ],
  narrows: langchainNarrows,
  operations: [
    ...langchainOperations,
    { methods: ["save"], effect: "write", levels: [host(at("0"))] },
    { methods: ["queryItems", "queryDocuments"], effect: "read" },
    { methods: ["insertItem", "upsertItem", "upsertDocument"], effect: "write" },
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

export const vectorStores: readonly StoreEntry[] = [
  pinecone,
  pineconeMastra,
  qdrant,
  qdrantMastra,
  weaviate,
  milvus,
  chroma,
  chromaMastra,
  upstashVector,
  upstashMastra,
  pgvector,
  pgvectorMastra,
  supabaseVector,
  atlasVector,
  atlasMastra,
  redisVector,
  astra,
  turbopuffer,
  lancedb,
  libsqlVector,
  libsqlLangchain,
  elasticVector,
  azureVector,
  azureCosmosVector,
  cosmosMongoVector,
  convexVector,
  cloudflareVector,
  local,
  inMemory,
  llamaIndex,
];
