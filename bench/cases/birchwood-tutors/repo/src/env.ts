import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: {
    TUTOR_ENV: z.enum(["production", "staging", "test"]),
    SUPABASE_URL: z.url(),
    SUPABASE_SECRET_KEY: z.string(),
    UPSTASH_REDIS_REST_URL: z.url(),
    UPSTASH_REDIS_REST_TOKEN: z.string(),
    BOOKING_URL: z.url(),
    BOOKING_TOKEN: z.string(),
    OPENAI_API_KEY: z.string(),
  },
  client: { NEXT_PUBLIC_SITE_NAME: z.string().default("Birchwood") },
  experimental__runtimeEnv: { NEXT_PUBLIC_SITE_NAME: process.env.NEXT_PUBLIC_SITE_NAME },
  emptyStringAsUndefined: true,
});
