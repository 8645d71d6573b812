import { describe, expect, test } from "vitest";
import { auditEventsIn, type EntrySpec, summaryOf } from "./audit-of.ts";

const config = `export const config = { environment: process.env.APP_ENV ?? "development" };`;
const audits = `import { MongoClient } from "mongodb"; export const audits = new MongoClient(process.env.M).db("x").collection("audit");`;
const refund: EntrySpec = { name: "refund", path: "src/tool.ts", fn: "refund" };

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly packages?: Readonly<Record<string, string>>;
  readonly entries?: readonly EntrySpec[];
  readonly emits: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: "a wrapper once for the tool's call and once for the retrieval inside it",
    files: {
      "src/audited.ts": `${audits}
        export async function audited(kind, subject, run) {
          const out = await run();
          await audits.insertOne({ kind, subject, environment: process.env.APP_ENV });
          return out;
        }`,
      "src/tool.ts": `import { audited } from "./audited";
        export const refund = (input) => audited("tool_call", "refund", () => audited("retrieval", "policies", async () => input));`,
    },
    emits: [
      "src/audited.ts:4 audits.insertOne tool-call environment",
      "src/audited.ts:4 audits.insertOne retrieval environment",
    ],
  },
  {
    title: "a method of a trail for each kind of event",
    files: {
      "src/trail.ts": `export function openTrail(env) {
        const send = (record) => fetch(env.COLLECTOR_URL, { method: "POST", body: JSON.stringify({ at: Date.now(), ...record }) });
        return {
          tool: (name) => send({ kind: "tool", environment: env.REALM, name }),
          refused: (name) => send({ kind: "refused", name }),
        };
      }`,
      "src/tool.ts": `import { openTrail } from "./trail";
        const trail = openTrail(process.env);
        export async function refund(input) {
          if (input.cents > 100) { await trail.refused("refund"); return; }
          await trail.tool("refund");
        }`,
    },
    emits: ["src/tool.ts:4 trail.refused gate-decision none", "src/tool.ts:5 trail.tool tool-call environment"],
  },
  {
    title: "a data point, whose columns go by what is written into them",
    files: {
      "src/audit.ts": `export const note = (env, kind, subject) =>
        env.TRAIL.writeDataPoint({ indexes: [subject], blobs: [env.REFUNDS_ENV, kind, subject], doubles: [1] });`,
      "src/tool.ts": `import { note } from "./audit";
        export async function refund(input, env) { note(env, "tool_call", "refund"); }`,
    },
    emits: ["src/tool.ts:2 note tool-call environment"],
  },
  {
    title: "an entry in a book that a package outside the repository keeps",
    files: {
      "src/logbook.ts": `import { createLogbook } from "@acme/logbook";
        export const logbook = createLogbook({ service: "desk" });`,
      "src/tool.ts": `import { logbook } from "./logbook";
        export async function refund(input) { await logbook.write({ kind: "tool.call", tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:2 logbook.write tool-call unresolved"],
  },
  {
    title: "the line that is logged beside an entry of the application's own",
    files: {
      "src/log.ts": `import { pino } from "pino"; const log = pino();
        export const emit = (event) => log.info({ ...event, environment: process.env.APP_ENV }, "audit");`,
      "src/journal.ts": `import { emit } from "./log"; import Database from "better-sqlite3"; const db = new Database("x");
        export function addEntry(entry) {
          db.prepare("insert into journal (entry) values (?)").run(entry);
          emit({ kind: "store_write", subject: "journal" });
        }`,
      "src/tool.ts": `import { addEntry } from "./journal"; export const refund = async (input) => addEntry(input.entry);`,
    },
    emits: ["src/journal.ts:4 emit store-write environment"],
  },
  {
    title: "a bare emitter whose caller says which event it is",
    files: {
      "src/events.ts": `${audits.replace("audit", "agent_events")}
        export async function note(kind: string, subject: string) {
          await audits.insertOne({ at: new Date(), kind, subject, environment: process.env.APP_ENV });
        }`,
      "src/tool.ts": `import { note } from "./events";
        export async function refund(input) {
          await note("retrieval", "policies");
          await note("tool_call", "refund");
        }`,
    },
    emits: ["src/tool.ts:3 note retrieval environment", "src/tool.ts:4 note tool-call environment"],
  },
  {
    title: "a gate that says itself which event it is, whatever the tool",
    files: {
      "src/audit.ts": `${audits} export const audit = { emit: async (event) => { await audits.insertOne({ ...event, environment: process.env.APP_ENV }); } };`,
      "src/gate.ts": `import { audit } from "./audit";
        export async function permits(tool, allowed) {
          await audit.emit({ kind: "gate", tool, outcome: allowed });
          return allowed;
        }`,
      "src/tool.ts": `import { permits } from "./gate"; export async function refund(input) { if (!(await permits("refund", input.ok))) return; }`,
    },
    emits: ["src/gate.ts:3 audit.emit gate-decision environment"],
  },
  {
    title: "what a test passes to the emitter is not what runs",
    files: {
      "src/audit.ts": `${audits} export class Trail {
          constructor(private readonly environment: string) {}
          async record(event) { await audits.insertOne({ ...event, environment: this.environment }); }
        }`,
      "src/tool.ts": `import type { Trail } from "./audit";
        export function tools(trail: Trail) { return async function refund(input) { await trail.record({ tool: "refund" }); }; }`,
      "src/main.ts": `import { Trail } from "./audit"; import { tools } from "./tool"; tools(new Trail(process.env.APP_ENV));`,
      "src/tool.test.ts": `import { Trail } from "./audit"; import { tools } from "./tool"; tools(new Trail("test"));`,
    },
    emits: ["src/tool.ts:2 trail.record tool-call environment"],
  },
  {
    title: "a wrapper that runs inside itself",
    files: {
      "src/audit.ts": `${audits} export async function audited(kind: string, name: string, work) {
          const result = await work();
          await audits.insertOne({ kind, name, environment: process.env.APP_ENV });
          return result;
        }`,
      "src/tool.ts": `import { audited } from "./audit"; import { recordAudit } from "@acme/trail";
        export async function refund(input) {
          return audited("tool_call", "refund", () => audited("store_write", "notes", async () => recordAudit({ tool: "refund" })));
        }`,
    },
    emits: [
      "src/audit.ts:3 audits.insertOne tool-call environment",
      "src/audit.ts:3 audits.insertOne store-write environment",
      "src/tool.ts:3 recordAudit tool-call unresolved",
    ],
  },
  {
    title: "work that is handed to an emitter outside the repository is not what it writes",
    files: {
      "src/tool.ts": `import { createAuditClient } from "@acme/audit-client"; import { MongoClient } from "mongodb";
        const audit = createAuditClient({ key: process.env.KEY });
        const notes = new MongoClient(process.env.M).db("x").collection("notes");
        export async function refund(input) { return audit.track("tool_call", "refund", () => notes.insertOne({ text: input.text })); }`,
    },
    emits: ["src/tool.ts:4 audit.track tool-call unresolved"],
  },
  {
    title: "an emitter of a package that is named for audit",
    files: {
      "src/tool.ts": `import { emit } from "@acme/audit"; export async function refund(input) { await emit("tool_call", { tool: "refund", sessionId: input.s }); }`,
    },
    emits: ["src/tool.ts:1 emit tool-call unresolved"],
  },
  {
    title: "a ledger of a package that the repository does not hold",
    files: {
      "src/tool.ts": `import { createLedger } from "@acme/ledger-events";
        export async function refund(input, env) { await createLedger(env).append({ kind: "tool_call", tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:2 createLedger().append tool-call unresolved"],
  },
  {
    title: "a queue and a database that the platform binds, with the environment of the bindings",
    files: {
      "src/trail.ts": `export const trailFor = (env) => (event) => env.TRAIL.send({ ...event, environment: env.APP_ENV });`,
      "src/tool.ts": `import { trailFor } from "./trail";
        export async function refund(input, context) {
          const trail = trailFor(context.env);
          await trail({ kind: "tool_call", tool: "refund" });
          await context.env.EVENTS.prepare("insert into events (kind, tool, environment) values (?, ?, ?)").bind("tool_call", "refund", context.env.APP_ENV).run();
        }`,
    },
    emits: [
      "src/tool.ts:4 trail tool-call environment",
      "src/tool.ts:5 context.env.EVENTS.prepare().bind().run tool-call environment",
    ],
    entries: [{ ...refund, calledByModel: true }],
  },
  {
    title: "an event by its class, in a dataset that the platform binds",
    files: {
      "src/metrics.ts": `export class ToolCall { constructor(private call) {} toDataPoint() { return { blobs: [this.call.toolName] }; } }
        export class Tracker {
          constructor(private wae) {}
          logEvent(event) { this.wae.writeDataPoint(event.toDataPoint()); }
        }`,
      "src/tool.ts": `import { ToolCall, Tracker } from "./metrics";
        export async function refund(input, env) { new Tracker(env.METRICS).logEvent(new ToolCall({ toolName: "refund" })); }`,
    },
    emits: ["src/tool.ts:2 Tracker().logEvent tool-call unresolved"],
    entries: [{ ...refund, calledByModel: true }],
  },
  {
    title: "one event for each call of a helper that inserts a row, the catch branch included",
    files: {
      "src/config.ts": config,
      "src/schema.ts": `import { pgTable, text } from "drizzle-orm/pg-core";
        export const auditLog = pgTable("audit_log", { tool: text("tool"), environment: text("environment") });`,
      "src/audit.ts": `import { config } from "./config"; import { db } from "./db"; import { auditLog } from "./schema";
        export async function audit(event) { await db.insert(auditLog).values({ ...event, environment: config.environment }); }`,
      "src/db.ts": `import { drizzle } from "drizzle-orm/node-postgres"; export const db = drizzle(process.env.DATABASE_URL);`,
      "src/tool.ts": `import { audit } from "./audit";
        export async function refund(input) {
          try { await audit({ tool: "refund", outcome: "ok" }); }
          catch (error) { await audit({ tool: "refund", outcome: "error" }); throw error; }
        }`,
    },
    emits: ["src/tool.ts:3 audit tool-call environment", "src/tool.ts:4 audit tool-call environment"],
  },
  {
    title: "a catch branch that writes the row itself and forgets the environment",
    files: {
      "src/config.ts": config,
      "src/tool.ts": `import { pool } from "./db"; import { config } from "./config";
        export async function refund(input) {
          try { await pool.query("INSERT INTO audit_log (tool, outcome, environment) VALUES ($1, 'ok', $2)", ["refund", config.environment]); }
          catch (error) { await pool.query("INSERT INTO audit_log (tool, outcome) VALUES ($1, 'error')", ["refund"]); }
        }`,
      "src/db.ts": `import { Pool } from "pg"; export const pool = new Pool();`,
    },
    emits: ["src/tool.ts:3 pool.query tool-call environment", "src/tool.ts:4 pool.query tool-call none"],
  },
  {
    title: "a class with an injected writer that a class implements, and its refusal branch",
    files: {
      "src/config.ts": config,
      "src/audit.ts": `
        export interface Writer { write(rec: unknown): Promise<void> }
        export class PgWriter implements Writer {
          constructor(private pool) {}
          async write(rec) { await this.pool.query("INSERT INTO audit_log (tool, environment) VALUES ($1, $2)", [rec.tool, rec.environment]); }
        }
        export class AuditLog {
          constructor(private readonly writer: Writer, private readonly environment: string) {}
          async record(event) { await this.writer.write({ ...event, environment: this.environment }); }
        }`,
      "src/wire.ts": `import { AuditLog, PgWriter } from "./audit"; import { config } from "./config"; import { Pool } from "pg";
        export const trail = new AuditLog(new PgWriter(new Pool()), config.environment);`,
      "src/tool.ts": `import { trail } from "./wire";
        export async function refund(input) {
          if (input.amount > 100) {
            await trail.record({ tool: "refund", outcome: "refused" });
            throw new Error("too much");
          }
          await trail.record({ tool: "refund", outcome: "ok" });
        }`,
    },
    emits: ["src/tool.ts:4 trail.record gate-decision environment", "src/tool.ts:7 trail.record tool-call environment"],
  },
  {
    title: "an interface that nothing implements",
    files: {
      "src/tool.ts": `
        interface AuditSink { record(event: unknown): Promise<void> }
        export const makeRefund = (audit: AuditSink) => async function refund(input) {
          await audit.record({ tool: "refund", outcome: "ok" });
        };`,
    },
    emits: ["src/tool.ts:4 audit.record tool-call unresolved"],
  },
  {
    title: "the same, where the event carries the environment before it is handed over",
    files: {
      "src/tool.ts": `
        interface AuditSink { record(event: unknown): Promise<void> }
        export const makeRefund = (audit: AuditSink) => async function refund(input) {
          await audit.record({ tool: "refund", environment: process.env.APP_ENV });
        };`,
    },
    emits: ["src/tool.ts:4 audit.record tool-call environment"],
  },
  {
    title: "an emitter from a package that is not in the repository",
    files: {
      "src/tool.ts": `import { recordAudit } from "@acme/compliance";
        export async function refund(input) { await recordAudit({ tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:2 recordAudit tool-call unresolved"],
  },
  {
    title: "factories with different environments",
    files: {
      "src/audit.ts": `export function createAudit(db, environment) {
        return async (event) => { await db.collection("audit").insertOne({ ...event, environment }); };
      }`,
      "src/tool.ts": `import { createAudit } from "./audit"; import { MongoClient } from "mongodb";
        const audit = createAudit(new MongoClient(process.env.MONGO_URL).db("x"), process.env.DEPLOY_ENV);
        const other = createAudit(new MongoClient(process.env.MONGO_URL).db("x"), process.env.NODE_ENV);
        export async function refund(input) {
          await audit({ tool: "refund" });
          await other({ tool: "refund" });
        }`,
    },
    emits: ["src/tool.ts:5 audit tool-call environment", "src/tool.ts:6 other tool-call node-env"],
  },
  {
    title: "a factory of an object with methods",
    files: {
      "src/audit.ts": `export const createTrail = ({ db, environment }) => ({
        async record(event) { await db.collection("audit").insertOne({ ...event, environment }); },
      });`,
      "src/tool.ts": `import { createTrail } from "./audit"; import { MongoClient } from "mongodb";
        const trail = createTrail({ db: new MongoClient(process.env.MONGO_URL).db("x"), environment: process.env.STAGE });
        export async function refund(input) { await trail.record({ tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:3 trail.record tool-call environment"],
  },
  {
    title: "a module of another workspace package",
    packages: { "@acme/audit": "packages/audit", agent: "" },
    files: {
      "packages/audit/src/index.ts": `export * from "./emit";`,
      "packages/audit/src/emit.ts": `import { prisma } from "./db";
        export const recordAudit = async (event) => prisma.auditLog.create({ data: { ...event, environment: process.env.RAILWAY_ENVIRONMENT_NAME } });`,
      "packages/audit/src/db.ts": `import { PrismaClient } from "@prisma/client"; export const prisma = new PrismaClient();`,
      "src/tool.ts": `import { recordAudit } from "@acme/audit";
        export async function refund(input) { await recordAudit({ tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:2 recordAudit tool-call environment"],
  },
  {
    title: "a forwarder of the event: the call that passes the data",
    files: {
      "src/audit.ts": `import { config } from "./config"; import { redis } from "./redis";
        async function audit(event) { await redis.xadd("audit", "*", "event", JSON.stringify(event)); }
        export async function note(ctx, event) { await audit({ ...event, session: ctx.session }); }`,
      "src/config.ts": config,
      "src/redis.ts": `import Redis from "ioredis"; export const redis = new Redis(process.env.REDIS_URL);`,
      "src/tool.ts": `import { note } from "./audit"; import { config } from "./config";
        export async function refund(input, ctx) {
          await note(ctx, { tool: "refund", environment: config.environment });
          await note(ctx, { tool: "refund" });
        }`,
    },
    emits: ["src/tool.ts:3 note tool-call environment", "src/tool.ts:4 note tool-call none"],
  },
  {
    title: "a wrapper that runs what it is given emits by itself",
    files: {
      "src/audited.ts": `import { appendFile } from "node:fs/promises";
        export async function audited(name, run) {
          const result = await run();
          await appendFile("audit.jsonl", JSON.stringify({ tool: name, environment: process.env.APP_ENV }) + "\\n");
          return result;
        }`,
      "src/tool.ts": `import { audited } from "./audited";
        export async function refund(input) { return audited("refund", () => pay(input)); }
        async function pay(input) { return 1; }`,
    },
    emits: ["src/audited.ts:4 appendFile tool-call environment"],
  },
  {
    title: "receipts in KV",
    files: {
      "src/tool.ts": `
        export async function refund(input, env) {
          await env.TOOL_RECEIPTS.put(\`receipt:\${input.id}\`, JSON.stringify({ tool: "refund", environment: env.ENVIRONMENT }));
          await env.TOOL_RECEIPTS.put(\`receipt:\${input.id}\`, JSON.stringify({ tool: "refund", input }));
        }`,
    },
    emits: [
      "src/tool.ts:3 env.TOOL_RECEIPTS.put tool-call environment",
      "src/tool.ts:4 env.TOOL_RECEIPTS.put tool-call none",
    ],
  },
  {
    title: "objects in S3, items in DynamoDB, rows in Supabase, documents of a mongoose model",
    files: {
      "src/tool.ts": `import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3"; import { PutCommand } from "@aws-sdk/lib-dynamodb";
        import { createClient } from "@supabase/supabase-js"; import mongoose from "mongoose";
        const s3 = new S3Client({}); const supabase = createClient(process.env.SUPABASE_URL, process.env.KEY);
        const AuditEntry = mongoose.model("AuditEntry", new mongoose.Schema({ tool: String }));
        export async function refund(input, dynamo) {
          await s3.send(new PutObjectCommand({ Bucket: "b", Key: \`audit/\${input.id}.json\`, Body: JSON.stringify({ tool: "refund", environment: process.env.APP_ENV }) }));
          await dynamo.send(new PutCommand({ TableName: "tool_calls", Item: { tool: "refund" } }));
          await supabase.from("audit_log").insert({ tool: "refund", environment: process.env.APP_ENV });
          await AuditEntry.create({ tool: "refund" });
        }`,
    },
    emits: [
      "src/tool.ts:6 s3.send tool-call environment",
      "src/tool.ts:7 dynamo.send tool-call none",
      "src/tool.ts:8 supabase.from().insert tool-call environment",
      "src/tool.ts:9 AuditEntry.create tool-call none",
    ],
  },
  {
    title: "a collector that is reached by fetch",
    files: {
      "src/audit.ts": `export const recordAudit = (event) => fetch(process.env.AUDIT_URL, { method: "POST", headers: { "x-environment": "1" }, body: JSON.stringify({ ...event, environment: process.env.APP_ENV }) });`,
      "src/tool.ts": `import { recordAudit } from "./audit";
        export async function refund(input) { await recordAudit({ tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:2 recordAudit tool-call environment"],
  },
  {
    title: "a base class that records for its subclasses, and forgets in the catch branch",
    files: {
      "src/audits.ts": audits,
      "src/base.ts": `import { audits } from "./audits";
        export abstract class BaseTool {
          protected async audit(event) { await audits.insertOne({ ...event, environment: process.env.APP_ENV }); }
          async run(input) {
            try { const result = await this.refund(input); await this.audit({ tool: this.name }); return result; }
            catch (error) { await audits.insertOne({ tool: this.name, failed: true }); throw error; }
          }
        }`,
      "src/tool.ts": `import { BaseTool } from "./base"; export class Refund extends BaseTool { name = "refund"; async refund(input) { return 1; } }`,
    },
    emits: ["src/base.ts:5 audit tool-call environment", "src/base.ts:6 audits.insertOne tool-call none"],
  },
  {
    title: "a bus inside the process, whose listener adds the environment",
    files: {
      "src/audits.ts": audits,
      "src/bus.ts": `import { EventEmitter } from "node:events"; import { audits } from "./audits"; export const bus = new EventEmitter();
        bus.on("audit", async (event) => { await audits.insertOne({ ...event, environment: process.env.APP_ENV }); });`,
      "src/tool.ts": `import { bus } from "./bus"; export async function refund(input) { bus.emit("audit", { tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:1 bus.emit tool-call environment"],
  },
  {
    title: "a bus inside the process, to which a test listens",
    files: {
      "src/bus.ts": `import { EventEmitter } from "node:events"; export const bus = new EventEmitter();`,
      "src/bus.test.ts": `import { bus } from "./bus"; const seen = []; bus.on("audit", (event) => { seen.push({ ...event, environment: process.env.APP_ENV }); });`,
      "src/tool.ts": `import { bus } from "./bus"; export async function refund(input) { bus.emit("audit", { tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:1 bus.emit tool-call unresolved"],
  },
  {
    title: "lines of some logger beside the trail, of which one calls itself an entry",
    files: {
      "src/audits.ts": audits,
      "src/tool.ts": `import { audits } from "./audits"; import pino from "pino"; const log = pino();
        export async function refund(input) {
          await audits.insertOne({ tool: "refund", environment: process.env.APP_ENV });
          log.info({ tool: "refund", took: 4 }, "done");
          if (input.failed) log.error({ kind: "tool-call", tool: "refund", outcome: "failed" });
        }`,
    },
    emits: ["src/tool.ts:3 audits.insertOne tool-call environment", "src/tool.ts:5 log.error tool-call none"],
  },
  {
    title: "a buffer that is flushed later",
    files: {
      "src/audits.ts": audits,
      "src/audit.ts": `import { audits } from "./audits"; const buffer = [];
        export function audit(event) { buffer.push({ ...event, environment: process.env.APP_ENV }); if (buffer.length > 50) void flush(); }
        async function flush() { await audits.insertMany(buffer.splice(0)); }`,
      "src/tool.ts": `import { audit } from "./audit"; export async function refund(input) { audit({ tool: "refund" }); }`,
    },
    emits: ["src/tool.ts:1 audit tool-call environment"],
  },
  {
    title: "names of events as a first argument",
    files: {
      "src/audits.ts": audits,
      "src/audit.ts": `import { audits } from "./audits";
        export async function audit(type: string, data = {}) { await audits.insertOne({ type, ...data, environment: process.env.APP_ENV }); }`,
      "src/tool.ts": `import { audit } from "./audit";
        export async function refund(input, ctx) {
          await audit("tool.call", { tool: "refund" });
          ctx.waitUntil(audit("tool.denied"));
          void audit("retrieval", { query: 1 }).catch(() => {});
        }`,
    },
    emits: [
      "src/tool.ts:3 audit tool-call environment",
      "src/tool.ts:4 audit gate-decision environment",
      "src/tool.ts:5 audit retrieval environment",
    ],
  },
  {
    title: "a wrapper used with and without an environment counts as without",
    files: {
      "src/audits.ts": audits,
      "src/audited.ts": `import { audits } from "./audits";
        export function withAudit(tool, environment?: string) {
          return { ...tool, execute: async (input) => { const r = await tool.execute(input); await audits.insertOne({ tool: tool.name, environment }); return r; } };
        }`,
      "src/tool.ts": `import { withAudit } from "./audited";
        export const one = withAudit({ name: "refund", execute: async function refund(i) {} }, process.env.APP_ENV);
        export const two = withAudit({ name: "search", execute: async function search(i) {} });`,
    },
    emits: ["src/audited.ts:3 audits.insertOne tool-call caller"],
  },
  {
    title: "a wrapper from a package that is not in the repository",
    files: {
      "src/tool.ts": `import { withAudit } from "@acme/mcp"; export const tool = withAudit({ name: "refund", execute: async function refund(i) {} });`,
    },
    emits: ["src/tool.ts:1 withAudit tool-call unresolved"],
  },
  {
    title: "events in a vector store",
    files: {
      "src/tool.ts": `import { Pinecone } from "@pinecone-database/pinecone"; const index = new Pinecone().index("agent-events");
        export async function refund(input) { await index.upsert([{ id: input.id, values: [], metadata: { tool: "refund", environment: process.env.APP_ENV } }]); }`,
    },
    emits: ["src/tool.ts:2 index.upsert tool-call environment"],
  },
  {
    title: "a refusal that is returned and one that is thrown",
    files: {
      "src/audits.ts": audits,
      "src/tool.ts": `import { audits } from "./audits";
        export async function refund(input) {
          if (input.a) {
            await audits.insertOne({ tool: "refund" });
            return { isError: true, content: [] };
          }
          await audits.insertOne({ tool: "refund", environment: process.env.APP_ENV });
        }`,
    },
    emits: [
      "src/tool.ts:4 audits.insertOne gate-decision none",
      "src/tool.ts:7 audits.insertOne tool-call environment",
    ],
  },
];

describe("where events are emitted", () => {
  test.each(cases)("$title", ({ files, packages = {}, entries = [refund], emits }) => {
    expect(summaryOf(auditEventsIn({ files, packages, entries }))).toEqual(emits);
  });
});
