import type { StoreEntry } from "../types.ts";
import { cacheStores } from "./cache.ts";
import { sqlStores } from "./sql.ts";
import { vectorStores } from "./vector.ts";

export const stores: readonly StoreEntry[] = [...vectorStores, ...sqlStores, ...cacheStores];
