import type { Env } from "../src/env";

/** The bindings of an eval: arrays in memory, and a nursery that runs beside it. */
export function localEnv(): Env {
  const kept = new Map<string, string>();
  return {
    ENVIRONMENT: "staging",
    NURSERY_URL: process.env.NURSERY_URL,
    NURSERY_TOKEN: { get: async () => process.env.NURSERY_TOKEN },
    ANSWERS: { get: async (key: string) => kept.get(key) ?? null, put: async (key: string, value: string) => void kept.set(key, value) },
  } as unknown as Env;
}
