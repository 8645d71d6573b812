import { describe, expect, it } from "vitest";
import { effectsIn, parametersIn } from "../repository.ts";

/** A tool whose handler is this body, in a module with these imports. */
function handler(imports: string, body: string): Record<string, string> {
  return {
    "src/tools.ts": `import { tool } from "ai"; ${imports}\nexport const act = tool({ description: "Acts.", execute: async ({ id }: { id: string }) => {\n${body}\n} });`,
  };
}

describe("what a tool does", () => {
  it.each([
    ["a client is only made", `import Stripe from "stripe";`, `new Stripe(id);`, ""],
    [
      "a client is used",
      `import Stripe from "stripe";`,
      `await new Stripe("k").refunds.create({ charge: id });`,
      "external-write stripe refunds.create",
    ],
    ["axios is configured", `import axios from "axios";`, `axios.create({ baseURL: id });`, ""],
    ["axios posts", `import axios from "axios";`, `await axios.create({}).post("/x", {});`, "external-write http post"],
    ["fetch reads", "", `await fetch("https://api.example.com");`, "external-read fetch"],
    ["fetch of an address that is not known", "", "await fetch(id);", "external-read fetch"],
    [
      "fetch of one of two addresses, with headers",
      "",
      `const a = await look(id); await fetch(a.one ?? a.two, { headers: { authorization: "x" } });`,
      "external-read fetch",
    ],
    [
      "an action that asks, by its name",
      `import { Composio } from "@composio/core";`,
      `await new Composio({ apiKey: "k" }).tools.execute("COMPOSIO_SEARCH_TOOLS", { arguments: { id } });`,
      "external-read composio tools.execute",
    ],
    [
      "an action that acts, by its name",
      `import { Composio } from "@composio/core";`,
      `await new Composio({ apiKey: "k" }).tools.execute("GMAIL_SEND_EMAIL", { arguments: { id } });`,
      "external-write composio tools.execute",
    ],
    [
      "an action that the model names",
      `import { Composio } from "@composio/core";`,
      `await new Composio({ apiKey: "k" }).tools.execute(id, {});`,
      "external-write composio tools.execute",
    ],
    [
      "a search that is posted",
      "",
      'await fetch(`${process.env.TRACKER_URL}/issues/search`, { method: "POST", body: id });',
      "external-read fetch",
    ],
    [
      "a request to delete by query",
      "",
      'await fetch(`${process.env.ES_URL}/docs/_delete_by_query`, { method: "POST", body: id });',
      "external-write fetch",
    ],
    [
      "fetch of a request",
      "",
      `await fetch(new Request("https://api.example.com", { method: "POST" }));`,
      "external-write fetch",
    ],
    [
      "fetch with a body",
      "",
      `await fetch("https://api.example.com", { method: "POST", body: id });`,
      "external-write fetch",
    ],
    [
      "fetch by a reading method",
      "",
      `await fetch("https://api.example.com", { method: "HEAD" });`,
      "external-read fetch",
    ],
    ["a ready client", `import { kv } from "@vercel/kv";`, `await kv.set("k", id);`, "store-write upstash set"],
  ])("%s", (_, imports, body, effect) => {
    const [shown] = effectsIn(handler(imports, body));
    expect(shown?.replace(/ @ \S+/, "")).toBe(`act: ${effect}`);
  });

  it("is followed through a switch on the name that the model gave", () => {
    const files = {
      "src/tools.ts": `export const tools = [
  { name: "refund", description: "Refund.", input_schema: { type: "object", properties: { id: { type: "string" } } } },
  { name: "look_up", description: "Look up.", input_schema: { type: "object", properties: { id: { type: "string" } } } },
];`,
      "src/agent.ts": `import { tools } from "./tools";
export async function run(name: string, args: { id: string }) {
  switch (name) {
    case "refund":
      return fetch("https://api.example.com/refunds", { method: "POST", body: args.id });
    case "look_up":
      return fetch("https://api.example.com/orders/" + args.id);
  }
  return tools;
}`,
    };
    expect(effectsIn(files)).toEqual([
      "refund: external-write fetch @ src/agent.ts:5",
      "look_up: external-read fetch @ src/agent.ts:7",
    ]);
  });

  it("is followed through the handler of the request that calls a tool", () => {
    const files = {
      "src/server.ts": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const tools = [
  { name: "refund", description: "Refund.", inputSchema: { type: "object" }, run: async () => fetch("https://a.example.com", { method: "POST" }) },
  { name: "look_up", description: "Look up.", inputSchema: { type: "object" }, run: async () => fetch("https://a.example.com") },
];
new Server({ name: "desk", version: "1" }).setRequestHandler(CallToolRequestSchema, async (request) => {
  const found = tools.find((t) => t.name === request.params.name);
  return found?.run();
});`,
    };
    expect(effectsIn(files)).toEqual([
      "refund: external-write fetch @ src/server.ts:4",
      "look_up: external-read fetch @ src/server.ts:5",
    ]);
  });
});

describe("what a model can pass", () => {
  it.each([
    [
      `z.object({ env: z.enum(["staging", "production"]), note: z.string().optional() })`,
      "act(env=staging|production, note?)",
    ],
    [`z.object({ to: z.object({ id: z.string() }) }).extend({ at: z.literal("x") })`, "act(at=x, to, to.id)"],
    [`jsonSchema({ type: "object", properties: { env: { enum: ["a", "b"] } }, required: ["env"] })`, "act(env=a|b)"],
  ])("%s", (schema, shown) => {
    const text = `import { jsonSchema, tool } from "ai"; import { z } from "zod";\nexport const act = tool({ description: "Acts.", inputSchema: ${schema}, execute: async () => jsonSchema });`;
    expect(parametersIn({ "src/tools.ts": text })).toEqual([shown]);
  });
});
