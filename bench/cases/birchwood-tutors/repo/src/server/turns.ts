import { Redis } from "@upstash/redis";
import { env } from "~/env";

const redis = new Redis({ url: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN });

export async function turnsOf(pupil: string) {
  return redis.lrange<string>(`turns:${pupil}`, 0, 9);
}

export async function keepTurn(pupil: string, text: string) {
  await redis.lpush(`turns:${pupil}`, text);
}
