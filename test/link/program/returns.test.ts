import { describe, expect, test } from "vitest";
import { returnsOf, writesOf } from "../../../src/link/program/returns.ts";
import { contextOf, type Files, itIs, moduleAt } from "../../support/program.ts";

describe("what a function gives", () => {
  test.each<readonly [string, string | Files, string]>([
    ["an arrow", "const f = () => process.env.A; const it = f();", "$A"],
    ["a declaration, used before it", "const it = f(); function f() { return process.env.A; }", "$A"],
    ["its argument", "const f = (x) => x; const it = f(process.env.A);", "$A"],
    ["a property of its argument", "const f = ({ url }) => url; const it = f({ url: process.env.A });", "$A"],
    [
      "two calls apart",
      "const f = (x) => `${x}-v2`; const it = [f(process.env.A), f(process.env.B)];",
      "[`${$A}-v2`, `${$B}-v2`]",
    ],
    ["a default", 'const f = (x = "docs") => x; const it = f();', '"docs"'],
    ["a default for undefined", 'const f = (x = "docs") => x; const it = f(undefined);', '"docs"'],
    ["not a default for null", 'const f = (x = "docs") => x; const it = f(null);', "null"],
    ["the rest of its arguments", "const f = (a, ...rest) => rest[0]; const it = f(1, process.env.A);", "$A"],
    ["spread arguments", "const f = (a, b) => b; const list = [1, process.env.A]; const it = f(...list);", "$A"],
    ["async", "const f = async () => process.env.A; const it = await f();", "$A"],
    ["called at once", "const it = (() => process.env.A)();", "$A"],
    ["a function that it returns", "const make = (x) => () => x; const it = make(process.env.A)();", "$A"],
    ["curried twice", "const make = (x) => (y) => [x, y]; const it = make(process.env.A)(process.env.B);", "[$A, $B]"],
    ["a callback", "const run = (f) => f(); const it = run(() => process.env.A);", "$A"],
    [
      "bound by a closure in a loop of calls",
      "const make = (x) => ({ get: () => x }); const a = make(process.env.A); const b = make(process.env.B); const it = [a.get(), b.get()];",
      "[$A, $B]",
    ],
    ["nothing", "const f = () => {}; const it = f();", "undefined"],
    ["nothing, since it throws", "const f = () => { throw new Error(); }; const it = f();", "?(it never returns)"],
    [
      "a domain factory (mongodb/chatbot)",
      {
        "main.ts":
          'import { makeStore } from "./stores"; const it = makeStore({ connectionUri: process.env.MONGODB_URI, databaseName: "docs" }).client;',
        "stores.ts":
          'import { MongoClient } from "mongodb"; export function makeStore({ connectionUri, databaseName }) { const client = new MongoClient(connectionUri); const db = client.db(databaseName); return { client, db }; }',
      },
      "new mongodb:MongoClient($MONGODB_URI)",
    ],
    [
      "a factory in a package of the workspace that switches on a provider (agentset)",
      {
        "main.ts":
          'import { getVectorStore } from "@acme/engine"; const it = await getVectorStore(process.env.PROVIDER);',
        "packages/engine/package.json": '{ "name": "@acme/engine" }',
        "packages/engine/src/index.ts":
          'export async function getVectorStore(provider) { switch (provider) { case "pinecone": { const { Pinecone } = await import("./pinecone/index"); return new Pinecone(process.env.INDEX); } case "turbopuffer": { const { Turbo } = await import("./turbopuffer"); return new Turbo(); } default: throw new Error("unsupported"); } }',
        "packages/engine/src/pinecone/index.ts": "export class Pinecone { constructor(readonly index: string) {} }",
        "packages/engine/src/turbopuffer.ts": "export class Turbo {}",
      },
      'new Pinecone($INDEX) if $PROVIDER === "pinecone" | new Turbo() if $PROVIDER === "turbopuffer"',
    ],
  ])("%s", (_title, code, expected) => {
    expect(itIs(code)).toBe(expected);
  });
});

