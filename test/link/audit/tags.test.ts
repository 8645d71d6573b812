import { describe, expect, test } from "vitest";
import { auditEventsIn, type EntrySpec } from "./audit-of.ts";

const refund: EntrySpec = { name: "refund", path: "src/tool.ts", fn: "refund" };

/** The tag of the one event that the tool emits, as `kind: note`. */
function tagIn(tool: string, files: Readonly<Record<string, string>> = {}): string {
  const [event, ...more] = auditEventsIn({ files: { ...files, "src/tool.ts": tool }, entries: [refund] });
  return more.length > 0 || !event ? `${more.length + (event ? 1 : 0)} events` : `${event.tag.kind}: ${event.tag.note}`;
}

const database = `import { MongoClient } from "mongodb"; const audits = new MongoClient(process.env.MONGO_URL).db("x").collection("audit");`;

/** A tool that writes one row with these fields. */
const row = (fields: string, before = "") =>
  `${database} ${before} export async function refund(input, session) { await audits.insertOne({ tool: "refund", ${fields} }); }`;

describe("where the environment of a record comes from", () => {
  test.each([
    ["a variable that names the environment", row("environment: process.env.APP_ENV"), "environment: APP_ENV"],
    ["with a default", row(`environment: process.env.APP_ENV ?? "development"`), "environment: APP_ENV"],
    ["NODE_ENV", row("env: process.env.NODE_ENV"), "node-env: NODE_ENV"],
    ["NODE_ENV behind a better one", row("env: process.env.APP_ENV || process.env.NODE_ENV"), "environment: APP_ENV"],
    ["a literal", row(`environment: "production"`), `constant: the constant "production"`],
    ["nothing", row("outcome: 1"), "none: the record has no environment"],
    ["the session alone", row("sessionId: session.id"), "none: session only"],
    [
      "a copy from the session",
      row("environment: session.environment"),
      "caller: copied from the session or user, which is not where the code runs",
    ],
    ["what the model passes", row("environment: input.environment"), "caller: what the caller passes"],
    [
      "a ternary on the environment",
      row(`environment: live ? "production" : "staging"`, `const live = process.env.APP_ENV === "production";`),
      "environment: APP_ENV",
    ],
    [
      "a ternary on NODE_ENV",
      row(`environment: process.env.NODE_ENV === "production" ? "production" : "staging"`),
      "node-env: NODE_ENV",
    ],
    [
      "a conditional spread",
      row("...(process.env.APP_ENV ? { environment: process.env.APP_ENV } : {})"),
      "environment: APP_ENV",
    ],
    [
      "base fields",
      row("...baseFields, action: 1", `const baseFields = { service: "agent", environment: process.env.APP_ENV };`),
      "environment: APP_ENV",
    ],
    [
      "a later spread that says nothing",
      row("environment: process.env.APP_ENV, ...input.extra"),
      "environment: APP_ENV",
    ],
    [
      "a later spread that overrides with nothing",
      row("environment: process.env.APP_ENV, ...{ environment: undefined }"),
      "caller: left to the caller, which leaves it out",
    ],
    [
      "a nested attribute",
      row(`metadata: { "deployment.environment.name": process.env.APP_ENV }`),
      "environment: APP_ENV",
    ],
    [
      "what the tool was asked for",
      row("input, payload: { environment: process.env.APP_ENV }"),
      "none: the record has no environment",
    ],
    ["the stage of a pipeline", row(`stage: "before"`), "none: the record has no environment"],
    [
      "the credential",
      row("environment: credential.env", `const credential = await vault.get("stripe");`),
      "credential: from the credential (credential.env)",
    ],
    [
      "a sibling variable of a credential",
      row("environment: process.env.STRIPE_KEY_ENVIRONMENT"),
      "credential: from STRIPE_KEY_ENVIRONMENT",
    ],
    [
      "a credential picked from a registry",
      row(
        "environment: cred.env",
        `const CREDS = { a: { key: process.env.A, env: "staging" }, b: { key: process.env.B, env: "production" } }; const cred = CREDS[globalThis.which];`,
      ),
      "credential: from the credential (cred.env)",
    ],
    [
      "the credential, which only repeats the process",
      row("environment: credential.env", `const credential = { key: process.env.K, env: process.env.APP_ENV };`),
      "environment: APP_ENV",
    ],
    [
      "a validated environment",
      row(
        "environment: env.APP_ENV",
        `import { z } from "zod"; const env = z.object({ APP_ENV: z.string().default("dev") }).parse(process.env);`,
      ),
      "environment: APP_ENV",
    ],
    [
      "a call that is not in the repository",
      row("environment: detect()", `import { detect } from "@acme/env";`),
      "unresolved: the result of a call outside the repository",
    ],
  ])("%s", (_, tool, expected) => {
    expect(tagIn(tool)).toBe(expected);
  });
});

