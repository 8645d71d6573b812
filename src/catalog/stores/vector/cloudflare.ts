import { at, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { langchainClass, langchainNarrows, langchainOperations, mastraOperations } from "./frameworks.ts";

export const cloudflareVector: StoreEntry = {
  provider: "cloudflare",
  kind: "vector",
  label: "Vectorize index",
  opens: [
    ...langchainClass(["@langchain/cloudflare"], "CloudflareVectorizeStore", { levels: [], wraps: ["index"] }),
    {
      ...symbols("@mastra/vectorize", "CloudflareVector"),
      levels: [host(at("0.accountId"))],
      credential: credential(at("0.apiToken")),
    },
  ],
  narrows: langchainNarrows,
  operations: [...langchainOperations, ...mastraOperations("name")],
  limitsContainers: false,
  isContext: true,
};