describe("helpers that read the environment", () => {
  test.each<readonly [string, string | Files, string]>([
    [
      "one that throws where it is not set",
      'function requireEnv(name) { const value = process.env[name]; if (!value) { throw new Error(name); } return value; } const it = requireEnv("INDEX");',
      "$INDEX",
    ],
    [
      "one with a default",
      'const env = (name, fallback) => process.env[name] ?? fallback; const it = env("INDEX", "docs");',
      '$INDEX ?? "docs"',
    ],
    [
      "in another module",
      {
        "main.ts": 'import { requireEnv } from "./env"; const it = requireEnv("INDEX");',
        "env.ts":
          'export function requireEnv(name: string): string { const value = process.env[name]; if (value === undefined || value === "") throw new Error(`${name} is not set`); return value; }',
      },
      "$INDEX",
    ],
    [
      "of a list of keys, imported (mongodb/chatbot)",
      {
        "main.ts":
          'import { assertEnvVars } from "./assert"; import { KEYS } from "@acme/keys"; const { MONGODB_URI: it } = assertEnvVars(KEYS);',
        "assert.ts":
          "export function assertEnvVars(keys) { return Object.fromEntries(keys.map((key) => [key, process.env[key]])); }",
        "packages/keys/package.json": '{ "name": "@acme/keys", "main": "./build/index.js" }',
        "packages/keys/src/index.ts": 'export const KEYS = ["MONGODB_URI", "OPENAI_API_KEY"] as const;',
      },
      "$MONGODB_URI",
    ],
    [
      "of an object of keys, by Object.keys",
      'const KEYS = { INDEX: "", HOST: "" }; const env = Object.fromEntries(Object.keys(KEYS).map((k) => [k, process.env[k]])); const it = env.INDEX;',
      "$INDEX",
    ],
    [
      "of an object of keys, in a loop, both of another package",
      {
        "main.ts": 'import { assertEnvVars, CORE } from "@acme/core"; const { INDEX: it } = assertEnvVars(CORE);',
        "packages/core/package.json": '{ "name": "@acme/core", "exports": { ".": "./build/index.js" } }',
        "packages/core/src/index.ts": 'export * from "./assert"; export * from "./core";',
        "packages/core/src/core.ts": 'export const CORE = { INDEX: "", HOST: "" };',
        "packages/core/src/assert.ts":
          "export const assertEnvVars = (required) => { const values = {}; for (const key of Object.keys(required)) { const value = process.env[key]; if (!value) throw new Error(key); values[key] = value; } return values; };",
      },
      "$INDEX",
    ],
    [
      "of a list of keys, by reduce",
      'const load = (keys) => keys.reduce((all, key) => { const value = process.env[key]; if (!value) throw new Error(key); return { ...all, [key]: value }; }, {}); const { INDEX: it } = load(["INDEX"]);',
      "$INDEX",
    ],
    [
      "with the project's prefix",
      "const need = (name) => { const value = process.env[name]; if (!value) throw new Error(name); return value; }; const read = (name) => need(`DESK_${name}`); const it = read('INDEX');",
      "$DESK_INDEX",
    ],
    [
      "of what is passed as the environment",
      'const need = (env, key) => { const value = env[key]; if (value == null) throw new Error(key); return value; }; const it = need(process.env, "INDEX");',
      "$INDEX",
    ],
    [
      "of keys, by forEach into an object",
      'function load(keys) { const env = {}; for (const key of keys) { env[key] = process.env[key]; } return env; } const it = load(["INDEX"]).INDEX;',
      "$INDEX",
    ],
  ])("%s", (_title, code, expected) => {
    expect(itIs(code)).toBe(expected);
  });
});

describe("several ways to return", () => {
  const f = (body: string): string => `function f() { ${body} } const it = f();`;
  test.each([
    ["if and else", 'if (process.env.LIVE) { return "a"; } else { return "b"; }', '"a" if $LIVE | "b" if not $LIVE'],
    ["early return", 'if (process.env.LIVE) return "a"; return "b";', '"a" if $LIVE | "b" if not $LIVE'],
    ["a throw is no alternative", "if (!process.env.A) throw new Error(); return process.env.A;", "$A"],
    [
      "switch",
      'switch (process.env.APP_ENV) { case "production": return "a"; case "staging": return "b"; default: return "c"; }',
      '"a" if $APP_ENV === "production" | "b" if $APP_ENV === "staging" | "c" if not $APP_ENV === "production" and not $APP_ENV === "staging"',
    ],
    [
      "cases that share a body",
      'switch (process.env.APP_ENV) { case "prod": case "production": return "a"; default: return "b"; }',
      '"a" if $APP_ENV === "prod" | "a" if $APP_ENV === "production" | "b" if not $APP_ENV === "prod" and not $APP_ENV === "production"',
    ],
    ["after a switch", 'switch (process.env.A) { case "x": return "a"; } return "b";', '"a" if $A === "x" | "b"'],
    ["try and catch", 'try { return process.env.A; } catch { return "b"; }', '$A | "b"'],
    ["a branch without a value is no alternative", 'if (process.env.OFF) return; return "a";', '"a"'],
    ["what stands behind a return is not read", 'return "a"; return "b";', '"a"'],
    ["a nested function's return is not its own", 'const g = () => { return "b"; }; return "a";', '"a"'],
  ])("%s", (_title, body, expected) => {
    expect(itIs(f(body))).toBe(expected);
  });
});

describe("outcomes", () => {
  function outcomes(code: string): string[] {
    const module = moduleAt(contextOf(code), "main.ts");
    const [fn] = module.functions;
    return returnsOf(fn?.body ?? [], module, null).map(
      (o) => `${o.expression?.kind ?? "end"} after ${o.when.length}${o.caught ? " caught" : ""}`,
    );
  }

  test.each([
    ["a body that may end", "function f() { if (a) return 1; }", ["literal after 1", "end after 1"]],
    ["a body that never ends", "function f() { throw e; }", []],
    [
      "a loop",
      "function f() { for (const x of xs) { if (x) return x; } return null; }",
      ["name after 1", "literal after 0"],
    ],
    [
      "a handler",
      "function f() { try { return 1; } catch { return 2; } }",
      ["literal after 0", "literal after 0 caught"],
    ],
    ["finally that throws", "function f() { try { g(); } finally { throw e; } }", []],
    ["an endless switch", "function f() { switch (a) { case 1: throw e; default: return 2; } }", ["literal after 1"]],
    [
      "a switch that is left",
      "function f() { switch (a) { case 1: return 1; default: break; } return 2; }",
      ["literal after 1", "literal after 0"],
    ],
  ])("%s", (_title, code, expected) => {
    expect(outcomes(code)).toEqual(expected);
  });

  test("assignments with how they join what was before", () => {
    const module = moduleAt(contextOf("let it = 1; it = 2; it ??= 3; for (;;) { it += 4; } if (a) it = 5;"), "main.ts");
    const found = writesOf(
      module.bindings.findIndex((b) => b.name === "it"),
      module.body,
      module,
      null,
    );
    expect(found.map((o) => [o.operator, o.when.length, o.repeated ?? false])).toEqual([
      ["=", 0, false],
      ["??=", 0, false],
      ["+=", 0, true],
      ["=", 1, false],
    ]);
  });
});
