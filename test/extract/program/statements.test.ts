import { describe, expect, test } from "vitest";
import { bodyOf, lower } from "./lower.ts";

describe("statements", () => {
  test.each([
    ["let without a value", "let a;", ["let a = null"]],
    ["several names", "const a = 1, b = a;", ["let a = 1", "let b = a"]],
    ["using", "await using a = f();", ["let a = @f()"]],
    ["a second var", "var a = 1; var a = 2; var a;", ["let a = 1", "a = 2"]],
    ["if", "if (a) b(); else if (c) { d(); } else e();", ["if @a { @b(); } else { if @c { @d(); } else { @e(); }; }"]],
    [
      "switch",
      "switch (a) { case 1: case 2: b(); break; default: c(); }",
      ["switch @a { 1 { } 2 { @b(); break; } default { @c(); } }"],
    ],
    ["while", "while (a) b();", ["while (@a) { @b(); }"]],
    ["do", "do { b(); } while (a);", ["do-while (@a) { @b(); }"]],
    [
      "for",
      "for (let i = 0, n = f(); i < n; i++) g(i);",
      ["{ let i = 0; let n = @f(); for ((i < n), i other 1) { @g(i); }; }"],
    ],
    ["for with an expression", "for (a = 0; ; ) b();", ["{ @a = 0; for () { @b(); }; }"]],
    ["for without a head", "for (;;) { break; }", ["for () { break; }"]],
    ["for…in", "for (const k in o) f(k);", ["for-in (@Object.keys(@o)) { let k = element(@Object.keys(@o)); @f(k); }"]],
    ["for…of", "for (const x of xs) f(x);", ["for-of (@xs) { let x = element(@xs); @f(x); }"]],
    ["for await", "for await (const x of xs) f(x);", ["for-of (@xs) { let x = await element(@xs); @f(x); }"]],
    ["for…of into a member", "for (a.b of xs) f();", ["for-of (@xs) { @a.b = element(@xs); @f(); }"]],
    ["try", "try { a(); } catch { b(); } finally { c(); }", ["try { @a(); } catch { @b(); } finally { @c(); }"]],
    ["try without catch", "try { a(); } finally { c(); }", ["try { @a(); } finally { @c(); }"]],
    ["throw", "throw new Error(a);", ["throw new @Error(@a)"]],
    ["label", "outer: for (;;) { continue outer; }", ["outer: { for () { continue outer; }; }"]],
    ["block", "{ a(); }", ["{ @a(); }"]],
    ["nothing", ";; debugger; function f() {} interface A {} type B = 1; declare const c: 1;", []],
    ["class", "a(); class A {}", ["@a()", "let A = class(A)"]],
    ["directive", '"use server"; a();', ['"use server"', "@a()"]],
    ["module that is only run", 'import "./telemetry";', ["import(./telemetry).*"]],
    ["top-level await without imports", "await a();", ["await @a()"]],
  ])("%s", (_title, text, expected) => {
    const { gaps } = lower(text);
    expect(gaps).toEqual([]);
    expect(bodyOf(text)).toEqual(expected);
  });

  test("with is read, and noted", () => {
    expect(bodyOf("with (a) { b(); }", "a.js")).toEqual(["@a", "{ @b(); }"]);
    expect(lower("with (a) { b(); }", "a.js").gaps).toHaveLength(1);
  });
});

describe("enums", () => {
  test.each([
    ["numbered", "enum A { X, Y, Z }", "{X: 0, Y: 1, Z: 2}"],
    ["from a number on", "enum A { X = 5, Y, Z = -1, W }", "{X: 5, Y: 6, Z: - 1, W: 0}"],
    ["strings", 'enum A { X = "x", "y-z" = "y" }', '{X: "x", y-z: "y"}'],
    [
      "flags",
      "enum A { X = 1 << 0, Y = 1 << 1, Z = X | Y, W }",
      "{X: (1 << 0), Y: (1 << 1), Z: ((1 << 0) | (1 << 1)), W: 4}",
    ],
    ["after a computed one", "enum A { X = f(), Y }", "{X: @f(), Y: <enum member>}"],
    ["const", "const enum A { X }", "{X: 0}"],
    ["declared", "declare enum A { X }", "{X: 0}"],
  ])("%s", (_title, text, expected) => {
    expect(bodyOf(text)).toEqual([`let A = ${expected}`]);
    expect(lower(text).bindings[0]?.kind).toBe("enum");
  });

  test("declared twice", () => {
    const { bindings } = lower("enum A { X } enum A { Y = 1 }");
    expect(bindings).toHaveLength(1);
    expect(bindings[0]?.memberWrites).toMatchObject([{ key: "Y", value: { value: 1 } }]);
  });
});

describe("namespaces", () => {
  test("are a block and an object of what they export", () => {
    expect(bodyOf("namespace A { const a = 1; export const b = a; export function c() {} }")).toEqual([
      "{ let a = 1; let b = a; }",
      "let A = {b: b, c: fn(c)}".replace("fn(c)", "c"),
    ]);
  });

  test("nest", () => {
    expect(bodyOf("namespace A.B { export const c = 1; }")).toEqual([
      "{ { let c = 1; }; let B = {c: c}; }",
      "let A = {B: B}",
    ]);
  });

  test("of types do not exist, but their types have a name", () => {
    const { body, types } = lower(
      "namespace A { export interface B { c: 1 } } declare global { var x: 1 } declare module 'y' { const z: 1 }",
    );
    expect(body).toEqual([]);
    expect(types.map(({ name }) => name)).toEqual(["A.B"]);
  });

  test("add to a function of the same name", () => {
    const { bindings } = lower("function f() {} namespace f { export const a = 1; }");
    expect(bindings[0]).toMatchObject({ kind: "function", memberWrites: [{ key: "a" }] });
  });
});
