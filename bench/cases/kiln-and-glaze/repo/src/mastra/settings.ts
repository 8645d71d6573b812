import { z } from "zod";

export const settings = z
  .object({
    KILN_STAGE: z.enum(["production", "staging", "test"]),
    RECIPES_URL: z.string(),
    MEMORY_URL: z.string(),
    MEMORY_TOKEN: z.string(),
    SHOP_URL: z.string(),
    SHOP_TOKEN: z.string(),
    OPENAI_API_KEY: z.string(),
  })
  .parse(process.env);
