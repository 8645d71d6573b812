import { createClient } from "redis";
import { config } from "./config.js";

const client = createClient({ url: config.redisUrl });
await client.connect();

export async function recall(skipper: string) {
  return client.lRange(`history:${skipper}`, 0, 19);
}

export async function remember(skipper: string, line: string) {
  await client.lPush(`history:${skipper}`, line);
}
