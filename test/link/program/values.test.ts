import { describe, expect, test } from "vitest";
import { type Files, itIs } from "../../support/program.ts";

type Row = readonly [title: string, code: string | Files, expected: string];

function table(rows: readonly Row[]): void {
  test.each(rows)("%s", (_title, code, expected) => {
    expect(itIs(code)).toBe(expected);
  });
}

describe("plain values", () => {
  table([
    ["a literal", 'const it = "docs";', '"docs"'],
    ["a secret keeps its text to itself", 'const it = "sk_live_4eC39HqLyjWDarjtT1zdp7dcXv9aB";', "[secret]"],
    ["a variable of the environment", "const it = process.env.INDEX;", "$INDEX"],
    ["asserted and cast", "const it = process.env.INDEX! as string;", "$INDEX"],
    ["awaited", "const it = await process.env.INDEX;", "$INDEX"],
    ["through names", "const a = process.env.INDEX; const b = a; const it = b;", "$INDEX"],
    ["a global", "const it = fetch;", "fetch"],
    [
      "of a package",
      'import { Pinecone } from "@pinecone-database/pinecone"; const it = Pinecone;',
      "@pinecone-database/pinecone:Pinecone",
    ],
    [
      "constructed outside",
      'import { Pinecone } from "@pinecone-database/pinecone"; const it = new Pinecone({ apiKey: process.env.KEY }).index("docs");',
      'new @pinecone-database/pinecone:Pinecone({apiKey: $KEY}).index("docs")',
    ],
    ["a template", "const it = `https://${process.env.HOST}/v1`;", "`https://${$HOST}/v1`"],
    ["joined by +", 'const it = "docs-" + process.env.APP_ENV;', "`docs-${$APP_ENV}`"],
    ["?? keeps both", 'const it = process.env.INDEX ?? "docs";', '$INDEX ?? "docs"'],
    [
      "|| keeps both",
      'const it = process.env.INDEX || process.env.OLD_INDEX || "docs";',
      '$INDEX ?? $OLD_INDEX ?? "docs"',
    ],
    ["a comparison", 'const it = process.env.APP_ENV === "production";', '$APP_ENV === "production"'],
    ["a caught error", "let it; try { run(); } catch (it) { log(it); }", "?(it is never given a value)"],
    ["declared only", "let it: string;", "?(it is never given a value)"],
  ]);
});

describe("destructuring", () => {
  table([
    ["of an object", "const { it } = { it: process.env.A };", "$A"],
    ["renamed", "const { index: it } = { index: process.env.A };", "$A"],
    ["with a default", 'const { it = "docs" } = { it: process.env.A };', '$A ?? "docs"'],
    ["nested", "const { store: { index: it } } = { store: { index: process.env.A } };", "$A"],
    ["the rest", "const { a, ...rest } = { a: 1, b: process.env.A }; const it = rest.b;", "$A"],
    ["the rest leaves out what was taken", "const { b, ...it } = { a: 1, b: process.env.A };", "{a: 1}"],
    ["of a list", "const [, it] = [1, process.env.A];", "$A"],
    ["of the environment", "const { INDEX: it } = process.env;", "$INDEX"],
    ["of the environment, the rest", "const { A, ...rest } = process.env; const it = rest.B;", "$B"],
    ["in a parameter", "function f({ index: it }) { return it; } f({ index: process.env.A });", "$A"],
    [
      "in a parameter with a default",
      'function f({ index: it = "docs" } = {}) { return it; } f({ index: process.env.A });',
      '$A ?? "docs"',
    ],
  ]);
});

