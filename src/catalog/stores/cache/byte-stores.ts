import { at, container, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

/** Stores of bytes that LangChain keeps documents, embeddings and their parents in. */
export const byteStores: StoreEntry = {
  provider: "langchain",
  kind: "cache",
  label: "LangChain byte store",
  opens: [
    { ...symbols("@langchain/community/storage/ioredis", "RedisByteStore"), levels: [], wraps: at("0.client") },
    {
      ...symbols("@langchain/community/storage/upstash_redis", "UpstashRedisStore"),
      levels: [host(at("0.config.url"))],
      credential: credential(at("0.config.token")),
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/community/storage/vercel_kv", "VercelKVStore"),
      levels: [host([], { implicit: ["KV_REST_API_URL"] })],
      credential: credential([], "KV_REST_API_TOKEN"),
      wraps: at("0.client"),
    },
    {
      ...symbols("@langchain/community/storage/cassandra", "CassandraKVStore"),
      levels: [
        host(at("0.serviceProviderArgs.astra.endpoint", "0.contactPoints.0", "0.cloud.secureConnectBundle")),
        name(at("0.keyspace")),
        container(at("0.table")),
      ],
      credential: credential(at("0.serviceProviderArgs.astra.token", "0.credentials.password")),
    },
    {
      ...symbols(
        ["langchain/storage/file_system", "@langchain/classic/storage/file_system"],
        "LocalFileStore",
        "LocalFileStore.fromPath",
      ),
      levels: [host(at("0", "0.rootPath"))],
    },
  ],
  narrows: [],
  operations: [
    { methods: ["mget", "yieldKeys"], effect: "read" },
    { methods: ["mset", "mdelete"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: true,
};
