import { z } from "zod";

const schema = z.object({
  APP_ENV: z.enum(["production", "staging", "test"]),
  QDRANT_URL: z.url(),
  QDRANT_API_KEY: z.string(),
  QDRANT_COLLECTION: z.string(),
  MEMORY_URL: z.string(),
  OPENAI_API_KEY: z.string(),
  CRM_URL: z.url(),
  CRM_TOKEN: z.string(),
});

export const config = schema.parse(process.env);
