import { at, container, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, mastraOperations } from "./frameworks.ts";

export const chroma: StoreEntry = {
  provider: "chroma",
  kind: "vector",
  label: "Chroma collection",
  opens: [
    {
      ...symbols("chromadb", "ChromaClient", "AdminClient"),
      levels: [
        host(at("0.path", "0.host"), { otherwise: "http://localhost:8000", port: { from: at("0.port") } }),
        name(at("0.database"), {
          implicit: ["CHROMA_DATABASE"],
          otherwise: "default_database",
          within: { from: at("0.tenant"), implicit: ["CHROMA_TENANT"] },
        }),
      ],
      credential: credential(at("0.auth.credentials", "0.auth", "0.headers.x-chroma-token", "0.headers.Authorization")),
    },
    {
      ...symbols("chromadb", "CloudClient"),
      levels: [
        // Its host is the same for all: the tenant is what an account opens, by its key unless it is given.
        host(at("0.tenant"), { implicit: ["CHROMA_TENANT"] }),
        name(at("0.database"), { implicit: ["CHROMA_DATABASE"] }),
      ],
      credential: credential(at("0.apiKey"), "CHROMA_API_KEY"),
    },
    ...langchainClass(langchain("chroma"), "Chroma", {
      levels: [
        { level: "host", keys: ["url", "clientParams.host", "clientParams.path"] },
        { level: "name", keys: ["chromaCloudAPI.database", "clientParams.database"] },
        { level: "container", keys: ["collectionName"] },
      ],
      credential: { keys: ["chromaCloudAPIKey", "clientParams.auth"] },
      wraps: ["index"],
    }),
    {
      ...symbols(["@llamaindex/chroma", "llamaindex"], "ChromaVectorStore"),
      levels: [host(at("0.chromaClientParams.path")), container(at("0.collectionName"))],
      wraps: at("0.chromaClient"),
    },
  ],
  narrows: [
    { methods: ["getCollection", "getOrCreateCollection", "createCollection"], levels: [container(at("0.name"))] },
    { methods: ["getCollectionById", "getCollectionByCrn"], levels: [container(at("0"))] },
    ...langchainNarrows,
  ],
  operations: [
    { methods: ["query", "get", "peek", "count", "search"], effect: "read" },
    { methods: ["add", "upsert", "update", "delete", "modify"], effect: "write" },
    { methods: ["listCollections"], effect: "read" },
    { methods: ["deleteCollection"], effect: "write", levels: [container(at("0.name"))] },
    { methods: ["createDatabase", "deleteDatabase"], effect: "write", levels: [name(at("0.name"))] },
    { methods: ["reset", "createTenant"], effect: "write" },
    ...langchainOperations,
  ],
  limitsContainers: false,
  isContext: true,
};

export const chromaMastra: StoreEntry = {
  ...chroma,
  opens: [
    {
      ...symbols("@mastra/chroma", "ChromaVector"),
      levels: [
        host(at("0.path", "0.host"), { otherwise: "http://localhost:8000", port: { from: at("0.port") } }),
        name(at("0.database")),
      ],
      credential: credential(at("0.apiKey", "0.auth.credentials")),
    },
  ],
  narrows: [],
  operations: mastraOperations("container"),
};
