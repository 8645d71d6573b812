import { at, container, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const algolia: StoreEntry = {
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
