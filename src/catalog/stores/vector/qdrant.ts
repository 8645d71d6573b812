import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, mastraOperations } from "./frameworks.ts";

export const qdrant: StoreEntry = {
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

export const qdrantMastra: StoreEntry = {
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