describe("objects and lists", () => {
  table([
    ["a property", "const it = { a: { b: process.env.A } }.a.b;", "$A"],
    ["by a constant key", 'const it = { a: process.env.A }["a"];', "$A"],
    ["a key from a constant", 'const key = "a"; const it = { [key]: process.env.A }.a;', "$A"],
    ["shorthand", "const a = process.env.A; const it = { a }.a;", "$A"],
    ["spread", "const base = { a: process.env.A }; const it = { ...base }.a;", "$A"],
    ["the later one wins", "const it = { ...{ a: 1 }, a: process.env.A }.a;", "$A"],
    ["a later spread wins", "const it = { a: 1, ...{ a: process.env.A } }.a;", "$A"],
    ["a spread of nothing", "const it = { a: process.env.A, ...undefined }.a;", "$A"],
    [
      "the environment spread over defaults",
      'const it = { INDEX: "docs", ...process.env };',
      '{INDEX: $INDEX ?? "docs", ...env{}}',
    ],
    ["the environment under what is written", 'const it = { ...process.env, INDEX: "docs" }.INDEX;', '"docs"'],
    ["a spread of what is not known: perhaps more", "const it = { a: 1, ...load() }.b;", "load().b"],
    [
      "a conditional spread of a key (rowboat)",
      "const it = { url: process.env.URL, ...(process.env.KEY ? { apiKey: process.env.KEY } : {}) };",
      "{url: $URL, apiKey: $KEY if $KEY | undefined if not $KEY}",
    ],
    [
      "a spread behind &&",
      "const it = { ...(process.env.KEY && { apiKey: process.env.KEY }) }.apiKey;",
      "$KEY if $KEY | undefined if not $KEY",
    ],
    ["frozen", "const it = Object.freeze({ a: process.env.A }).a;", "$A"],
    ["as const and satisfies", "const it = ({ a: process.env.A } as const satisfies object).a;", "$A"],
    ["a getter", "const it = { get a() { return process.env.A; } }.a;", "$A"],
    ["a method with this", "const o = { a: process.env.A, read() { return this.a; } }; const it = o.read();", "$A"],
    ["filled in later", "const o = {}; o.a = process.env.A; const it = o.a;", "$A"],
    ["an element", "const it = [process.env.A, process.env.B][1];", "$B"],
    ["a spread list", "const more = [process.env.B]; const it = [process.env.A, ...more];", "[$A, $B]"],
    ["a property that is not there", "const it = { a: 1 }.b;", "undefined"],
  ]);
});

describe("maps keyed by environment", () => {
  const urls = "{ production: { url: process.env.LIVE }, staging: { url: process.env.TEST } }";
  table([
    ["by a variable", `const it = ${urls}[process.env.APP_ENV].url;`, "select{production, staging}[$APP_ENV].url"],
    [
      "by a variable with default",
      `const it = ${urls}[process.env.APP_ENV ?? "staging"].url;`,
      'select{production, staging}[$APP_ENV ?? "staging"].url',
    ],
    [
      "in another module",
      {
        "main.ts": 'import { urls } from "./urls"; const it = urls[process.env.APP_ENV];',
        "urls.ts": `export const urls = ${urls};`,
      },
      "select{production, staging}[$APP_ENV]",
    ],
    [
      "destructured after the pick",
      `const { url: it } = ${urls}[process.env.APP_ENV];`,
      "select{production, staging}[$APP_ENV].url",
    ],
    [
      "a module's exports",
      {
        "main.ts": 'import * as urls from "./urls"; const it = urls[process.env.APP_ENV];',
        "urls.ts": "export const production = process.env.LIVE; export const staging = process.env.TEST;",
      },
      "select{production, staging}[$APP_ENV]",
    ],
    [
      "functions, called after the pick",
      'const make = { production: () => process.env.LIVE, staging: () => "x" }; const it = make[process.env.APP_ENV]();',
      "select{production, staging}[$APP_ENV]",
    ],
  ]);
});

describe("names of variables that are computed", () => {
  table([
    ["a constant", 'const name = "INDEX"; const it = process.env[name];', "$INDEX"],
    ["a template", "const it = process.env[`INDEX_${process.env.APP_ENV}`];", "$(`INDEX_${$APP_ENV}`)"],
    ["one of two", 'const it = process.env[process.env.LIVE ? "A" : "B"];', "$A if $LIVE | $B if not $LIVE"],
    ["passed by a caller", 'function read(name) { return process.env[name]; } const it = read("INDEX");', "$INDEX"],
    ["passed by no caller", "export function read(name) { const it = process.env[name]; return it; }", "$(<name>)"],
  ]);
});

