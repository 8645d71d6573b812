import { describe, expect, test } from "vitest";
import { callersOf } from "../../../src/link/program/parameters.ts";
import { contextOf, type Files, itIs, moduleAt, show, valueIn } from "../../support/program.ts";

/** `it` stands inside a function that nobody in particular calls. */
function table(rows: readonly (readonly [title: string, code: string | Files, expected: string])[]): void {
  test.each(rows)("%s", (_title, code, expected) => {
    expect(itIs(code)).toBe(expected);
  });
}

describe("what callers pass", () => {
  table([
    ["one caller", "function f(url) { const it = url; } f(process.env.A);", "$A"],
    ["two callers", "function f(url) { const it = url; } f(process.env.A); f(process.env.B);", "$A | $B"],
    [
      "two callers that agree",
      'const url = process.env.A; function f(url) { const it = url; } f("x"); f("x");',
      '"x" | "x"',
    ],
    [
      "a caller in another module",
      {
        "main.ts": "export function f(url) { const it = url; }",
        "a.ts": 'import { f } from "./main"; f(process.env.A);',
      },
      "$A",
    ],
    [
      "under another name",
      {
        "main.ts": "export function f(url) { const it = url; }",
        "a.ts": 'import { f as g } from "./main"; g(process.env.A);',
      },
      "$A",
    ],
    [
      "exported under another name",
      {
        "main.ts": "function f(url) { const it = url; } export { f as g };",
        "a.ts": 'import { g } from "./main"; g(process.env.A);',
      },
      "$A",
    ],
    [
      "a closure that a function returns, by what holds it",
      "const make = () => (url) => { const it = url; }; const open = make(); open(process.env.A);",
      "$A",
    ],
    [
      "a closure that is held in another module",
      {
        "main.ts": "export function make() { return (url) => { const it = url; }; }",
        "a.ts": 'import { make } from "./main"; export const open = make();',
        "b.ts": 'import { open } from "./a"; open(process.env.A);',
      },
      "$A",
    ],
    [
      "a closure that is called where it is made",
      "const make = () => (url) => { const it = url; }; make()(process.env.A);",
      "$A",
    ],
    [
      "another closure of the same name",
      "const make = () => (url) => { const it = url; }; const open = other(); open(process.env.A);",
      "<url>",
    ],
    [
      "as the default export",
      {
        "main.ts": "export default function f(url) { const it = url; }",
        "a.ts": 'import anything from "./main"; anything(process.env.A);',
      },
      "$A",
    ],
    [
      "through a namespace",
      {
        "main.ts": "export function f(url) { const it = url; }",
        "a.ts": 'import * as lib from "./main"; lib.f(process.env.A);',
      },
      "$A",
    ],
    [
      "not a function of the same name elsewhere",
      { "main.ts": "export function f(url) { const it = url; }", "a.ts": "function f(x) {} f(process.env.A);" },
      "<url>",
    ],
    [
      "through a caller of the caller",
      "function f(url) { const it = url; } function g(x) { f(x); } g(process.env.A);",
      "$A",
    ],
    ["a caller that passes nothing", 'function f(url = "docs") { const it = url; } f();', '"docs"'],
    ["a caller that leaves out an argument", "function f(a, url) { const it = url; } f(1);", "undefined"],
    ["the rest", "function f(...urls) { const it = urls; } f(process.env.A, process.env.B);", "[$A, $B]"],
    ["a property of an object that is passed", "function f(o) { const it = o.url; } f({ url: process.env.A });", "$A"],
    ["no caller", "export function f(url) { const it = url; }", "<url>"],
    ["no caller, a default", 'export function f(url = "docs") { const it = url; }', '<url> ?? "docs"'],
    ["no caller, a property", "export function f(o) { const it = o.url; }", "<o>.url"],
    [
      "an inner function sees the outer one's argument",
      "function f(url) { return () => { const it = url; }; } f(process.env.A);",
      "$A",
    ],
    ["a method", "class S { open(url) { const it = url; } } new S().open(process.env.A);", "$A"],
    ["a constructor", "class S { constructor(url) { const it = url; } } new S(process.env.A);", "$A"],
    [
      "a constructor called by super",
      "class B { constructor(url) { const it = url; } } class S extends B { constructor() { super(process.env.A); } }",
      "$A",
    ],
    [
      "a constructor called through a subclass of a subclass",
      {
        "main.ts": "export class B { constructor(url) { const it = url; } }",
        "s.ts":
          'import { B as Base } from "./main"; class S extends Base {} class T extends S {} new T(process.env.A);',
      },
      "$A",
    ],
    [
      "a constructor called through a subclass without one",
      "class B { constructor(url) { const it = url; } } class S extends B {} new S(process.env.A);",
      "$A",
    ],
  ]);

  test("tests do not tell what deployed code runs with", () => {
    const files = {
      "main.ts": "export function f(url) { const it = url; }",
      "src/app.ts": 'import { f } from "../main"; f(process.env.A);',
      "test/app.test.ts": 'import { f } from "../main"; f("http://localhost");',
    };
    const context = contextOf(files, { "test/app.test.ts": "test" });
    expect(show(context.evaluator, valueIn(context))).toBe("$A");
  });

  test("callers in tests count for code of tests", () => {
    const files = {
      "main.ts": "export function f(url) { const it = url; }",
      "b.ts": 'import { f } from "./main"; f("x");',
    };
    const context = contextOf(files, { "main.ts": "test", "b.ts": "test" });
    expect(show(context.evaluator, valueIn(context))).toBe('"x"');
  });

  test("no more callers than are told apart", () => {
    const calls = [...Array(200).keys()].map((i) => `f("${i}");`).join(" ");
    const context = contextOf(`export function f(url) { return url; } ${calls}`);
    const module = moduleAt(context, "main.ts");
    const [fn] = module.functions;
    expect(fn && callersOf(context.evaluator, module, fn).length).toBeLessThanOrEqual(24);
  });
});

