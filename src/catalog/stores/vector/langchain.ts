import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { type Configuration, langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

function over(
  provider: string,
  label: string,
  module: string,
  className: string,
  configuration: Configuration,
  limitsContainers = true,
): StoreEntry {
  return {
    provider,
    kind: "vector",
    label,
    opens: langchainClass(langchain(module), className, configuration),
    narrows: langchainNarrows,
    operations: langchainOperations,
    limitsContainers,
    isContext: true,
  };
}

const onServer = (...keys: readonly string[]): Configuration["levels"] => [
  { level: "host", keys },
  { level: "name", keys: ["database"] },
  { level: "container", keys: ["table"] },
];

/** Vector stores of LangChain over databases that are seldom reached by a client of their own. */
export const langchainVectors: readonly StoreEntry[] = [
  over("analyticdb", "AnalyticDB collection", "analyticdb", "AnalyticDBVectorStore", {
    levels: [
      { level: "host", keys: ["connectionOptions.connectionString", "connectionOptions.host"] },
      { level: "name", keys: ["connectionOptions.database"] },
      { level: "container", keys: ["collectionName"] },
    ],
    credential: { keys: ["connectionOptions.password"] },
  }),
  over("azion", "Azion EdgeSQL table", "azion_edgesql", "AzionVectorStore", {
    levels: [
      { level: "name", keys: ["dbName"] },
      { level: "container", keys: ["tableName"] },
    ],
  }),
  over("cassandra", "Cassandra table", "cassandra", "CassandraStore", {
    levels: [
      {
        level: "host",
        keys: ["serviceProviderArgs.astra.endpoint", "contactPoints.0", "cloud.secureConnectBundle"],
      },
      { level: "name", keys: ["keyspace"] },
      { level: "container", keys: ["table"] },
    ],
    credential: { keys: ["serviceProviderArgs.astra.token", "credentials.password"] },
  }),
  over("clickhouse", "ClickHouse table", "clickhouse", "ClickHouseStore", {
    levels: onServer("host"),
    credential: { keys: ["password"] },
  }),
  over("myscale", "MyScale table", "myscale", "MyScaleStore", {
    levels: onServer("host"),
    credential: { keys: ["password"] },
  }),
  over("couchbase", "Couchbase collection", "couchbase_query", "CouchbaseQueryVectorStore", {
    levels: [
      { level: "name", keys: ["bucketName"] },
      { level: "container", keys: ["collectionName"] },
      { level: "scope", keys: ["scopeName"] },
    ],
    wraps: ["cluster"],
  }),
  over("couchbase", "Couchbase collection", "couchbase_search", "CouchbaseSearchVectorStore", {
    levels: [
      { level: "name", keys: ["bucketName"] },
      { level: "container", keys: ["collectionName"] },
      { level: "scope", keys: ["scopeName"] },
    ],
    wraps: ["cluster"],
  }),
  over("hana", "SAP HANA table", "hanavector", "HanaDB", {
    levels: [{ level: "container", keys: ["tableName"] }],
    wraps: ["connection"],
  }),
  over("mysql", "MariaDB table", "mariadb", "MariaDBStore", {
    levels: [
      { level: "host", keys: ["connectionOptions.host"] },
      { level: "name", keys: ["connectionOptions.database"] },
      { level: "container", keys: ["tableName"] },
      { level: "scope", keys: ["schemaName", "collectionName"] },
    ],
    credential: { keys: ["connectionOptions.password"] },
    wraps: ["pool"],
  }),
  over("singlestore", "SingleStore table", "singlestore", "SingleStoreVectorStore", {
    levels: [
      { level: "host", keys: ["connectionURI", "connectionOptions.uri", "connectionOptions.host"] },
      { level: "name", keys: ["connectionOptions.database"] },
      { level: "container", keys: ["tableName"] },
    ],
    credential: { keys: ["connectionOptions.password"] },
  }),
  over(
    "momento",
    "Momento vector index",
    "momento_vector_index",
    "MomentoVectorIndex",
    { levels: [{ level: "name", keys: ["indexName"] }], wraps: ["client"] },
    false,
  ),
  over("rockset", "Rockset collection", "rockset", "RocksetStore", {
    levels: [
      { level: "name", keys: ["workspaceName"] },
      { level: "container", keys: ["collectionName"] },
    ],
    wraps: ["client"],
  }),
  over("tigris", "Tigris vector index", "tigris", "TigrisVectorStore", { levels: [], wraps: ["index"] }),
  over("typesense", "Typesense collection", "typesense", "Typesense", {
    levels: [{ level: "container", keys: ["schemaName"] }],
    wraps: ["typesenseClient"],
  }),
  over("xata", "Xata table", "xata", "XataVectorSearch", {
    levels: [{ level: "container", keys: ["table"] }],
    wraps: ["client"],
  }),
  over(
    "zep",
    "Zep collection",
    "zep",
    "ZepVectorStore",
    {
      levels: [
        { level: "host", keys: ["apiUrl"] },
        { level: "container", keys: ["collectionName"] },
      ],
      credential: { keys: ["apiKey"] },
    },
    false,
  ),
  over(
    "zep",
    "Zep collection",
    "zep_cloud",
    "ZepCloudVectorStore",
    {
      levels: [{ level: "container", keys: ["collectionName"] }],
      credential: { keys: ["apiKey"] },
      wraps: ["client"],
    },
    false,
  ),
  {
    ...over("vertex", "Vertex AI index", "googlevertexai", "MatchingEngine", { levels: [] }),
    opens: [
      {
        ...symbols(langchain("googlevertexai"), "MatchingEngine"),
        levels: [host(at("0.indexEndpoint", "1.indexEndpoint")), container(at("0.index", "1.index"))],
        credential: credential(
          at("0.authOptions.credentials", "1.authOptions.credentials"),
          "GOOGLE_APPLICATION_CREDENTIALS",
        ),
      },
    ],
  },
];
