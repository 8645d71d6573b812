import { test } from "vitest";
import { auditEventsIn, summaryOf } from "./audit-of.ts";
const config = `export const config = { environment: process.env.APP_ENV ?? "development" };`;
const show = (n: string, r: Parameters<typeof auditEventsIn>[0]) => test(n, () => { const e = auditEventsIn(r); console.log(n, summaryOf(e), e.map(x=>[x.tag.note, x.covers, x.recordedAt?.path+":"+x.recordedAt?.span.startLine])); });
show("plain drizzle", { files: {
 "src/config.ts": config,
 "src/audit.ts": `import { config } from "./config"; import { db } from "./db"; import { auditLog } from "./schema";
export async function audit(event) { await db.insert(auditLog).values({ ...event, environment: config.environment, at: new Date() }); }`,
 "src/schema.ts": `import { pgTable, text } from "drizzle-orm/pg-core"; export const auditLog = pgTable("audit_log", { tool: text("tool"), environment: text("environment") });`,
 "src/db.ts": `import { drizzle } from "drizzle-orm/node-postgres"; export const db = drizzle(process.env.DATABASE_URL);`,
 "src/tool.ts": `import { audit } from "./audit";
export const refund = { execute: async (input) => {
  try { await audit({ tool: "refund", outcome: "ok" }); }
  catch (error) { await audit({ tool: "refund", outcome: "error" }); throw error; }
} };`}, entries: [{ name: "refund", path: "src/tool.ts", fn: "execute" }] });
show("class", { files: {
 "src/config.ts": config,
 "src/audit.ts": `
export interface Writer { write(rec: unknown): Promise<void> }
export class PgWriter implements Writer { constructor(private pool) {} async write(rec) { await this.pool.query("INSERT INTO audit_log (tool, environment, at) VALUES ($1, $2, now())", [rec.tool, rec.environment]); } }
export class AuditLog { constructor(private readonly writer: Writer, private readonly environment: string) {}
  async record(event) { await this.writer.write({ ...event, environment: this.environment }); } }`,
 "src/wire.ts": `import { AuditLog, PgWriter } from "./audit"; import { config } from "./config"; import { Pool } from "pg";
export const trail = new AuditLog(new PgWriter(new Pool()), config.environment);`,
 "src/tool.ts": `import { trail } from "./wire";
export async function execute(input) {
  if (input.env !== "x") { await trail.record({ tool: "refund", outcome: "refused" }); throw new Error("no"); }
  await trail.record({ tool: "refund", outcome: "ok" });
}`}, entries: [{ name: "refund", path: "src/tool.ts", fn: "execute" }] });
show("factory", { files: {
 "src/audit.ts": `export function createAudit(db, environment) { return async (event) => { await db.collection("audit").insertOne({ ...event, environment }); }; }`,
 "src/tool.ts": `import { createAudit } from "./audit"; import { MongoClient } from "mongodb";
const audit = createAudit(new MongoClient(process.env.MONGO_URL).db("x"), process.env.DEPLOY_ENV);
const other = createAudit(new MongoClient(process.env.MONGO_URL).db("x"), process.env.NODE_ENV);
export async function execute(input) { await audit({ tool: "a" }); await other({ tool: "b" }); }`}, entries: [{ name: "refund", path: "src/tool.ts", fn: "execute" }] });
show("pino", { files: {
 "src/log.ts": `import pino from "pino"; export const logger = pino({ base: { service: "x", environment: process.env.APP_ENV } }); export const bare = pino();`,
 "src/tool.ts": `import { logger, bare } from "./log"; const log = logger.child({ component: "tools" });
export async function execute(input) { log.info("starting"); log.info({ tool: "refund", amount: input.amount }, "tool called"); bare.info({ tool: "refund" }, "tool called"); console.log("x"); }`}, entries: [{ name: "refund", path: "src/tool.ts", fn: "execute" }] });
show("wrapper", { files: {
 "src/config.ts": config,
 "src/register.ts": `import { config } from "./config"; import { pool } from "./db";
async function audit(tool: string, args: unknown, outcome: string) { await pool.query("INSERT INTO tool_calls (tool, args, outcome, environment) VALUES ($1,$2,$3,$4)", [tool, JSON.stringify(args), outcome, config.environment]); }
export function registerAudited(server, name, cfg, handler) {
  server.registerTool(name, cfg, async (args) => {
    try { const r = await handler(args); await audit(name, args, "ok"); return r; }
    catch (e) { await audit(name, args, "error"); throw e; }
  });
}`,
 "src/db.ts": `import { Pool } from "pg"; export const pool = new Pool();`,
 "src/tool.ts": `import { registerAudited } from "./register";
export function setup(server) { registerAudited(server, "refund", {}, async function refund(args) { return 1; }); registerAudited(server, "search", {}, async function search(args) { return 1; }); }`}, entries: [{ name: "refund", path: "src/tool.ts", fn: "refund" }, { name: "search", path: "src/tool.ts", fn: "search" }] });
