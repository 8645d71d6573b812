import { describe, expect, it } from "vitest";
import { linkTools } from "../../../src/link/tools/tools.ts";
import type { ToolDeclaration } from "../../../src/model/tool-declaration.ts";
import { contextOf } from "../repository.ts";

function declared(files: Readonly<Record<string, string>> | string): ToolDeclaration {
  const [only] = linkTools(contextOf(typeof files === "string" ? { "src/tools.ts": files } : files));
  if (!only?.tool.declaration) throw new Error("no tool");
  return only.tool.declaration;
}

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"; import { z } from "zod"; const server = new McpServer({ name: "orders", version: "1.0.0" });`;

function registered(config: string, handler: string, imports = ""): ToolDeclaration {
  return declared(`${server}${imports}\nserver.registerTool("act", ${config}, ${handler});`);
}

describe("annotations", () => {
  const hints = (config: string, imports = ""): string[] | null =>
    registered(config, "async () => ({ content: [] })", imports).annotations?.map(
      ({ name, value, at }) => `${name}=${value} @ ${at.path}:${at.span.startLine}`,
    ) ?? null;

  it.each<readonly [string, string, string, readonly string[] | null]>([
    [
      "written with the tool",
      `{ description: "Acts.", annotations: { readOnlyHint: true } }`,
      "",
      ["readOnlyHint=true @ src/tools.ts:2"],
    ],
    [
      "a constant",
      `{ description: "Acts.", annotations: reads }`,
      "\nconst reads = { readOnlyHint: true, openWorldHint: false };\n",
      ["readOnlyHint=true @ src/tools.ts:2", "openWorldHint=false @ src/tools.ts:2"],
    ],
    [
      "computed",
      `{ description: "Acts.", annotations: { readOnlyHint: isReadOnly() } }`,
      "",
      ["readOnlyHint=null @ src/tools.ts:2"],
    ],
    ["none", `{ description: "Acts." }`, "", null],
  ])("%s", (_, config, imports, expected) => {
    expect(hints(config, imports)).toEqual(expected);
  });
});

describe("loose schemas", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["of known fields", "{ id: z.string(), tags: z.array(z.string()) }", []],
    ["a field of anything", "{ id: z.string(), payload: z.any() }", ["payload any"]],
    ["described", `{ payload: z.unknown().describe("What to send.") }`, ["payload unknown"]],
    ["a record of anything", "{ fields: z.record(z.string(), z.any()) }", ["fields record of any"]],
    ["a record of texts", "{ fields: z.record(z.string(), z.string()) }", []],
    ["an optional one", "{ payload: z.any().optional() }", ["payload any"]],
    ["a field that passes more", "{ filter: z.object({ a: z.string() }).passthrough() }", ["filter passthrough"]],
    ["a loose field", "{ filter: z.looseObject({ a: z.string() }) }", ["filter looseObject"]],
  ])("%s", (_, schema, expected) => {
    const { loose } = registered(`{ description: "Acts.", inputSchema: ${schema} }`, "async () => ({ content: [] })");
    expect(loose.map(({ parameter, what }) => `${parameter} ${what}`)).toEqual(expected);
  });

  it("of JSON Schema", () => {
    const tool = (more: string): string =>
      `export const tools = [{ name: "act", description: "Acts.", inputSchema: { type: "object", properties: { id: { type: "string" } }${more} }, handler: async () => 1 }];`;
    expect(declared(tool(", additionalProperties: true")).loose.map(({ what }) => what)).toEqual([
      "additionalProperties",
    ]);
    expect(declared(tool(", additionalProperties: false")).loose).toEqual([]);
    expect(declared(tool("")).loose).toEqual([]);
  });
});

describe("hidden characters", () => {
  it("in the description of a tool and of a parameter", () => {
    const { hidden } = registered(
      `{ description: "Acts.\u200b", inputSchema: { id: z.string().describe("An\u2060 id.") } }`,
      "async () => ({ content: [] })",
    );
    expect(hidden.map(({ of }) => of)).toEqual(["description", "description of id"]);
  });
});

