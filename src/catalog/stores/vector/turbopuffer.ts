import { at, container, credential, host, since, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

export const turbopuffer: StoreEntry = {
  provider: "turbopuffer",
  kind: "vector",
  label: "Turbopuffer namespace",
  opens: [
    {
      ...since(">=1", symbols("@turbopuffer/turbopuffer", "Turbopuffer", "default")),
      levels: [host(at("0.baseURL", "0.region"), { implicit: ["TURBOPUFFER_BASE_URL", "TURBOPUFFER_REGION"] })],
      credential: credential(at("0.apiKey"), "TURBOPUFFER_API_KEY"),
    },
    {
      ...since("<1", symbols("@turbopuffer/turbopuffer", "Turbopuffer")),
      levels: [host(at("0.baseUrl"), { otherwise: "https://api.turbopuffer.com" })],
      credential: credential(at("0.apiKey")),
    },
    ...langchainClass(langchain("turbopuffer"), "TurbopufferVectorStore", {
      levels: [{ level: "container", keys: ["namespace"] }],
      credential: { keys: ["apiKey"], implicit: ["TURBOPUFFER_API_KEY"] },
    }),
  ],
  narrows: [{ methods: ["namespace"], levels: [container(at("0"))] }, ...langchainNarrows],
  operations: [
    {
      methods: [
        "query",
        "multiQuery",
        "explainQuery",
        "hintCacheWarm",
        "metadata",
        "schema",
        "exists",
        "recall",
        "vectors",
        "export",
      ],
      effect: "read",
    },
    {
      methods: [
        "write",
        "upsert",
        "delete",
        "deleteAll",
        "deleteByFilter",
        "copyFromNamespace",
        "copyFrom",
        "branchFrom",
        "updateMetadata",
        "updateSchema",
      ],
      effect: "write",
    },
    ...langchainOperations,
  ],
  limitsContainers: false,
  isContext: true,
};
