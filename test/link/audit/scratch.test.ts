import { test } from "vitest";
import { lower } from "../../extract/program/lower.ts";
test("x", () => {
const m = lower(`
import type { AuditEvent } from "./types";
import { db } from "./db";
export interface Local { tool: string; environment?: string }
export const audit = async (event: AuditEvent, { a, b = 2 }: Local) => { await db.insert(t).values({ ...event, a }); };
class X { constructor(private readonly w: Writer) {} async record(e: Local) { await this.w.write({...e}); } }
export default { async fetch(req, env) { env.APP_ENV; } }
export type { AuditEvent };
`, "a.ts");
console.log(JSON.stringify(m, (k,v)=>(k==="span"||k==="at")?undefined:v));
});
