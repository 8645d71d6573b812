import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

export const elasticVector: StoreEntry = {
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
