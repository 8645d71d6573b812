import { neon } from "@neondatabase/serverless";
import { options } from "./options.ts";

const sql = neon(options.BATCHES_DATABASE_URL);

export async function batchesSince(day: string) {
  return sql`SELECT hide, vat, ph, tanned_at FROM batches WHERE tanned_at >= ${day}`;
}

export async function holdBatch(vat: string, reason: string) {
  await sql`UPDATE batches SET held = true, held_because = ${reason} WHERE vat = ${vat}`;
}
