import { describe, expect, test } from "vitest";
import { bodyOf, lower, printerOf } from "./lower.ts";

describe("imports", () => {
  test.each([
    ["default", 'import a from "x";', ["a = import(x).default"]],
    [
      "named",
      'import { a, b as c, default as d, "e-f" as g } from "x";',
      ["a = import(x).a", "c = import(x).b", "d = import(x).default", "g = import(x).e-f"],
    ],
    ["namespace", 'import * as a from "x";', ["a = import(x).*"]],
    ["default and namespace", 'import a, * as b from "x";', ["a = import(x).default", "b = import(x).*"]],
    [
      "type only",
      'import type { A } from "x"; import { type B } from "y"; import type C from "z";',
      ["A = import(x).A", "B = import(y).B", "C = import(z).default"],
    ],
    ["import =", 'import a = require("x");', ["a = import(x).*"]],
    ["import of a member", "import a = b.c.d;", ["a = @b.c.d"]],
    ["require", 'const a = require("x");', ["a = import(x).*"]],
    ["require of one name", 'const { a } = require("x");', ["a = import(x).*.a"]],
    ["require and member", 'const a = require("x").default;', ["a = import(x).*.default"]],
    ["dynamic", 'const a = await import("x");', ["a = import?(x).*"]],
    ["dynamic by template", "const a = await import(`x`);", ["a = import?(x).*"]],
    ["dynamic, then", 'const a = import("x").then(f);', ["a = import?(x).*.then(@f)"]],
    ["a local require", "const require = f(); const a = require('x');", ["require = @f()", 'a = require("x")']],
    [
      "createRequire",
      "const require = createRequire(import.meta.url); const a = require('x');",
      ["require = @createRequire(<import.meta>.url)", "a = import(x).*"],
    ],
    ["require.resolve", "const a = require.resolve('x');", ['a = @require.resolve("x")']],
  ])("%s", (_title, text, expected) => {
    const module = lower(text);
    expect(module.gaps).toEqual([]);
    expect(printerOf(text).bindings()).toEqual(expected);
  });

  test("a computed module is a gap, and what is inside is still seen", () => {
    const text = "require(a); import(`./${b}`);";
    expect(bodyOf(text)).toEqual(["<require @a>", '<import `"./", @b`>']);
    expect(lower(text).gaps.map(({ reason }) => reason)).toEqual([
      "the module of this require() is computed",
      "the module of this import() is computed",
    ]);
  });
});

describe("exports", () => {
  test.each([
    ["const", "export const a = 1, b = 2;", ["a = a", "b = b"]],
    ["destructured", "export const { a, b: [c], ...d } = o;", ["a = a", "c = c", "d = d"]],
    ["function", "export function f() {}", ["f = f"]],
    ["class", "export class A {}", ["A = A"]],
    ["enum", "export enum A { X }", ["A = A"]],
    ["namespace", "export namespace A { export const b = 1; }", ["A = A"]],
    ["default function", "export default function f() {}", ["default = f"]],
    ["default class", "export default class A {}", ["default = A"]],
    ["default name", "const a = 1; export default a;", ["default = a"]],
    ["default value", "export default f();", ["default = default"]],
    ["default anonymous function", "export default function () {}", ["default = default"]],
    ["list", "const a = 1; export { a, a as b, a as default };", ["a = a", "b = a", "default = a"]],
    ["list before the declaration", "export { a }; const a = 1;", ["a = a"]],
    ["an import", 'import { a } from "x"; export { a };', ["a = a"]],
    ["from", 'export { a, b as c, default } from "x";', ["a = a from x", "c = b from x", "default = default from x"]],
    ["types from", 'export type { A } from "x";', ["A = A from x"]],
    ["all", 'export * from "x";', ["* from x"]],
    ["all as", 'export * as a from "x";', ["a = * from x"]],
    ["types", "interface A {} export { A }; export type B = 1; export {};", []],
    ["import =", 'export import a = require("x");', ["a = a"]],
    ["import = member", "export import a = b.c;", ["a = a"]],
    ["declared", "export declare const a: A;", ["a = a"]],
    ["export =", "const a = 1; export = a;", ["module = a"]],
    ["module.exports", "module.exports = f;", ["module = @f"]],
    [
      "module.exports with names",
      "const a = 1; module.exports = { a, b: 2, ...c };",
      ["module = {a: a, b: 2, ...@c}", "a = a", "b = 2"],
    ],
    ["module.exports.a", "module.exports.a = 1;", ["a = 1"]],
    ["exports.a", "exports.a = 1; exports['b'] = 2;", ["a = 1", "b = 2"]],
    ["exports = module.exports", "exports = module.exports = a;", ["module = @a"]],
    ["compiled", "exports.a = exports.b = void 0; exports.a = 1;", ["a = 1"]],
    ["a local module", "const module = {}; module.exports = 1; function f(exports) { exports.a = 1; }", []],
  ])("%s", (_title, text, expected) => {
    const module = lower(text);
    expect(module.gaps).toEqual([]);
    expect(printerOf(text).exports()).toEqual(expected);
  });

  test("a declaration file exports names without values", () => {
    const text = "export function f(): void; export const a: A; export class B { c: C }";
    expect(printerOf(text, "a.d.ts").exports()).toEqual(["f = f", "a = a", "B = B"]);
    expect(lower(text, "a.d.ts").body).toEqual([]);
  });

  test("a default value is evaluated once, where it stands", () => {
    expect(bodyOf("a(); export default f(); b();")).toEqual(["@a()", "let default = @f()", "@b()"]);
  });
});

describe("types", () => {
  test.each([
    [
      "interface",
      "interface A extends B, C.D<E> { a: string; b?: number; c(): void; readonly d: A[] }",
      ["A extends B, C.D<E> = { a: string; b?: number; c: other; d: (A)[] }"],
    ],
    ["union of literals", 'type A = "a" | "b" | 1 | -2 | true | null;', ['A = "a" | "b" | 1 | -2 | true | null']],
    ["intersection", "type A = B & { c: C };", ["A = B & { c: C }"]],
    ["arrays", "type A = readonly B[] | Array<C> | ReadonlyArray<D>;", ["A = (B)[] | (C)[] | (D)[]"]],
    ["imported", 'import type { B } from "x"; import * as c from "y"; type A = B | c.D;', ["A = B^B | c.D^c"]],
    ["class and enum", "class B {} enum C {} type A = B | C;", ["A = B^B | C^C"]],
    ["a constant of that name is not the type", "const A = 1; type A = 2; type B = A;", ["A = 2", "B = A"]],
    ["zod", "const S = z.object({}); type A = z.infer<typeof S>;", ["A = z.infer<typeof S>"]],
    ["typeof member", "type A = typeof a.b | typeof process.env;", ["A = typeof @a.b | typeof env(process.env)"]],
    [
      "the rest",
      "type A = (() => void) | [B] | keyof C | D[0] | `x${string}`;",
      ["A = other | other | other | other | other"],
    ],
  ])("%s", (_title, text, expected) => {
    expect(printerOf(text).types()).toEqual(expected);
  });

  test("annotations", () => {
    const { bindings } = lower(
      'import { Index } from "x"; const a: Index = f(); declare const b: Index; let c: typeof a;',
    );
    expect(bindings.map(({ type }) => type)).toMatchObject([
      null,
      { kind: "named", name: "Index", binding: 0 },
      { kind: "named", name: "Index", binding: 0 },
      { kind: "typeof", of: { kind: "name", binding: 1 } },
    ]);
  });
});
