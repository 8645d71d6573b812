import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const azureSearch: StoreEntry = {
  provider: "azure-search",
  kind: "search",
  label: "Azure AI Search index",
  opens: [
    {
      ...symbols("@azure/search-documents", "SearchClient"),
      levels: [host(at("0")), container(at("1"))],
      credential: credential(at("2.0", "2")),
    },
    {
      ...symbols("@azure/search-documents", "SearchIndexClient", "SearchIndexerClient", "KnowledgeRetrievalClient"),
      levels: [host(at("0"))],
      credential: credential(at("1.0", "1")),
    },
  ],
  narrows: [{ methods: ["getSearchClient"], levels: [container(at("0"))] }],
  operations: [
    {
      methods: [
        "search",
        "suggest",
        "autocomplete",
        "getDocument",
        "getDocumentsCount",
        "retrieveKnowledge",
        "retrieve",
        "getIndex",
      ],
      effect: "read",
    },
    {
      methods: ["uploadDocuments", "mergeDocuments", "mergeOrUploadDocuments", "deleteDocuments", "indexDocuments"],
      effect: "write",
    },
    {
      methods: [
        "createIndex",
        "createOrUpdateIndex",
        "deleteIndex",
        "runIndexer",
        "resetIndexer",
        "createOrUpdateIndexer",
        "createOrUpdateKnowledgeSource",
        "deleteKnowledgeSource",
        "createOrUpdateAlias",
      ],
      effect: "write",
      levels: [container(at("0.name", "0"))],
    },
  ],
  limitsContainers: true,
  isContext: false,
};
