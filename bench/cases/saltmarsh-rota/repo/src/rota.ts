import { createClient } from "@libsql/client";
import { setting } from "./environment.ts";

const db = createClient({ url: setting("ROTA_DB_URL"), authToken: setting("ROTA_DB_TOKEN") });

export async function shiftsOn(day: string) {
  const { rows } = await db.execute({ sql: "SELECT warden, site FROM shifts WHERE day = ?", args: [day] });
  return rows;
}

export async function assignShift(day: string, warden: string, site: string) {
  await db.execute({ sql: "INSERT INTO shifts (day, warden, site) VALUES (?, ?, ?)", args: [day, warden, site] });
}
