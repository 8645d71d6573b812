import { at, container, credential, host, name, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

export const milvus: StoreEntry = {
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
