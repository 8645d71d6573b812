import { LibSQLStore } from "@mastra/libsql";
import { Memory } from "@mastra/memory";
import { settings } from "./settings";

export const memory = new Memory({
  storage: new LibSQLStore({ id: "memory", url: settings.MEMORY_URL, authToken: settings.MEMORY_TOKEN }),
  options: { lastMessages: 12 },
});
