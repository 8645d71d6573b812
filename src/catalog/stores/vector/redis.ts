import type { StoreEntry } from "../../types.ts";
import { langchain, langchainClass, langchainNarrows, langchainOperations } from "./frameworks.ts";

export const redisVector: StoreEntry = {
  provider: "redis",
  kind: "vector",
  label: "Redis index",
  opens: ["RedisVectorStore", "FluentRedisVectorStore"].flatMap((className) =>
    langchainClass(langchain("redis", "@langchain/redis"), className, {
      levels: [
        { level: "container", keys: ["indexName"] },
        { level: "scope", keys: ["keyPrefix"] },
      ],
      wraps: ["redisClient"],
    }),
  ),
  narrows: langchainNarrows,
  operations: langchainOperations,
  limitsContainers: true,
  isContext: true,
};
