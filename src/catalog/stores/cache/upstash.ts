import { at, credential, host, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { pipelines, redisOperations } from "./redis-commands.ts";

const redisUrl = ["UPSTASH_REDIS_REST_URL", "KV_REST_API_URL"];
const redisToken = ["UPSTASH_REDIS_REST_TOKEN", "KV_REST_API_TOKEN"];

export const upstash: StoreEntry = {
  provider: "upstash",
  kind: "cache",
  label: "Upstash Redis",
  opens: [
    {
      ...symbols(["@upstash/redis", "@upstash/redis/*"], "Redis"),
      levels: [host(at("0.url"), { implicit: redisUrl })],
      credential: credential(at("0.token"), ...redisToken),
    },
    {
      ...symbols(["@upstash/redis", "@upstash/redis/*"], "Redis.fromEnv"),
      levels: [host(at("0.UPSTASH_REDIS_REST_URL"), { implicit: redisUrl })],
      credential: credential(at("0.UPSTASH_REDIS_REST_TOKEN"), ...redisToken),
    },
    {
      ...symbols("@vercel/kv", "kv", "default"),
      ready: true,
      levels: [host([], { implicit: ["KV_REST_API_URL"] })],
      credential: credential([], "KV_REST_API_TOKEN"),
    },
    {
      ...symbols("@vercel/kv", "createClient", "VercelKV"),
      levels: [host(at("0.url"))],
      credential: credential(at("0.token")),
    },
  ],
  narrows: pipelines,
  operations: redisOperations,
  limitsContainers: false,
  isContext: false,
};
