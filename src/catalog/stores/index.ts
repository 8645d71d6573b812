import type { StoreEntry } from "../types.ts";
import { cacheStores } from "./cache/index.ts";
import { documentStores } from "./document/index.ts";
import { agentMemories } from "./memory-agents.ts";
import { chatHistories } from "./memory-chat-history.ts";
import { langgraphStores } from "./memory-langgraph.ts";
import { mastraStores } from "./memory-mastra.ts";
import { memoryServices } from "./memory-services.ts";
import { objectStores } from "./object.ts";
import { platformStores } from "./platform.ts";
import { searchStores } from "./search/index.ts";
import { sqlBuilders } from "./sql-builders.ts";
import { sqlDrivers } from "./sql-drivers.ts";
import { sqlMappers } from "./sql-mappers.ts";
import { sqlServices } from "./sql-services.ts";
import { vectorStores } from "./vector/index.ts";

/** Every store product, the more telling first: a vector store over a database is that, and not only the database. */
export const stores: readonly StoreEntry[] = [
  ...vectorStores,
  ...memoryServices,
  ...langgraphStores,
  ...chatHistories,
  ...mastraStores,
  ...agentMemories,
  ...sqlDrivers,
  ...sqlBuilders,
  ...sqlMappers,
  ...sqlServices,
  ...documentStores,
  ...cacheStores,
  ...objectStores,
  ...searchStores,
  ...platformStores,
];
