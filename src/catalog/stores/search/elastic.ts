import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

const indexOfCall = [container(at("0.index", "0.index.0"))];

export const elastic: StoreEntry = {
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

export const openSearch: StoreEntry = {
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
