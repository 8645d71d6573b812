import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

export const remarks = pgTable("remarks", {
  visitor: text().notNull(),
  text: text().notNull(),
  at: timestamp().defaultNow().notNull(),
});