describe("what a declared type promises", () => {
  const store = "export class Store { readonly index = process.env.A; }";
  table([
    ["a class", `${store} export function f(s: Store) { const it = s.index; }`, "$A"],
    [
      "a class of another module",
      {
        "main.ts": 'import { Store } from "./store"; export function f(s: Store) { const it = s; }',
        "store.ts": store,
      },
      "some Store",
    ],
    [
      "a class imported as a type",
      {
        "main.ts": 'import type { Store } from "./store"; export function f(s: Store) { const it = s; }',
        "store.ts": store,
      },
      "some Store",
    ],
    ["or nothing", `${store} export function f(s: Store | undefined) { const it = s; }`, "some Store"],
    ["a promise of it", `${store} export async function f(s: Promise<Store>) { const it = s; }`, "some Store"],
    [
      "a class of a package",
      'import type { Pinecone } from "@pinecone-database/pinecone"; export function f(p: Pinecone) { const it = p.index("docs"); }',
      'new @pinecone-database/pinecone:Pinecone().index("docs")',
    ],
    [
      "a constructor parameter (injection)",
      `${store} export class Tool { constructor(private readonly store: Store) {} run() { const it = this.store.index; } }`,
      "$A",
    ],
    [
      "an interface with one implementer",
      `export interface Search { open(): string } export class Docs implements Search { open() { return process.env.A; } } export function f(s: Search) { const it = s.open(); }`,
      "$A",
    ],
    [
      "an interface with two implementers",
      "export interface Search {} export class A implements Search {} export class B implements Search {} export function f(s: Search) { const it = s; }",
      "some A | some B",
    ],
    [
      "an interface implemented in another module",
      {
        "main.ts":
          'import type { Search } from "./search"; export class Tool { constructor(private s: Search) {} run() { const it = this.s; } }',
        "search.ts": "export interface Search { open(): string }",
        "docs.ts":
          'import type { Search } from "./search"; export class Docs implements Search { open() { return "x"; } }',
      },
      "some Docs",
    ],
    [
      "an object of classes",
      `${store} export function f({ store }: { store: Store }) { const it = store.index; }`,
      "$A",
    ],
    [
      "an object of classes, by a declared name",
      `${store} export interface Deps { store: Store } export function f(deps: Deps) { const it = deps.store; }`,
      "some Store",
    ],
    [
      "typeof a value",
      "export const settings = { index: process.env.A }; export function f(s: typeof settings) { const it = s.index; }",
      "$A",
    ],
    [
      "what is passed comes before what is declared",
      `${store} export function f(s: Store) { const it = s; } f(new Store());`,
      "new Store()",
    ],
    ["a type that says nothing", "export function f(s: string) { const it = s; }", "<s>"],
  ]);
});