describe("open ends", () => {
  const ends = (body: string, imports = "", schema = "{ given: z.string() }"): string[] =>
    registered(
      `{ description: "Acts.", inputSchema: ${schema} }`,
      `async ({ given }) => {\n${body}\n}`,
      imports,
    ).openEnds.map(({ parameter, into, checkedAt }) => `${parameter} → ${into}${checkedAt ? " behind a check" : ""}`);
  const exec = ` import { exec, execFile, spawn } from "node:child_process";`;
  const pg = ` import { Pool } from "pg"; const pool = new Pool();`;

  it.each<readonly [string, string, string, readonly string[]]>([
    ["a shell command", "exec(given);", exec, ["given → shell command"]],
    ["one that a shell is given", `spawn("bash", ["-c", given]);`, exec, ["given → shell command"]],
    ["a program", "execFile(given, []);", exec, ["given → program"]],
    [
      "one that is awaited",
      "await promisify(exec)(given);",
      `${exec} import { promisify } from "node:util";`,
      ["given → shell command"],
    ],
    ["an argument of a program", `execFile("git", ["log", given]);`, exec, []],
    ["a command it is only part of", "exec(`git log -- ${given}`);", exec, []],
    ["code", "new Function(given)();", "", ["given → code"]],
    ["code in a context", "vm.runInNewContext(given);", ` import vm from "node:vm";`, ["given → code"]],
    ["SQL", "await pool.query(given);", pg, ["given → SQL text"]],
    ["a value of SQL", `await pool.query("SELECT * FROM orders WHERE id = $1", [given]);`, pg, []],
    [
      "SQL in a transaction that only reads",
      `await pool.query("BEGIN TRANSACTION READ ONLY"); await pool.query(given);`,
      pg,
      ["given → SQL text behind a check"],
    ],
    ["an address", "await fetch(given);", "", ["given → address"]],
    ["an address as an object", "await fetch(new URL(given));", "", ["given → address"]],
    ["a host", "await fetch(`https://${given}`);", "", ["given → address"]],
    ["a query", "await fetch(`https://api.example.internal/search?part=${encodeURIComponent(given)}`);", "", []],
    ["a path", "await fetch(`https://api.example.com/${given}`);", "", []],
    ["a body", `await fetch("https://api.example.com", { method: "POST", body: given });`, "", []],
    ["an address that is there", `if (!given) throw new Error("none"); await fetch(given);`, "", ["given → address"]],
    [
      "an address of a list",
      `if (!hosts.includes(new URL(given).host)) throw new Error("no"); await fetch(given);`,
      ` const hosts = ["docs.example.com"];`,
      ["given → address behind a check"],
    ],
    [
      "an address of a list, with redirects refused",
      `const url = new URL(given); if (url.protocol !== "https:" || !hosts.has(url.hostname)) throw new Error("no"); await fetch(url, { redirect: "error" });`,
      ` const hosts = new Set(["docs.example.com"]);`,
      [],
    ],
    [
      "an address of a list that is not known, with redirects refused",
      `if (!hosts.includes(new URL(given).host)) throw new Error("no"); await fetch(given, { redirect: "error" });`,
      ` const hosts = process.env.HOSTS.split(",");`,
      ["given → address behind a check"],
    ],
    [
      "an address that may be of a list, with redirects refused",
      `if (strict && !hosts.includes(new URL(given).host)) throw new Error("no"); await fetch(given, { redirect: "error" });`,
      ` const hosts = ["docs.example.com"]; const strict = process.env.STRICT === "yes";`,
      ["given → address behind a check"],
    ],
    [
      "an address that a package checks",
      "await assertPublic(given); await fetch(given);",
      ` import { assertPublic } from "ssrf-check";`,
      ["given → address behind a check"],
    ],
    [
      "an address that nobody checks in time",
      "await fetch(given); await assertPublic(given);",
      ` import { assertPublic } from "ssrf-check";`,
      ["given → address"],
    ],
  ])("%s", (_, body, imports, expected) => {
    expect(ends(body, imports)).toEqual(expected);
  });

  it.each(["z.enum(['a', 'b'])", "z.string().regex(/^a/)", "z.string().refine((x) => x === 'a')"])(
    "held by %s",
    (schema) => {
      expect(ends("await fetch(given);", "", `{ given: ${schema} }`)).toEqual([]);
    },
  );
});

describe("changes", () => {
  const changes = (body: string, imports = ""): string[] =>
    registered(
      `{ description: "Acts.", inputSchema: { id: z.string() } }`,
      `async ({ id }) => {\n${body}\n}`,
      imports,
    ).changes.map(({ operation }) => operation);

  it.each<readonly [string, string, string, readonly string[]]>([
    [
      "a refund",
      `await new Stripe("k").refunds.create({ charge: id });`,
      ` import Stripe from "stripe";`,
      ["stripe refunds.create"],
    ],
    ["a DELETE", "await fetch(`https://api.example.com/${id}`, { method: 'DELETE' });", "", ["fetch"]],
    ["a POST that may ask", "await fetch('https://api.example.com/search', { method: 'POST', body: id });", "", []],
    [
      "a row",
      `await pool.query("UPDATE orders SET status = 'cancelled' WHERE id = $1", [id]);`,
      ` import { Pool } from "pg"; const pool = new Pool();`,
      ["postgres query"],
    ],
    [
      "a row of a cache",
      `await pool.query("INSERT INTO search_cache (id) VALUES ($1)", [id]);`,
      ` import { Pool } from "pg"; const pool = new Pool();`,
      [],
    ],
    [
      "an entry of a cache",
      `await redis.set(id, "1");`,
      ` import Redis from "ioredis"; const redis = new Redis();`,
      [],
    ],
    [
      "a file that the model names",
      `await writeFile(id, "x");`,
      ` import { writeFile } from "node:fs/promises";`,
      ["file write"],
    ],
    [
      "a file that is temporary",
      `await writeFile(join(tmpdir(), id), "x");`,
      ` import { writeFile } from "node:fs/promises"; import { tmpdir } from "node:os"; import { join } from "node:path";`,
      [],
    ],
    ["a folder", "await mkdir(id);", ` import { mkdir } from "node:fs/promises";`, []],
    ["a read", "await fetch(`https://api.example.com/${id}`);", "", []],
  ])("%s", (_, body, imports, expected) => {
    expect(changes(body, imports)).toEqual(expected);
  });
});
