import { describe, expect, it } from "vitest";
import { operationsIn } from "./operations-in.ts";

describe("operations on what an agent remembers", () => {
  it.each<[string, string, string[]]>([
    [
      "Mem0",
      `import MemoryClient from "mem0ai";
const memory = new MemoryClient({ apiKey: process.env.MEM0_KEY! });
export const run = async () => {
  await memory.search("refunds", { filters: { user_id: "desk" } });
  await memory.add([], { userId: "desk" });
};`,
      [
        "read mem0 search host=https://api.mem0.ai scope=desk key=$MEM0_KEY",
        "write mem0 add host=https://api.mem0.ai scope=desk key=$MEM0_KEY",
      ],
    ],
    [
      "Mem0 by itself, over Qdrant",
      `import { Memory } from "mem0ai/oss";
const memory = new Memory({ vectorStore: { provider: "qdrant", config: { host: process.env.QDRANT_HOST, port: 6333, collectionName: "desk" } } });
export const run = () => memory.add("x", { userId: "u" });`,
      ["write mem0 add host=$QDRANT_HOST container=desk scope=u port=6333"],
    ],
    [
      "Zep",
      `import { ZepClient } from "@getzep/zep-cloud";
const zep = new ZepClient({ apiKey: process.env.ZEP_KEY });
export const run = async () => {
  await zep.graph.search({ userId: "u", query: "refunds" });
  await zep.thread.addMessages("t", { messages: [] });
  await zep.user.get("u");
};`,
      ["read zep search key=$ZEP_KEY", "write zep addMessages key=$ZEP_KEY", "read zep get key=$ZEP_KEY"],
    ],
    [
      "Supermemory",
      `import Supermemory from "supermemory";
const memory = new Supermemory();
export const run = async () => {
  await memory.search.memories({ q: "refunds", containerTag: "desk" });
  await memory.add({ content: "x", containerTag: "desk" });
};`,
      [
        "read supermemory memories host=$SUPERMEMORY_BASE_URL|https://api.supermemory.ai scope=desk key=$SUPERMEMORY_API_KEY",
        "write supermemory add host=$SUPERMEMORY_BASE_URL|https://api.supermemory.ai scope=desk key=$SUPERMEMORY_API_KEY",
      ],
    ],
    [
      "a checkpointer of LangGraph",
      `import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
const saver = PostgresSaver.fromConnString(process.env.DATABASE_URL!);
export const run = async (config: any) => {
  await saver.getTuple(config);
  await saver.put(config, {}, {}, {});
};`,
      ["read postgres getTuple host=$DATABASE_URL", "write postgres put host=$DATABASE_URL"],
    ],
    [
      "a chat history of LangChain",
      `import { UpstashRedisChatMessageHistory } from "@langchain/community/stores/message/upstash_redis";
const history = new UpstashRedisChatMessageHistory({ sessionId: "s", config: { url: process.env.REDIS_URL!, token: process.env.REDIS_TOKEN! } });
export const run = async () => {
  await history.getMessages();
  await history.addUserMessage("x");
};`,
      [
        "read upstash getMessages host=$REDIS_URL scope=s key=$REDIS_TOKEN",
        "write upstash addUserMessage host=$REDIS_URL scope=s key=$REDIS_TOKEN",
      ],
    ],
    [
      "a chat history in a file",
      `import { FileSystemChatMessageHistory } from "@langchain/community/stores/message/file_system";
export const run = () => new FileSystemChatMessageHistory({ sessionId: "s" }).addMessages([]);`,
      ["write file addMessages host=./.history/history.json"],
    ],
    [
      "memory of Mastra over a storage of its own",
      `import { Memory } from "@mastra/memory";
import { LibSQLStore } from "@mastra/libsql";
const memory = new Memory({ storage: new LibSQLStore({ id: "s", url: process.env.TURSO_URL!, authToken: process.env.TURSO_TOKEN }) });
export const run = () => memory.saveMessages({ messages: [] });`,
      ["write libsql saveMessages host=$TURSO_URL key=$TURSO_TOKEN"],
    ],
    [
      "memory of Mastra in the storage of its instance",
      `import { Mastra } from "@mastra/core";
import { MastraCompositeStore } from "@mastra/core/storage";
import { Memory } from "@mastra/memory";
import { PostgresStore } from "@mastra/pg";
const memory = new Memory({ options: { lastMessages: 20 } });
export const mastra = new Mastra({ storage: new MastraCompositeStore({ id: "c", default: new PostgresStore({ id: "s", connectionString: process.env.DATABASE_URL! }) }) });
export const run = () => memory.recall({ threadId: "t" });`,
      ["read postgres recall host=$DATABASE_URL"],
    ],
    [
      "a session of the Agents SDK",
      `import { OpenAIConversationsSession } from "@openai/agents";
const session = new OpenAIConversationsSession({ conversationId: "c" });
export const run = () => session.addItems([]);`,
      ["write openai addItems scope=c key=$OPENAI_API_KEY"],
    ],
    [
      "the state of a chat bot",
      `import { createPostgresState } from "@chat-adapter/state-pg";
const state = createPostgresState({ url: process.env.DATABASE_URL, keyPrefix: "desk" });
export const run = () => state.set("a", "b");`,
      ["write chat-sdk set host=$DATABASE_URL scope=desk"],
    ],
  ])("%s", (_, code, expected) => {
    expect(operationsIn(code)).toEqual(expected);
  });
});
