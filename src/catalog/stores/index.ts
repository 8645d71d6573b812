import type { StoreEntry } from "../types.ts";
import { cacheStores } from "./cache.ts";
import { documentStores } from "./document.ts";
import { memoryStores } from "./memory.ts";
import { objectStores } from "./object.ts";
import { platformStores } from "./platform.ts";
import { searchStores } from "./search.ts";
import { sqlStores } from "./sql.ts";
import { vectorStores } from "./vector.ts";

export const stores: readonly StoreEntry[] = [
  ...vectorStores,
  ...memoryStores,
  ...sqlStores,
  ...documentStores,
  ...cacheStores,
  ...objectStores,
  ...searchStores,
  ...platformStores,
];
