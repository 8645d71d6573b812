import type { StoreEntry } from "../../types.ts";
import { byteStores } from "./byte-stores.ts";
import { keyv } from "./keyv.ts";
import { memcached } from "./memcached.ts";
import { momento } from "./momento.ts";
import { redis } from "./redis.ts";
import { resumableStreams } from "./resumable-streams.ts";
import { semantic } from "./semantic.ts";
import { upstash } from "./upstash.ts";

/** What is kept for a while under a key. */
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
