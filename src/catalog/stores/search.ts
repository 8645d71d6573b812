import { at, container, credential, host, name, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

const indexOfCall = [container(at("0.index", "0.index.0"))];

const elastic: StoreEntry = {
  provider: "elasticsearch",
  kind: "search",
  label: "Elasticsearch index",
  opens: [
    {
      ...symbols(["@elastic/elasticsearch", "@elastic/elasticsearch-serverless", "es7", "es8"], "Client"),
      levels: [host(at("0.node", "0.nodes", "0.nodes.0", "0.node.url", "0.cloud.id"))],
      credential: credential(at("0.auth.apiKey", "0.auth.apiKey.api_key", "0.auth.password", "0.auth.bearer")),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: [
        "search",
        "msearch",
        "get",
        "mget",
        "getSource",
        "count",
        "exists",
        "scroll",
        "knnSearch",
        "searchTemplate",
        "termsEnum",
        "helpers.scrollDocuments",
      ],
      effect: "read",
      levels: indexOfCall,
    },
    {
      methods: ["index", "create", "update", "updateByQuery", "delete", "deleteByQuery", "bulk", "reindex"],
      effect: "write",
      levels: indexOfCall,
    },
    { methods: ["esql.query", "sql.query"], effect: "read" },
    { methods: ["putMapping", "putSettings"], effect: "write", levels: indexOfCall },
  ],
  limitsContainers: true,
  isContext: false,
};

const openSearch: StoreEntry = {
  ...elastic,
  provider: "opensearch",
  label: "OpenSearch index",
  opens: [
    {
      ...symbols("@opensearch-project/opensearch", "Client"),
      levels: [host(at("0.node", "0.nodes", "0.nodes.0"))],
      credential: credential(at("0.auth.password")),
    },
  ],
};

const azureSearch: StoreEntry = {
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

const algolia: StoreEntry = {
  provider: "algolia",
  kind: "search",
  label: "Algolia index",
  opens: [
    {
      ...symbols(
        ["algoliasearch", "algoliasearch/lite", "@algolia/client-search"],
        "default",
        "algoliasearch",
        "liteClient",
        "searchClient",
      ),
      levels: [host(at("0"))],
      credential: credential(at("1")),
    },
  ],
  narrows: [{ methods: ["initIndex"], levels: [container(at("0"))] }],
  operations: [
    {
      methods: [
        "search",
        "searchSingleIndex",
        "searchForHits",
        "searchForFacets",
        "browse",
        "browseObjects",
        "getObject",
        "getObjects",
        "findObject",
      ],
      effect: "read",
      levels: [container(at("0.indexName", "0.0.indexName", "0.requests.0.indexName"))],
    },
    {
      methods: [
        "saveObject",
        "saveObjects",
        "addOrUpdateObject",
        "partialUpdateObject",
        "partialUpdateObjects",
        "deleteObject",
        "deleteObjects",
        "deleteBy",
        "clearObjects",
        "replaceAllObjects",
        "batch",
        "multipleBatch",
        "chunkedBatch",
        "setSettings",
        "deleteIndex",
      ],
      effect: "write",
      levels: [container(at("0.indexName"))],
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const meilisearch: StoreEntry = {
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

const typesense: StoreEntry = {
  provider: "typesense",
  kind: "search",
  label: "Typesense collection",
  opens: [
    {
      ...symbols("typesense", "Client", "SearchClient", "Typesense.Client"),
      levels: [
        host(at("0.nearestNode.host", "0.nodes.0.host", "0.nodes.0.url"), {
          port: { from: at("0.nearestNode.port", "0.nodes.0.port") },
        }),
      ],
      credential: credential(at("0.apiKey")),
    },
  ],
  narrows: [
    { methods: ["collections"], levels: [container(at("0"))] },
    { methods: ["documents"], levels: [] },
  ],
  operations: [
    { methods: ["search", "retrieve", "export", "perform"], effect: "read" },
    { methods: ["create", "upsert", "update", "delete", "import"], effect: "write" },
  ],
  limitsContainers: true,
  isContext: false,
};

const upstashSearch: StoreEntry = {
  provider: "upstash",
  kind: "search",
  label: "Upstash Search index",
  opens: [
    {
      ...symbols("@upstash/search", "Search", "Search.fromEnv"),
      levels: [host(at("0.url", "0.UPSTASH_SEARCH_REST_URL"), { implicit: ["UPSTASH_SEARCH_REST_URL"] })],
      credential: credential(at("0.token", "0.UPSTASH_SEARCH_REST_TOKEN"), "UPSTASH_SEARCH_REST_TOKEN"),
    },
  ],
  narrows: [{ methods: ["index"], levels: [container(at("0"))] }],
  operations: [
    { methods: ["search", "fetch", "range", "info"], effect: "read" },
    { methods: ["upsert", "delete", "reset", "deleteIndex"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

/** Retrieval kept by a vendor of models: files that a model is asked about. */
const vendorRetrieval: StoreEntry = {
  provider: "bedrock",
  kind: "search",
  label: "Bedrock knowledge base",
  opens: [
    {
      ...symbols("@aws-sdk/client-bedrock-agent-runtime", "BedrockAgentRuntimeClient"),
      levels: [],
      credential: credential(at("0.credentials.secretAccessKey", "0.credentials"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols(
        ["@langchain/aws", "@langchain/community/retrievers/amazon_knowledge_base"],
        "AmazonKnowledgeBaseRetriever",
      ),
      levels: [name(at("0.knowledgeBaseId"))],
      credential: credential(at("0.clientOptions.credentials.secretAccessKey"), "AWS_SECRET_ACCESS_KEY"),
    },
    {
      ...symbols("@langchain/community/retrievers/amazon_kendra", "AmazonKendraRetriever", "AWSKendraRetriever"),
      levels: [name(at("0.indexId"))],
    },
  ],
  narrows: [],
  operations: [{ methods: ["invoke", "getRelevantDocuments"], effect: "read" }],
  requests: [
    {
      ...symbols(
        "@aws-sdk/client-bedrock-agent-runtime",
        "RetrieveCommand",
        "RetrieveAndGenerateCommand",
        "RetrieveAndGenerateStreamCommand",
      ),
      effect: "read",
      levels: [
        name(at("0.knowledgeBaseId", "0.retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.knowledgeBaseId")),
      ],
    },
    {
      ...symbols(
        "@aws-sdk/client-bedrock-agent",
        "StartIngestionJobCommand",
        "IngestKnowledgeBaseDocumentsCommand",
        "DeleteKnowledgeBaseDocumentsCommand",
      ),
      effect: "write",
      levels: [name(at("0.knowledgeBaseId"))],
    },
  ],
  limitsContainers: true,
  isContext: true,
};

export const searchStores: readonly StoreEntry[] = [
  elastic,
  openSearch,
  azureSearch,
  algolia,
  meilisearch,
  typesense,
  upstashSearch,
  vendorRetrieval,
];
