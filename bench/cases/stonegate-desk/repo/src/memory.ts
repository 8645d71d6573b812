import { Redis } from "ioredis";
import { config } from "./config.ts";

const redis = new Redis(config.MEMORY_URL);

export async function recallThread(threadId: string) {
  return redis.lrange(`thread:${threadId}`, 0, -1);
}

export async function rememberTurn(threadId: string, turn: string) {
  await redis.rpush(`thread:${threadId}`, turn);
}
