import { at, container, credential, host, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, llamaOperations } from "./frameworks.ts";

export const weaviate: StoreEntry = {
  provider: "weaviate",
  kind: "vector",
  label: "Weaviate collection",
  opens: [
    {
      ...symbols("weaviate-client", "connectToWeaviateCloud", "connectToWCD", "connectToWCS"),
      levels: [host(at("0"))],
      credential: credential(at("1.authCredentials.0", "1.authCredentials")),
    },
    {
      ...symbols("weaviate-client", "connectToCustom"),
      levels: [host(at("0.httpHost"), { port: { from: at("0.httpPort") } })],
      credential: credential(at("0.authCredentials.0", "0.authCredentials")),
    },
    {
      ...symbols("weaviate-client", "connectToLocal"),
      levels: [host(at("0.host"), { otherwise: "http://localhost:8080", port: { from: at("0.port") } })],
      credential: credential(at("0.authCredentials.0", "0.authCredentials")),
    },
    {
      ...symbols(["weaviate-client", "weaviate-ts-client"], "client"),
      levels: [
        host(at("0.host", "0.connectionParams.http.host"), { port: { from: at("0.connectionParams.http.port") } }),
      ],
      credential: credential(at("0.apiKey.0", "0.apiKey", "0.auth")),
    },
    ...langchainClass(langchain("weaviate", "@langchain/weaviate"), "WeaviateStore", {
      levels: [
        { level: "container", keys: ["indexName"] },
        { level: "scope", keys: ["tenant"] },
      ],
      wraps: ["client"],
    }),
    {
      ...symbols(["@llamaindex/weaviate", "llamaindex"], "WeaviateVectorStore"),
      levels: [
        host(at("0.cloudOptions.clusterURL"), { implicit: ["WEAVIATE_CLUSTER_URL"] }),
        container(at("0.indexName")),
      ],
      credential: credential(at("0.cloudOptions.apiKey"), "WEAVIATE_API_KEY"),
      wraps: at("0.weaviateClient"),
    },
  ],
  narrows: [
    { methods: ["get", "use"], levels: [container(at("0"))] },
    { methods: ["withTenant"], levels: [scope(at("0"))] },
    { methods: ["withClassName"], levels: [container(at("0"))] },
    ...langchainNarrows,
  ],
  operations: [
    {
      methods: [
        "bm25",
        "hybrid",
        "nearText",
        "nearVector",
        "nearObject",
        "nearImage",
        "nearMedia",
        "fetchObjects",
        "fetchObjectById",
        "overAll",
        "singlePrompt",
        "iterator",
        "do",
      ],
      effect: "read",
    },
    {
      methods: [
        "insert",
        "insertMany",
        "ingest",
        "replace",
        "update",
        "deleteById",
        "deleteMany",
        "referenceAdd",
        "referenceAddMany",
        "referenceDelete",
        "referenceReplace",
        "create",
        "createFromSchema",
        "deleteAll",
        "creator",
        "updater",
        "merger",
        "deleter",
        "objectsBatcher",
        "objectsBatchDeleter",
      ],
      effect: "write",
    },
    { methods: ["create", "delete"], effect: "write", levels: [container(at("0.name", "0"))] },
    ...langchainOperations,
    ...llamaOperations,
  ],
  limitsContainers: true,
  isContext: true,
};