describe("choices", () => {
  table([
    [
      "a conditional",
      'const it = process.env.APP_ENV === "production" ? process.env.LIVE : process.env.TEST;',
      '$LIVE if $APP_ENV === "production" | $TEST if not $APP_ENV === "production"',
    ],
    [
      "nested conditionals",
      'const it = a ? "1" : b ? "2" : "3";',
      '"1" if a | "2" if not a and b | "3" if not a and not b',
    ],
    [
      "a named test",
      'const live = process.env.APP_ENV === "production"; const it = live ? "a" : "b";',
      '"a" if $APP_ENV === "production" | "b" if not $APP_ENV === "production"',
    ],
    ["assigned in if", 'let it = "b"; if (process.env.LIVE) it = "a";', '"a" if $LIVE | "b"'],
    [
      "assigned in both branches",
      'let it; if (process.env.LIVE) { it = "a"; } else { it = "b"; }',
      '"b" if not $LIVE | "a" if $LIVE',
    ],
    [
      "assigned in a switch",
      'let it; switch (process.env.APP_ENV) { case "production": it = "a"; break; case "staging": it = "b"; break; default: it = "c"; }',
      '"c" if not $APP_ENV === "production" and not $APP_ENV === "staging" | "b" if $APP_ENV === "staging" | "a" if $APP_ENV === "production"',
    ],
    [
      "a property of either",
      "const it = (process.env.LIVE ? { url: process.env.A } : { url: process.env.B }).url;",
      "$A if $LIVE | $B if not $LIVE",
    ],
    ["assigned anew: no telling which a reader sees", 'let it = "a"; it = "b";', '"b" | "a"'],
    [
      "assigned with ||= in a function",
      'function f() { let url = process.env.A; url ||= "docs"; return url; } const it = f();',
      '$A ?? "docs"',
    ],
    ["added to", 'let it = "https://"; it += process.env.HOST; it += "/v1";', "`https://${$HOST}/v1`"],
    ["added to under a test", 'let it = "docs"; if (process.env.V2) it += "-v2";', '`docs-v2` if $V2 | "docs"'],
    ["added to in a loop", 'let it = ""; for (const part of parts) it += part;', "?(it is put together in a loop)"],
    ["counted", "let it = 2; it *= 3;", "?(it is computed)"],
    ["assigned with ??=", 'let it = process.env.A; it ??= "docs";', '$A ?? "docs"'],
  ]);
});

describe("classes", () => {
  table([
    ["a field", "class Store { index = process.env.A; } const it = new Store().index;", "$A"],
    ["a static field", "class Settings { static index = process.env.A; } const it = Settings.index;", "$A"],
    [
      "a static field of a base class",
      "class Base { static index = process.env.A; } class Settings extends Base {} const it = Settings.index;",
      "$A",
    ],
    [
      "a static method",
      "class Settings { static load() { return { index: process.env.A }; } } const it = Settings.load().index;",
      "$A",
    ],
    [
      "assigned in the constructor",
      "class Store { index; constructor(index) { this.index = index; } } const it = new Store(process.env.A).index;",
      "$A",
    ],
    [
      "a parameter property",
      "class Store { constructor(private readonly index: string) {} } const it = new Store(process.env.A).index;",
      "$A",
    ],
    [
      "a private name",
      "class Store { #index; constructor(index) { this.#index = index; } read() { return this.#index; } } const it = new Store(process.env.A).read();",
      "$A",
    ],
    [
      "a default of the constructor",
      'class Store { constructor(private index = process.env.A ?? "docs") {} } const it = new Store().index;',
      '$A ?? "docs"',
    ],
    ["a getter", "class Store { get index() { return process.env.A; } } const it = new Store().index;", "$A"],
    [
      "a getter over a field",
      "class Store { constructor(private options) {} get index() { return this.options.index; } } const it = new Store({ index: process.env.A }).index;",
      "$A",
    ],
    [
      "a method",
      "class Store { constructor(private index) {} name() { return `${this.index}-v2`; } } const it = new Store(process.env.A).name();",
      "`${$A}-v2`",
    ],
    [
      "an inherited field",
      "class Base { index = process.env.A; } class Store extends Base {} const it = new Store().index;",
      "$A",
    ],
    [
      "an inherited constructor",
      "class Base { constructor(readonly index) {} } class Store extends Base {} const it = new Store(process.env.A).index;",
      "$A",
    ],
    [
      "arguments of super",
      "class Base { constructor(readonly index) {} } class Store extends Base { constructor(env) { super(`docs-${env}`); } } const it = new Store(process.env.APP_ENV).index;",
      "`docs-${$APP_ENV}`",
    ],
    [
      "a field that overrides",
      'class Base { index = "base"; } class Store extends Base { index = process.env.A; } const it = new Store().index;',
      "$A",
    ],
    [
      "a method of the base that calls the subclass",
      "class Base { open() { return this.name(); } } class Store extends Base { name() { return process.env.A; } } const it = new Store().open();",
      "$A",
    ],
    [
      "a base class in another module",
      {
        "main.ts":
          'import { Base } from "./base"; class Store extends Base {} const it = new Store(process.env.A).index;',
        "base.ts": "export class Base { constructor(readonly index: string) {} }",
      },
      "$A",
    ],
    [
      "a singleton",
      "class Settings { static instance = new Settings(); index = process.env.A; } const it = Settings.instance.index;",
      "$A",
    ],
    [
      "two instances apart",
      "class Store { constructor(readonly index) {} } const a = new Store(process.env.A); const b = new Store(process.env.B); const it = [a.index, b.index];",
      "[$A, $B]",
    ],
    [
      "an arrow in a field keeps this",
      "class Store { index = process.env.A; read = () => this.index; } const it = new Store().read();",
      "$A",
    ],
    [
      "this inside a method",
      "class Store { constructor(private index) {} read() { const it = this.index; return it; } } new Store(process.env.A);",
      "$A",
    ],
  ]);
});

