import { describe, expect, test } from "vitest";
import { auditEventsIn, type EntrySpec } from "./audit-of.ts";

const config = `export const config = { environment: process.env.APP_ENV };`;
const insert = `import { MongoClient } from "mongodb"; import { config } from "./config"; const audits = new MongoClient(process.env.M).db("x").collection("audit");
  export async function audit(tool, outcome) { await audits.insertOne({ tool, outcome, environment: config.environment }); }`;

function coverage(files: Readonly<Record<string, string>>, entries: readonly EntrySpec[]): readonly string[] {
  return auditEventsIn({ files: { "src/config.ts": config, "src/audit.ts": insert, ...files }, entries }).map(
    (e) => `${e.at.path}:${e.at.span.startLine} ${e.subject} ${e.tag.kind} [${(e.covers ?? []).join(" ")}]`,
  );
}

describe("which tools an emit site records", () => {
  test("a wrapper around registration", () => {
    const files = {
      "src/register.ts": `import { audit } from "./audit";
        export function registerAudited(server, name, options, handler) {
          server.registerTool(name, options, async (args) => {
            try { const result = await handler(args); await audit(name, "ok"); return result; }
            catch (error) { await audit(name, "error"); throw error; }
          });
        }`,
      "src/tools.ts": `import { registerAudited } from "./register";
        export function setup(server) {
          registerAudited(server, "refund", {}, async function refund(args) { return 1; });
          registerAudited(server, "search", {}, async function search(args) { return 1; });
        }`,
    };
    const entries = [
      { name: "refund", path: "src/tools.ts", fn: "refund" },
      { name: "search", path: "src/tools.ts", fn: "search" },
    ];
    expect(coverage(files, entries)).toEqual([
      "src/register.ts:4 tool-call environment [refund search]",
      "src/register.ts:5 tool-call environment [refund search]",
    ]);
  });

  test("a dispatcher that picks a handler", () => {
    const files = {
      "src/server.ts": `import { audit } from "./audit"; import { refund, search } from "./tools";
        const handlers = { refund, search };
        export async function dispatch(request) {
          const name = request.params.name;
          const result = name === "refund" ? await refund(request.params.arguments) : await search(request.params.arguments);
          await audit(name, "ok");
          return result;
        }`,
      "src/tools.ts": `export async function refund(args) { return 1; } export async function search(args) { return 1; }`,
    };
    const entries: EntrySpec[] = [
      { name: "dispatch", kind: "dispatcher", path: "src/server.ts", fn: "dispatch" },
      { name: "refund", path: "src/tools.ts", fn: "refund" },
      { name: "search", path: "src/tools.ts", fn: "search" },
    ];
    expect(coverage(files, entries)).toEqual(["src/server.ts:6 tool-call environment [refund search]"]);
  });

  test("a hook of the agent", () => {
    const files = {
      "src/agent.ts": `import { streamText } from "ai"; import { audit } from "./audit";
      export function run(messages) { return streamText({ messages, onStepFinish: async ({ toolCalls }) => { for (const call of toolCalls) await audit(call.toolName, "ok"); } }); }`,
    };
    expect(coverage(files, [])).toEqual(["src/agent.ts:2 tool-call environment []"]);
  });

  test("a script that fills an index", () => {
    const files = {
      "scripts/ingest.ts": `import { Pinecone } from "@pinecone-database/pinecone"; import { db } from "../src/db"; import { config } from "../src/config";
      const index = new Pinecone().index("kb");
      await index.upsert(await chunks());
      await db.collection("audit").insertOne({ event: "index.upserted", environment: config.environment });`,
    };
    expect(coverage(files, [])).toEqual(["scripts/ingest.ts:4 store-write environment []"]);
  });

  test("a gate that records what it refuses and what it lets through", () => {
    const files = {
      "src/gate.ts": `import { audit } from "./audit";
        export async function assertSameEnvironment(credential, target) {
          if (credential.env !== target.env) {
            await audit("refund", "refused");
            throw new Error("mismatch");
          }
          await audit("refund", "allowed");
        }`,
      "src/tool.ts": `import { assertSameEnvironment } from "./gate"; import { audit } from "./audit";
        export async function refund(input) { await assertSameEnvironment(input.credential, input.target); await audit("refund", "ok"); }`,
    };
    expect(coverage(files, [{ name: "refund", path: "src/tool.ts", fn: "refund" }])).toEqual([
      "src/gate.ts:4 gate-decision environment [refund]",
      "src/gate.ts:7 gate-decision environment [refund]",
      "src/tool.ts:2 tool-call environment [refund]",
    ]);
  });

  test("a retrieval by its type", () => {
    const files = {
      "src/tool.ts": `import { db } from "./db"; import { config } from "./config";
      export async function search(input) { await db.collection("audit").insertOne({ type: "retrieval", query: input.query, environment: config.environment }); }`,
    };
    expect(coverage(files, [{ name: "search", path: "src/tool.ts", fn: "search" }])).toEqual([
      "src/tool.ts:2 retrieval environment [search]",
    ]);
  });
});
