import { at, container, credential, host, name, scope, since, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

const redisOperations: StoreEntry["operations"] = [
  {
    methods: [
      "get",
      "getBuffer",
      "mget",
      "mGet",
      "getrange",
      "getRange",
      "strlen",
      "exists",
      "keys",
      "scan",
      "scanStream",
      "scanIterator",
      "ttl",
      "type",
      "hget",
      "hGet",
      "hgetall",
      "hGetAll",
      "hmget",
      "hmGet",
      "hkeys",
      "hKeys",
      "hvals",
      "hVals",
      "hexists",
      "hExists",
      "hlen",
      "hLen",
      "hscan",
      "hScan",
      "lrange",
      "lRange",
      "llen",
      "lLen",
      "lindex",
      "lIndex",
      "smembers",
      "sMembers",
      "sismember",
      "sIsMember",
      "scard",
      "sCard",
      "zrange",
      "zRange",
      "zrangebyscore",
      "zRangeByScore",
      "zrevrange",
      "zscore",
      "zScore",
      "zcard",
      "zCard",
      "xrange",
      "xRange",
      "xread",
      "xRead",
      "xreadgroup",
      "xReadGroup",
      "json.get",
      "json.mget",
      "ft.search",
      "search",
    ],
    effect: "read",
  },
  {
    methods: [
      "set",
      "setex",
      "setEx",
      "psetex",
      "pSetEx",
      "setnx",
      "setNX",
      "mset",
      "mSet",
      "getset",
      "getSet",
      "getdel",
      "getDel",
      "append",
      "incr",
      "incrby",
      "incrBy",
      "decr",
      "decrby",
      "decrBy",
      "del",
      "unlink",
      "expire",
      "pexpire",
      "pExpire",
      "expireat",
      "persist",
      "rename",
      "hset",
      "hSet",
      "hmset",
      "hsetnx",
      "hSetNX",
      "hincrby",
      "hIncrBy",
      "hdel",
      "hDel",
      "lpush",
      "lPush",
      "rpush",
      "rPush",
      "lpop",
      "lPop",
      "rpop",
      "rPop",
      "lset",
      "lSet",
      "lrem",
      "lRem",
      "ltrim",
      "lTrim",
      "sadd",
      "sAdd",
      "srem",
      "sRem",
      "spop",
      "sPop",
      "zadd",
      "zAdd",
      "zrem",
      "zRem",
      "zincrby",
      "zIncrBy",
      "zremrangebyscore",
      "zRemRangeByScore",
      "zremrangebyrank",
      "zRemRangeByRank",
      "xadd",
      "xAdd",
      "xdel",
      "xDel",
      "xtrim",
      "xTrim",
      "xack",
      "xAck",
      "publish",
      "flushdb",
      "flushDb",
      "flushall",
      "flushAll",
      "eval",
      "evalsha",
      "evalSha",
      "json.set",
      "json.merge",
      "json.del",
      "json.arrappend",
    ],
    effect: "write",
  },
  { methods: ["call", "sendCommand", "executeCommand"], effect: "read", statement: at("0", "0.0") },
];

const pipelines: StoreEntry["narrows"] = [
  { methods: ["pipeline", "multi", "duplicate", "withAbortSignal", "legacy", "v4"], levels: [] },
  { methods: ["select"], levels: [scope(at("0"))] },
];

const redis: StoreEntry = {
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

const redisUrl = ["UPSTASH_REDIS_REST_URL", "KV_REST_API_URL"];
const redisToken = ["UPSTASH_REDIS_REST_TOKEN", "KV_REST_API_TOKEN"];

const upstash: StoreEntry = {
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

/** Answers by likeness: what one environment was told, another repeats. */
const semantic: StoreEntry = {
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

/** Stores of bytes that LangChain keeps documents, embeddings and their parents in. */
const byteStores: StoreEntry = {
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

/** Answers that are being streamed, kept so that a reader who comes back can go on with them. */
const resumableStreams: StoreEntry = {
  provider: "resumable-stream",
  kind: "cache",
  label: "resumable stream",
  opens: [
    {
      ...symbols(["resumable-stream", "resumable-stream/ioredis"], "createResumableStreamContext"),
      levels: [host([], { implicit: ["REDIS_URL", "KV_URL"] }), scope(at("0.keyPrefix"))],
      wraps: at("0.publisher", "0.subscriber"),
    },
    {
      ...symbols("resumable-stream/generic", "createResumableStreamContext"),
      levels: [scope(at("0.keyPrefix"))],
      wraps: at("0.publisher", "0.subscriber"),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["resumeExistingStream", "hasExistingStream"], effect: "read" },
    { methods: ["createNewResumableStream", "resumableStream"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

const momento: StoreEntry = {
  provider: "momento",
  kind: "cache",
  label: "Momento cache",
  opens: [
    {
      ...symbols("@gomomento/sdk", "CacheClient", "CacheClient.create", "PreviewVectorIndexClient"),
      levels: [],
      credential: credential(
        at("0.credentialProvider.0.apiKey", "0.credentialProvider.0.environmentVariableName", "0.credentialProvider"),
      ),
    },
  ],
  narrows: [],
  operations: [
    {
      methods: ["get", "keyExists", "dictionaryFetch", "listFetch", "search"],
      effect: "read",
      levels: [name(at("0"))],
    },
    {
      methods: ["set", "delete", "increment", "dictionarySetField", "listPushBack", "upsertItemBatch", "createCache"],
      effect: "write",
      levels: [name(at("0"))],
    },
  ],
  limitsContainers: true,
  isContext: false,
};

const keyv: StoreEntry = {
  provider: "keyv",
  kind: "cache",
  label: "Keyv cache",
  opens: [
    {
      ...symbols("keyv", "default", "Keyv"),
      levels: [host(at("0", "0.uri", "0.store"), { otherwise: ":memory:" }), scope(at("0.namespace", "1.namespace"))],
      wraps: at("0.store", "0"),
    },
    {
      ...symbols(
        ["@keyv/redis", "@keyv/valkey", "@keyv/mongo", "@keyv/postgres", "@keyv/mysql", "@keyv/sqlite"],
        "default",
        "KeyvRedis",
        "KeyvValkey",
        "KeyvMongo",
        "KeyvPostgres",
        "KeyvMysql",
        "KeyvSqlite",
        "createKeyv",
      ),
      levels: [host(at("0", "0.url", "0.uri"))],
      wraps: at("0"),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "getMany", "has"], effect: "read" },
    { methods: ["set", "setMany", "delete", "deleteMany", "clear"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};

const memcached: StoreEntry = {
  provider: "memcached",
  kind: "cache",
  label: "Memcached",
  opens: [
    {
      ...symbols(["memjs"], "Client.create"),
      levels: [host(at("0"), { implicit: ["MEMCACHIER_SERVERS", "MEMCACHE_SERVERS"], otherwise: "localhost:11211" })],
    },
    { ...symbols("memcached", "default", "Memcached"), levels: [host(at("0", "0.0"))] },
  ],
  narrows: [],
  operations: [
    { methods: ["get", "getMulti", "gets"], effect: "read" },
    {
      methods: ["set", "add", "replace", "delete", "del", "incr", "increment", "decr", "decrement", "flush", "touch"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: false,
};

export const cacheStores: readonly StoreEntry[] = [
  redis,
  upstash,
  semantic,
  byteStores,
  resumableStreams,
  momento,
  keyv,
  memcached,
];