describe("memoised getters", () => {
  table([
    [
      "a module variable filled on first use (tambo)",
      'import { Pool } from "pg"; let pool: Pool | null = null; export function getPool(url) { if (!pool) { pool = new Pool({ connectionString: url }); } return pool; } const it = getPool(process.env.DATABASE_URL);',
      "new pg:Pool({connectionString: $DATABASE_URL})",
    ],
    [
      "with ??=",
      "let settings; function get() { return (settings ??= { index: process.env.A }); } const it = get().index;",
      "$A",
    ],
    [
      "in a Map",
      "const made = new Map(); function get(url) { let one = made.get(url); if (!one) { one = { url }; made.set(url, one); } return one; } const it = get(process.env.A).url;",
      "$A",
    ],
    [
      "in an object by name",
      'const made = {}; function get(name) { if (!made[name]) made[name] = { index: process.env[name] }; return made[name]; } const it = get("A").index;',
      "$A",
    ],
    [
      "in a closure",
      "const lazy = (make) => { let value; return () => (value ??= make()); }; const get = lazy(() => ({ index: process.env.A })); const it = get().index;",
      "$A",
    ],
    [
      "given early",
      "let one; function get() { if (one) return one; one = { index: process.env.A }; return one; } const it = get().index;",
      "$A",
    ],
    [
      "as a promise",
      "let one; const make = async () => ({ index: process.env.A }); function get() { if (!one) one = make(); return one; } const it = (await get()).index;",
      "$A",
    ],
    [
      "behind a Proxy",
      "const make = () => ({ index: process.env.A }); const it = new Proxy({}, { get: (_, key) => make()[key] }).index;",
      "$A",
    ],
    [
      "under a test in a static field",
      "class Store { static instance; static get() { if (!Store.instance) { Store.instance = new Store(process.env.A); } return Store.instance; } constructor(readonly index) {} } const it = Store.get().index;",
      "$A",
    ],
    [
      "in a static field",
      "class Store { static #one; static get() { Store.#one ??= new Store(); return Store.#one; } index = process.env.A; } const it = Store.get().index;",
      "$A",
    ],
  ]);
});

describe("bounds", () => {
  test.each([
    ["a name that is itself", "const it = it;"],
    ["two names that are each other", "const a = it; const it = a;"],
    ["a function that calls itself", "function f(n) { return f(n); } const it = f(1);"],
    ["functions that call each other", "const f = () => g(); const g = () => f(); const it = f();"],
    ["a class that extends itself", "class A extends A {} const it = new A().index;"],
    ["an object that holds itself", "const o = { get me() { return o.me; } }; const it = o.me;"],
    ["a getter that reads itself", "class A { get a() { return this.a; } } const it = new A().a;"],
  ])("%s ends", (_title, code) => {
    expect(itIs(code)).toMatch(/\?\(|^new A\(\)\.index$/);
  });

  test("modules that import each other's constants", () => {
    expect(
      itIs({
        "main.ts": 'import { b } from "./b"; export const a = b; export const it = a;',
        "b.ts": 'import { a } from "./main"; export const b = a;',
      }),
    ).toBe("?(its definition refers to itself)");
  });

  test("a recursion with a growing argument says which bound it met", () => {
    expect(itIs('function f(x) { return f(x + "a"); } const it = f("");')).toBe("?(calls are nested too deeply)");
  });

  test("doubling in every step ends in time", () => {
    const steps = [...Array(60).keys()].map((i) => `const x${i + 1} = flag${i} ? x${i} + "a" : x${i} + "b";`);
    const start = performance.now();
    itIs(`const x0 = process.env.A; ${steps.join("\n")} const it = x60;`);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("more alternatives than are told apart", () => {
    const branches = [...Array(100).keys()].map((i) => `if (process.env.K === "${i}") it = "${i}";`);
    expect(itIs(`let it = "x"; ${branches.join("\n")}`)).toContain("?(it has more alternatives than are told apart)");
  });
});
