import { at, credential, host, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations, mastraOperations } from "./frameworks.ts";

const upstashVariables = {
  url: ["UPSTASH_VECTOR_REST_URL", "NEXT_PUBLIC_UPSTASH_VECTOR_REST_URL"],
  token: ["UPSTASH_VECTOR_REST_TOKEN", "NEXT_PUBLIC_UPSTASH_VECTOR_REST_TOKEN"],
};

export const upstashVector: StoreEntry = {
  provider: "upstash",
  kind: "vector",
  label: "Upstash Vector index",
  opens: [
    {
      ...symbols(["@upstash/vector", "@upstash/vector/*"], "Index"),
      levels: [host(at("0.url"), { implicit: upstashVariables.url })],
      credential: credential(at("0.token"), ...upstashVariables.token),
    },
    {
      ...symbols(["@upstash/vector", "@upstash/vector/*"], "Index.fromEnv"),
      levels: [host(at("0.UPSTASH_VECTOR_REST_URL"), { implicit: upstashVariables.url })],
      credential: credential(at("0.UPSTASH_VECTOR_REST_TOKEN"), ...upstashVariables.token),
    },
    ...langchainClass(langchain("upstash"), "UpstashVectorStore", {
      levels: [{ level: "scope", keys: ["namespace"] }],
      wraps: ["index"],
    }),
    {
      ...symbols(["@llamaindex/upstash", "llamaindex"], "UpstashVectorStore"),
      levels: [host(at("0.url"), { implicit: ["UPSTASH_VECTOR_REST_URL"] }), scope(at("0.namespace"))],
      credential: credential(at("0.token"), "UPSTASH_VECTOR_REST_TOKEN"),
    },
  ],
  narrows: [{ methods: ["namespace"], levels: [scope(at("0"))] }, ...langchainNarrows],
  operations: [
    {
      methods: ["query", "queryMany", "resumableQuery", "fetch", "range", "info", "listNamespaces"],
      effect: "read",
      levels: [scope(at("1.namespace"))],
    },
    { methods: ["upsert", "update", "delete", "reset"], effect: "write", levels: [scope(at("1.namespace"))] },
    { methods: ["deleteNamespace"], effect: "write", levels: [scope(at("0"))] },
    ...langchainOperations,
    { methods: ["add"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};

export const upstashMastra: StoreEntry = {
  ...upstashVector,
  opens: [
    {
      ...symbols("@mastra/upstash", "UpstashVector"),
      levels: [host(at("0.url"))],
      credential: credential(at("0.token")),
    },
  ],
  narrows: [],
  // What Mastra calls an index is a namespace of the one index that the URL opens.
  operations: mastraOperations("scope"),
};