describe("what an emitter lets its callers leave out", () => {
  const emitter = (parameters: string, fields: string, types = "") =>
    `${database} ${types} export async function recordAudit(${parameters}) { await audits.insertOne({ ${fields} }); }`;
  const call = (args: string) =>
    `import { recordAudit } from "./audit"; export async function refund(input) { await recordAudit(${args}); }`;
  const type = "interface AuditEvent { tool: string; environment?: string }";

  test.each([
    [
      "an optional field",
      emitter("event: AuditEvent", "...event", type),
      call(`{ tool: "refund" }`),
      "caller: optional, and left out here",
    ],
    [
      "an optional field that is given",
      emitter("event: AuditEvent", "...event", type),
      call(`{ tool: "refund", environment: process.env.APP_ENV }`),
      "environment: APP_ENV",
    ],
    [
      "an optional field with a default behind it",
      emitter("event: AuditEvent", "...event, environment: event.environment ?? process.env.APP_ENV", type),
      call(`{ tool: "refund" }`),
      "environment: APP_ENV",
    ],
    [
      "an optional parameter",
      emitter("tool: string, environment?: string", "tool, environment"),
      call(`"refund"`),
      "caller: optional, and left out here",
    ],
    [
      "an optional field that is no word but settings of where something runs",
      emitter(
        "event: AuditEvent",
        "tool: event.tool",
        "type Local = { kind: 'local'; folder: string }; interface AuditEvent { tool: string; environment?: Local }",
      ),
      call(`{ tool: "refund" }`),
      "none: the record has no environment",
    ],
    [
      "a parameter with a constant default",
      emitter(`tool: string, environment = "production"`, "tool, environment"),
      call(`"refund"`),
      `constant: the constant "production"`,
    ],
    [
      "a parameter with the environment as its default",
      emitter("tool: string, environment = process.env.APP_ENV", "tool, environment"),
      call(`"refund"`),
      "environment: APP_ENV",
    ],
    [
      "a destructured parameter",
      emitter("{ tool, environment }", "tool, environment"),
      call(`{ tool: "refund" }`),
      "caller: left to the caller, which leaves it out",
    ],
    [
      "an untyped event",
      emitter("event", "...event"),
      call(`{ tool: "refund" }`),
      "none: the record has no environment",
    ],
  ])("%s", (_, audit, tool, expected) => {
    expect(tagIn(tool, { "src/audit.ts": audit })).toBe(expected);
  });

  test("a type from another module", () => {
    const files = {
      "src/types.ts": "export type AuditEvent = { tool: string; env?: string };",
      "src/audit.ts": emitter("event: AuditEvent", "...event", `import type { AuditEvent } from "./types";`),
    };
    expect(tagIn(call(`{ tool: "refund" }`), files)).toBe("caller: optional, and left out here");
  });
});

describe("rows of SQL", () => {
  const sql = (
    statement: string,
  ) => `import postgres from "postgres"; import { Pool } from "pg"; import Database from "better-sqlite3"; import { sql as drizzleSql } from "drizzle-orm";
    const sql = postgres(process.env.DATABASE_URL); const pool = new Pool(); const lite = new Database("x.db"); const environment = process.env.APP_ENV;
    export async function refund(input) { const tool = "refund"; ${statement} }`;

  test.each([
    [
      "placeholders by number",
      `await pool.query("insert into audit_log (tool, environment) values ($2, $1)", [environment, tool]);`,
      "environment: APP_ENV",
    ],
    [
      "a text of several lines",
      "await pool.query(`\n insert into public.audit_log\n (tool, environment)\n values ($1, $2)\n`, [tool, environment]);",
      "environment: APP_ENV",
    ],
    [
      "question marks",
      `await pool.query("insert into audit_log (environment, tool) values (?, ?)", [environment, tool]);`,
      "environment: APP_ENV",
    ],
    [
      "a literal among them",
      `await pool.query("insert into audit_log (tool, environment) values ($1, 'production')", [tool]);`,
      `constant: the constant "production"`,
    ],
    [
      "no such column",
      `await pool.query("insert into audit_log (tool, session_id) values ($1, $2)", [tool, input.session]);`,
      "none: session only",
    ],
    [
      "a config object",
      `await pool.query({ text: "insert into audit_log (tool, environment) values ($1, $2)", values: [tool, process.env.NODE_ENV] });`,
      "node-env: NODE_ENV",
    ],
    [
      "a tagged template",
      "await sql`insert into audit_log (tool, environment) values (${tool}, ${environment})`;",
      "environment: APP_ENV",
    ],
    ["a row helper", "await sql`insert into audit_log ${sql({ tool, environment })}`;", "environment: APP_ENV"],
    [
      "a template that is executed",
      "await db.execute(drizzleSql`insert into audit_log (tool, environment) values (${tool}, ${environment})`);",
      "environment: APP_ENV",
    ],
    [
      "a prepared statement with a row",
      `lite.prepare("insert into audit_log (tool, environment) values (@tool, @environment)").run({ tool, environment });`,
      "environment: APP_ENV",
    ],
    [
      "a prepared statement with values",
      `lite.prepare("insert into audit_log (tool, environment) values (?, ?)").run(tool, environment);`,
      "environment: APP_ENV",
    ],
    [
      "a statement that is bound",
      `await input.env.DB.prepare("insert into audit_log (tool, environment) values (?, ?)").bind(tool, environment).run();`,
      "environment: APP_ENV",
    ],
  ])("%s", (_, statement, expected) => {
    expect(tagIn(sql(statement))).toBe(expected);
  });
});

describe("what a table fills in", () => {
  const table = (
    column: string,
  ) => `import { pgTable, text } from "drizzle-orm/pg-core"; import { drizzle } from "drizzle-orm/node-postgres";
    const db = drizzle(process.env.DATABASE_URL); const toolCalls = pgTable("tool_calls", { tool: text("tool"), environment: ${column} });
    export async function refund(input) { await db.insert(toolCalls).values({ tool: "refund" }); }`;

  test.each([
    [
      "a constant",
      `text("environment").notNull().default("production")`,
      `constant: the default of the column (the constant "production")`,
    ],
    [
      "the environment",
      `text("environment").$defaultFn(() => process.env.APP_ENV)`,
      "environment: the default of the column (APP_ENV)",
    ],
    ["nothing", `text("environment")`, "none: the record has no environment"],
  ])("%s", (_, column, expected) => {
    expect(tagIn(table(column))).toBe(expected);
  });
});
