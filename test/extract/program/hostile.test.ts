import { describe, expect, test } from "vitest";
import { lowerModule } from "../../../src/extract/program/lower-module.ts";
import { lastOf, lower, printerOf } from "./lower.ts";
import { sealByPrefix } from "./seal-by-prefix.ts";

const MANY = 10_000;

function reasons(text: string, path?: string): string[] {
  return lower(text, path).gaps.map(({ reason }) => reason);
}

/** Deepest nesting of objects and arrays. */
function depthOf(root: unknown): number {
  let deepest = 0;
  const open: [unknown, number][] = [[root, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    deepest = Math.max(deepest, depth);
    if (typeof value === "object" && value !== null)
      for (const inner of Object.values(value)) open.push([inner, depth + 1]);
  }
  return deepest;
}

describe("nesting", () => {
  test.each([
    ["parentheses", `${"(".repeat(MANY)}1${")".repeat(MANY)}`],
    ["calls in arguments", `${"f(".repeat(MANY)}1${")".repeat(MANY)}`],
    ["arrays", `${"[".repeat(MANY)}${"]".repeat(MANY)}`],
    ["objects", `x = ${"{a:".repeat(MANY)}1${"}".repeat(MANY)}`],
    ["blocks", `${"{".repeat(MANY)}${"}".repeat(MANY)}`],
    ["arrows", `x = ${"() => ".repeat(MANY)}1`],
    ["unary", `x = ${"!".repeat(MANY)}1`],
    ["else if", `if (a) {}${" else if (a) {}".repeat(MANY)}`],
    ["conditionals", `x = ${"a ? b : ".repeat(MANY)}c`],
    ["assignments", `${"a = ".repeat(MANY)}1`],
    ["binary on the right", `x = ${"a ** ".repeat(MANY)}1`],
    ["templates", `x = ${"`${".repeat(MANY)}1${"}`".repeat(MANY)}`],
    ["types", `type A = ${"Array<".repeat(MANY)}1${">".repeat(MANY)}`],
    ["array types", `type A = B${"[]".repeat(MANY)}`],
    ["patterns", `const ${"[".repeat(MANY)}a${"]".repeat(MANY)} = b`],
    ["assertions", `x = a${" as B".repeat(MANY)}`],
    ["jsx", `x = ${"<a>".repeat(MANY)}${"</a>".repeat(MANY)}`],
    ["unclosed", "f(".repeat(MANY)],
    ["classes", "class A { m() {".repeat(MANY)],
  ])("%s, ten thousand deep", (_title, text) => {
    const module = lower(text, "a.tsx");
    expect(depthOf(module)).toBeLessThan(5_000);
    expect(() => JSON.stringify(module)).not.toThrow();
  });

  test.each([
    ["calls in arguments", (n: number) => `${"f(".repeat(n)}1${")".repeat(n)}`],
    ["arrays", (n: number) => `x = ${"[".repeat(n)}${"]".repeat(n)}`],
    ["blocks", (n: number) => `${"{".repeat(n)}${"}".repeat(n)}`],
    ["functions", (n: number) => `x = ${"() => ".repeat(n)}1`],
    ["else if", (n: number) => `if (a) {}${" else if (a) {}".repeat(n)}`],
    ["patterns", (n: number) => `const ${"[".repeat(n)}a${"]".repeat(n)} = b`],
    ["patterns assigned to", (n: number) => `${"[".repeat(n)}a${"]".repeat(n)} = b`],
  ])("%s, too deep to follow but not to parse: one gap, and what is around it", (_title, nested) => {
    const module = lower(`const before = 1; ${nested(500)}; const after = 2;`);
    expect(module.gaps.map(({ reason }) => reason)).toEqual(["nested too deeply to be followed"]);
    expect(module.bindings.map(({ name }) => name)).toContain("after");
    expect(depthOf(module)).toBeLessThan(5_000);
  });

  test("what the parser cannot bear is one gap", () => {
    expect(reasons(`${"f(".repeat(100_000)}1${")".repeat(100_000)}`)).toEqual(["nested too deeply to be parsed"]);
  });
});

describe("long chains", () => {
  test.each(["+", "&&", "||", "??"])("%s: all operands, in order, in a shallow tree", (operator) => {
    const terms = Array.from({ length: MANY }, (_, index) => `t${index}`);
    const module = lower(`const x = ${terms.join(` ${operator} `)};`);
    expect(module.gaps).toEqual([]);
    expect(depthOf(module)).toBeLessThan(100);
    expect(
      printerOf(`const x = ${terms.join(` ${operator} `)};`)
        .value("x")
        .match(/t\d+/g),
    ).toEqual(terms);
  });

  test("a short chain leans left", () => {
    expect(lastOf("a + b + c + d;")).toBe("(((@a + @b) + @c) + @d)");
  });

  test("mixed operators keep their operands", () => {
    const module = lower(`const x = a${" + b - c".repeat(MANY / 2)};`);
    expect(module.gaps).toHaveLength(1);
    expect(module.bindings[0]?.value).toMatchObject({ kind: "opaque", syntax: "too deep" });
    expect(JSON.stringify(module.bindings[0]?.value).match(/"name":"[abc]"/g)).toHaveLength(MANY + 1);
  });

  test("a fluent chain of 300 calls is ordinary", () => {
    const module = lower(`x${".add(() => a.b(c))".repeat(300)};`);
    expect(module.gaps).toEqual([]);
    expect(module.functions).toHaveLength(300);
  });

  test("a fluent chain of thousands keeps its arguments", () => {
    const module = lower(`x${".add(() => a)".repeat(MANY)};`);
    expect(module.gaps).toHaveLength(1);
    expect(module.functions).toHaveLength(MANY);
    expect(depthOf(module)).toBeLessThan(5_000);
  });

  test("commas", () => {
    expect(lower(`x${", y".repeat(MANY)};`).body[0]).toMatchObject({
      value: { kind: "sequence", items: { length: MANY + 1 } },
    });
  });
});

describe("malformed files", () => {
  test("a syntax error is a gap with its place; the rest is lowered", () => {
    const module = lower('import { a } from "x";\nconst b = a(;\nexport const c = 1;\n');
    expect(module.gaps).toEqual([
      {
        reason: "syntax error: ')' expected.",
        span: { startLine: 2, startColumn: 13, endLine: 2, endColumn: 14 },
      },
    ]);
    expect(module.exports.map((item) => item.kind === "value" && item.name)).toEqual(["c"]);
  });

  test.each([
    ["empty", ""],
    ["only a comment", "// nothing"],
    ["truncated call", "foo(bar, {"],
    ["truncated string", 'const a = "abc'],
    ["truncated template", "const a = `abc ${"],
    ["truncated class", "class A { m( {"],
    ["truncated import", "import { a"],
    ["truncated arrow", "const f = async ("],
    ["stray punctuation", ")]}>;,.=>"],
    ["NUL bytes", "const a = 1;\0\0\0 const b = 2;"],
    ["only NUL bytes", "\0".repeat(1_000)],
    ["binary", String.fromCharCode(...Array.from({ length: 3_000 }, (_, index) => (index * 7919) % 65_536))],
    ["half a surrogate", 'const a = "\ud83d";'],
    ["another language", "def f(x):\n  return {x: y for x in xs}\n".repeat(50)],
    ["conflict markers", "<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> b\n"],
    ["reserved words", "const class = 1; let enum; function if() {}"],
    ["patterns without values", "const { a, [b] }; const [c]; for (const { d }; ;) {}"],
    ["odd targets", "f() = 1; 1++; [...a, b] = c; ({ a() {} } = b); this = 1; super = 2;"],
    ["decorators out of place", "@a; @b function f() {} const c = { @d e: 1 };"],
    ["exports out of place", "function f() { export const a = 1; import b from 'b'; } if (x) export default 1;"],
  ])("%s", (_title, text) => {
    for (const path of ["a.ts", "a.tsx", "a.js", "a.cjs", "a.d.ts"]) {
      const { gaps } = lower(text, path);
      expect(gaps.filter(({ reason }) => reason.startsWith("could not be lowered"))).toEqual([]);
      expect(gaps.length).toBeLessThan(30);
    }
  });

  test("names of object prototypes are ordinary names", () => {
    expect(lastOf("f(constructor, __proto__, toString, { __proto__: a }, hasOwnProperty.valueOf);")).toBe(
      "@f(@constructor, @__proto__, @toString, {__proto__: @a}, @hasOwnProperty.valueOf)",
    );
  });

  test("a hashbang and carriage returns", () => {
    const module = lower("#!/usr/bin/env node\r\nconst a = `x\r\ny`;\r\n");
    expect(module.gaps).toEqual([]);
    expect(module.bindings[0]).toMatchObject({ span: { startLine: 2, startColumn: 7 }, value: { value: "x\ny" } });
  });

  test("a sealing that throws is a gap", () => {
    const module = lowerModule("a.ts", 'f("long enough")', () => {
      throw new TypeError("no");
    });
    expect(module.gaps.map(({ reason }) => reason)).toEqual(["could not be lowered (TypeError)"]);
  });
});

test("five megabytes take seconds", { timeout: 60_000 }, () => {
  const unit =
    'export async function f(a) { const { b } = await g(a); if (b) return h({ c: `${b}`, d: "text of a string" }); }\n';
  const text = unit.repeat(Math.ceil(5_000_000 / unit.length));
  const start = performance.now();
  const module = lowerModule("a.ts", text, sealByPrefix);
  expect(module.gaps).toEqual([]);
  expect(performance.now() - start).toBeLessThan(50_000);
});

test("lowering is repeatable and plain data", () => {
  const text = 'import { z } from "zod"; export class A { x = z.string(); m({ a, ...b }) { this.x = a ?? b; } }';
  expect(JSON.parse(JSON.stringify(lower(text)))).toEqual(lower(text));
});
