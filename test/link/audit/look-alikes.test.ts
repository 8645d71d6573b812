import { describe, expect, test } from "vitest";
import { auditEventsIn, type EntrySpec } from "./audit-of.ts";

const refund: EntrySpec = { name: "refund", path: "src/tool.ts", fn: "refund" };
const tool = (body: string, before = "") => `${before} export async function refund(input) { ${body} }`;

describe("is silent about", () => {
  test.each([
    [
      "a text log",
      tool(
        `logger.info("starting"); console.log("refund " + input.id);`,
        `import pino from "pino"; const logger = pino();`,
      ),
    ],
    [
      "a debug line",
      tool(`logger.debug({ tool: "refund" }, "arguments");`, `import pino from "pino"; const logger = pino();`),
    ],
    [
      "the log of an exception",
      tool(
        `try { await pay(); } catch (error) { logger.error({ err: error }, "failed"); console.error("failed", error); }`,
        `import pino from "pino"; const logger = pino();`,
      ),
    ],
    [
      "a log line about the tools there are",
      tool(
        `logger.info("tools available", { tools: input.names, count: 2 });`,
        `import pino from "pino"; const logger = pino();`,
      ),
    ],
    [
      "a warning in prose",
      tool(
        `logger.warn("tool index warm-up failed", { error: input.error });`,
        `import pino from "pino"; const logger = pino();`,
      ),
    ],
    [
      "a tool that is moved about",
      tool(
        `await store.appendToolToRole({ toolId: input.id, roleId: input.role });`,
        `import { store } from "@acme/store";`,
      ),
    ],
    [
      "a tool more on the list of those that are given",
      tool(
        `appendSkillTools(input.tools, input.skill);`,
        `function appendSkillTools(tools, skill) { tools.push({ name: skill.tool, description: "x" }); }`,
      ),
    ],
    [
      "a copy of a tool's call",
      tool(
        `logToolCall(input.call);`,
        `function logToolCall(call) { const copy = Object.create({ tool: call.tool }); return Object.assign(copy, call); }`,
      ),
    ],
    [
      "a part of an answer that is streamed",
      tool(`input.controller.enqueue({ type: "tool-call", toolName: "refund", toolCallId: input.id });`),
    ],
    [
      "what is kept in memory for the run",
      tool(
        `const agentInvocations = calls(input.agent); agentInvocations.set(input.id, { tool: "refund", id: input.id });`,
        `import { calls } from "./calls";`,
      ),
    ],
    [
      "product analytics",
      tool(
        `posthog.capture({ distinctId: input.user, event: "checkout_completed", properties: { amount: 1 } });`,
        `import { PostHog } from "posthog-node"; const posthog = new PostHog("k");`,
      ),
    ],
    [
      "a row of the domain",
      tool(`await db.insert(orders).values({ id: input.id, environment: "x" });`, `import { db, orders } from "./db";`),
    ],
    [
      "an event of a calendar",
      tool(
        `await db.insert(events).values({ title: input.title, start: input.start });`,
        `import { db } from "./db"; import { pgTable } from "drizzle-orm/pg-core"; const events = pgTable("events", {});`,
      ),
    ],
    [
      "an audit that inspects a page",
      tool(
        `const report = await auditPage({ url: input.url }); return report;`,
        `async function auditPage(options) { return fetch(options.url); }`,
      ),
    ],
    [
      "reading the trail",
      tool(
        `return audits.find({ tool: "refund" });`,
        `import { MongoClient } from "mongodb"; const audits = new MongoClient("x").db("x").collection("audit");`,
      ),
    ],
    [
      "the set-up of a trail",
      tool(
        `return 1;`,
        `import { createAudit } from "@acme/audit"; const audit = createAudit({ environment: process.env.APP_ENV });`,
      ),
    ],
    [
      "an event of the browser",
      tool(
        `emitter.emit("change", { value: 1 });`,
        `import { EventEmitter } from "node:events"; const emitter = new EventEmitter();`,
      ),
    ],
    [
      "an emitter that nothing calls",
      `import { db } from "./db"; export async function audit(event) { await db.insert(auditLog).values(event); } export async function refund() {}`,
    ],
    [
      "a request to a vendor",
      tool(
        `await fetch("https://api.vendor.com/refunds", { method: "POST", body: JSON.stringify({ action: "refund", environment: "sandbox" }) });`,
      ),
    ],
  ])("%s", (_, text) => {
    expect(auditEventsIn({ files: { "src/tool.ts": text }, entries: [refund] }).map((e) => e.emitter)).toEqual([]);
  });
});
