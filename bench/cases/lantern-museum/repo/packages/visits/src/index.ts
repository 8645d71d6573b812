import { visitsUrl } from "@lantern/settings";
import { desc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { remarks } from "./schema.ts";

const db = drizzle(postgres(visitsUrl()));

export async function remarksOf(visitor: string) {
  return db.select().from(remarks).where(eq(remarks.visitor, visitor)).orderBy(desc(remarks.at)).limit(10);
}

export async function keepRemark(visitor: string, text: string) {
  await db.insert(remarks).values({ visitor, text });
}
