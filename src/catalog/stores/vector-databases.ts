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

const pgvector: StoreEntry = {
  provider: "postgres",
  kind: "vector",
  label: "pgvector table",
  opens: [
    ...langchainClass(langchain("pgvector"), "PGVectorStore", {
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

const couchbaseMastra: StoreEntry = {
  provider: "couchbase",
  kind: "vector",
  label: "Couchbase collection",
  opens: [
    {
      ...symbols("@mastra/couchbase", "CouchbaseVector"),
      levels: [
        host(at("0.connectionString")),
        name(at("0.bucketName")),
        container(at("0.collectionName")),
        scope(at("0.scopeName")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: true,
  isContext: true,
};

const convexMastra: StoreEntry = {
  provider: "convex",
  kind: "vector",
  label: "Convex vectors",
  opens: [
    {
      ...symbols("@mastra/convex", "ConvexVector"),
      levels: [host(at("0.deploymentUrl"))],
      credential: credential(at("0.adminAuthToken")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
  limitsContainers: false,
  isContext: true,
};

const redisVector: StoreEntry = {
  provider: "redis",
  kind: "vector",
  label: "Redis index",
  opens: ["RedisVectorStore", "FluentRedisVectorStore"].flatMap((className) =>
    langchainClass(langchain("redis", "@langchain/redis"), className, {
      levels: [
        { level: "container", keys: ["indexName"] },
        { level: "scope", keys: ["keyPrefix"] },
      ],
      wraps: ["redisClient"],
    }),
  ),
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
    { methods: ["useKeyspace"], levels: [scope(at("0"))] },
    { methods: ["collection", "createCollection", "table"], levels: [container(at("0"))] },
    ...langchainNarrows,
  ],
  operations: [
    {
      methods: ["find", "findOne", "findAndRerank", "countDocuments", "estimatedDocumentCount", "distinct"],
      effect: "read",
    },
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
        "findOneAndUpdate",
        "findOneAndReplace",
        "findOneAndDelete",
        "drop",
      ],
      effect: "write",
    },
    { methods: ["createTable", "dropTable", "dropCollection"], effect: "write", levels: [container(at("0"))] },
    ...langchainOperations,
    { methods: ["query"], effect: "read", levels: [container(at("0.indexName", "0"))] },
    { methods: ["upsert", "createIndex", "deleteIndex"], effect: "write", levels: [container(at("0.indexName", "0"))] },
  ],
  limitsContainers: true,
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
      wraps: at("0.client"),
    },
    {
      ...symbols("@mastra/elasticsearch", "ElasticSearchVector"),
      levels: [host(at("0.url"))],
      credential: credential(at("0.auth.apiKey", "0.auth.password", "0.auth.bearer")),
      wraps: at("0.client"),
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

const cosmosLlama: StoreEntry = {
  ...azureCosmosVector,
  opens: [
    {
      ...symbols("@llamaindex/azure", "AzureCosmosDBNoSqlVectorStore"),
      levels: [
        host(at("0.endpoint", "0.connectionString"), {
          implicit: ["AZURE_COSMOSDB_NOSQL_ENDPOINT", "AZURE_COSMOSDB_NOSQL_CONNECTION_STRING"],
        }),
        name(at("0.dbName")),
        container(at("0.containerName")),
      ],
      credential: credential(at("0.key"), "AZURE_COSMOSDB_NOSQL_KEY"),
      wraps: at("0.client", "0.cosmosClient"),
    },
  ],
  narrows: [],
  operations: llamaOperations,
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

/** Vectors in databases that hold other data too. */
export const vectorDatabases: readonly StoreEntry[] = [
  pgvector,
  pgvectorMastra,
  supabaseVector,
  atlasVector,
  atlasMastra,
  couchbaseMastra,
  convexMastra,
  redisVector,
  astra,
  libsqlVector,
  libsqlLangchain,
  elasticVector,
  azureVector,
  azureCosmosVector,
  cosmosLlama,
  cosmosMongoVector,
  convexVector,
];
