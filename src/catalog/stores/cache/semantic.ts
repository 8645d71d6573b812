import { at, credential, host, name, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

/** Answers by likeness: what one environment was told, another repeats. */
export const semantic: StoreEntry = {
  provider: "upstash",
  kind: "cache",
  label: "semantic cache",
  opens: [
    {
      ...symbols("@upstash/semantic-cache", "SemanticCache"),
      levels: [scope(at("0.namespace"))],
      wraps: at("0.index"),
    },
    {
      ...symbols(["@langchain/community/caches/upstash_redis", "langchain/cache/upstash_redis"], "UpstashRedisCache"),
      levels: [host(at("0.config.url"))],
      credential: credential(at("0.config.token")),
      wraps: at("0.client"),
    },
    {
      ...symbols(
        ["@langchain/community/caches/ioredis", "@langchain/redis", "langchain/cache/ioredis", "langchain/cache/redis"],
        "RedisCache",
        "RedisSemanticCache",
      ),
      levels: [scope(at("1.prefix"))],
      wraps: at("0", "0.redisClient"),
    },
    {
      ...symbols(["@langchain/mongodb"], "MongoDBCache", "MongoDBAtlasSemanticCache"),
      levels: [],
      wraps: at("0"),
    },
    {
      ...symbols("@langchain/community/caches/vercel_kv", "VercelKVCache"),
      levels: [host([], { implicit: ["KV_REST_API_URL"] })],
      credential: credential([], "KV_REST_API_TOKEN"),
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/community/caches/momento", "MomentoCache.fromProps"),
      levels: [name(at("0.cacheName"))],
      wraps: at("0.client"),
    },
    { ...symbols("@langchain/cloudflare", "CloudflareKVCache"), levels: [], wraps: at("0") },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "lookup", "getIfExists"], effect: "read" },
    { methods: ["set", "update", "delete", "bulkDelete", "flush", "clear"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};
