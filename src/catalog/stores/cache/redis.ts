import { at, credential, host, scope, since, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";
import { pipelines, redisOperations } from "./redis-commands.ts";

export const redis: StoreEntry = {
  provider: "redis",
  kind: "cache",
  label: "Redis",
  opens: [
    {
      ...symbols(["ioredis", "iovalkey"], "default", "Redis"),
      levels: [
        host(at("0", "0.host", "0.path", "1", "1.host"), { otherwise: "localhost", port: { from: at("0.port", "0") } }),
        scope(at("0.db", "1.db", "2.db")),
        scope(at("0.keyPrefix", "1.keyPrefix", "2.keyPrefix")),
      ],
      credential: credential(at("0.password", "1.password", "2.password")),
    },
    {
      ...symbols(["ioredis", "iovalkey"], "Cluster", "Redis.Cluster"),
      levels: [host(at("0.0", "0.0.host", "0.0.url"), { port: { from: at("0.0.port") } }), scope(at("1.keyPrefix"))],
      credential: credential(at("1.redisOptions.password")),
    },
    {
      ...since(">=4", symbols(["redis", "@redis/client"], "createClient", "createClientPool")),
      levels: [
        host(at("0.url", "0.socket.host", "0.socket.path"), {
          otherwise: "localhost",
          port: { from: at("0.socket.port") },
        }),
        scope(at("0.database")),
      ],
      credential: credential(at("0.password")),
    },
    {
      // `createClient(url)`, `createClient(port, host)`, `createClient({ host, port })`: later versions take none of them.
      ...since("<4", symbols("redis", "createClient")),
      levels: [
        host(at("0.url", "0.host", "0.path", "1", "0"), { otherwise: "localhost", port: { from: at("0.port", "0") } }),
        scope(at("0.db", "1.db", "2.db")),
        scope(at("0.prefix", "1.prefix", "2.prefix")),
      ],
      credential: credential(at("0.password", "1.password", "2.password")),
    },
    {
      ...symbols(["redis", "@redis/client"], "createCluster"),
      levels: [host(at("0.rootNodes.0.url", "0.rootNodes.0.socket.host"))],
      credential: credential(at("0.defaults.password")),
    },
    {
      ...symbols("handy-redis", "createNodeRedisClient"),
      levels: [host(at("0", "0.url", "0.host"))],
      credential: credential(at("0.password")),
    },
    {
      ...symbols("bun", "RedisClient"),
      levels: [host(at("0"), { implicit: ["REDIS_URL", "VALKEY_URL"], otherwise: "localhost" })],
    },
    {
      ...symbols("bun", "redis"),
      ready: true,
      levels: [host([], { implicit: ["REDIS_URL", "VALKEY_URL"], otherwise: "localhost" })],
    },
  ],
  narrows: pipelines,
  operations: redisOperations,
  limitsContainers: false,
  isContext: false,
};
