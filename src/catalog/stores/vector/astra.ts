import { at, container, credential, host, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

export const astra: StoreEntry = {
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
