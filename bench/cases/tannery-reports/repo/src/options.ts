import { z } from "zod";

const Options = z.object({
  REPORT_ENV: z.enum(["production", "staging", "test"]),
  FINDINGS_URL: z.string().min(1),
  FINDINGS_TOKEN: z.string().min(1),
  BATCHES_DATABASE_URL: z.string().min(1),
  ORDERS_URL: z.string().min(1),
  ORDERS_TOKEN: z.string().min(1),
});

export const options = Options.parse(process.env);