describe("what a platform passes", () => {
  table([
    ["Workers, imported", 'import { env } from "cloudflare:workers"; const it = env.API_KEY;', "$API_KEY"],
    [
      "another export of the Workers runtime",
      'import { WorkerEntrypoint as it } from "cloudflare:workers";',
      "cloudflare:workers:WorkerEntrypoint",
    ],
    ["SvelteKit, dynamic", 'import { env } from "$env/dynamic/private"; const it = env.API_KEY;', "$API_KEY"],
    ["SvelteKit, static", 'import { API_KEY as it } from "$env/static/private";', "$API_KEY"],
    ["Astro", 'import { API_KEY as it } from "astro:env/server";', "$API_KEY"],
    [
      "Workers",
      "export default { async fetch(request, env) { const it = env.VECTORIZE_INDEX; } };",
      "$VECTORIZE_INDEX",
    ],
    [
      "Workers, typed",
      "interface Env { API_KEY: string } export default { async fetch(request: Request, env: Env) { const it = env.API_KEY; } };",
      "$API_KEY",
    ],
    [
      "Workers, handed on",
      "function open(env) { const it = env.API_KEY; } export default { fetch(request, env) { return open(env); } };",
      "$API_KEY",
    ],
    ["Workers, destructured", "export default { fetch(request, { API_KEY: it }) {} };", "$API_KEY"],
    [
      "a default behind it (sentry-mcp)",
      'export default { fetch(request, env) { const it = env.AUTORAG_INDEX_NAME || "sentry-docs"; } };',
      '$AUTORAG_INDEX_NAME ?? "sentry-docs"',
    ],
    [
      "Hono",
      'import { Hono } from "hono"; const app = new Hono(); app.get("/", (c) => { const it = c.env.API_KEY; });',
      "$API_KEY",
    ],
    [
      "Workers, in a class",
      "export class Agent { constructor(private ctx, private env) {} run() { const it = this.env.API_KEY; } }",
      "$API_KEY",
    ],
    [
      "Hono, destructured",
      'import { Hono } from "hono"; const app = new Hono(); app.get("/", (c) => { const { API_KEY: it } = c.env; });',
      "$API_KEY",
    ],
    [
      "an agent's this.env",
      'import { McpAgent } from "agents/mcp"; export class Desk extends McpAgent<Env> { async init() { const it = this.env.API_KEY; } }',
      "$API_KEY",
    ],
    [
      "a durable object's this.env, handed on",
      'import { DurableObject } from "cloudflare:workers"; function open({ key }) { const it = key; } export class Desk extends DurableObject { fetch() { return open({ key: this.env.API_KEY }); } }',
      "$API_KEY",
    ],
    [
      "Workers, validated",
      'import { z } from "zod"; const schema = z.object({ API_KEY: z.string().default("none") }); export default { fetch(request, env) { const it = schema.parse(env).API_KEY; } };',
      '$API_KEY ?? "none"',
    ],
    ["not a property in small letters", "export function f(env) { const it = env.index; }", "<env>.index"],
  ]);
});
