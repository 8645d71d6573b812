import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const meilisearch: StoreEntry = {
  provider: "meilisearch",
  kind: "search",
  label: "Meilisearch index",
  opens: [
    {
      ...symbols("meilisearch", "MeiliSearch", "Meilisearch", "default"),
      levels: [host(at("0.host"))],
      credential: credential(at("0.apiKey")),
    },
    {
      ...symbols("@meilisearch/instant-meilisearch", "instantMeiliSearch"),
      levels: [host(at("0"))],
      credential: credential(at("1")),
    },
  ],
  narrows: [{ methods: ["index", "getIndex"], levels: [container(at("0"))] }],
  operations: [
    {
      methods: [
        "search",
        "multiSearch",
        "searchGet",
        "searchSimilarDocuments",
        "getDocument",
        "getDocuments",
        "getStats",
      ],
      effect: "read",
    },
    {
      methods: [
        "addDocuments",
        "addDocumentsInBatches",
        "addDocumentsFromString",
        "updateDocuments",
        "updateDocumentsInBatches",
        "deleteDocument",
        "deleteDocuments",
        "deleteAllDocuments",
        "updateSettings",
        "updateEmbedders",
      ],
      effect: "write",
    },
    { methods: ["createIndex", "deleteIndex", "swapIndexes"], effect: "write", levels: [container(at("0"))] },
  ],
  limitsContainers: true,
  isContext: false,
};
