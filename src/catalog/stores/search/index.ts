import type { StoreEntry } from "../../types.ts";
import { algolia } from "./algolia.ts";
import { azureSearch } from "./azure.ts";
import { vendorRetrieval } from "./bedrock.ts";
import { elastic, openSearch } from "./elastic.ts";
import { meilisearch } from "./meilisearch.ts";
import { typesense } from "./typesense.ts";
import { upstashSearch } from "./upstash.ts";

/** Search engines, and retrieval that a cloud runs. */
export const searchStores: readonly StoreEntry[] = [
  elastic,
  openSearch,
  azureSearch,
  algolia,
  meilisearch,
  typesense,
  upstashSearch,
  vendorRetrieval,
];
