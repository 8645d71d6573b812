import { describe, expect, test } from "vitest";
import { bodyOf, lower, printerOf } from "./lower.ts";

describe("destructuring declarations", () => {
  test.each([
    [
      "of a call keeps the call under a hidden name",
      "const { a, b: c } = f();",
      ["let $1 = @f()", "let a = $1.a", "let c = $1.b"],
    ],
    ["of a name needs none", "const o = f(); const { a } = o;", ["let o = @f()", "let a = o.a"]],
    ["of this needs none", "const { a } = this;", ["let a = this.a"]],
    [
      "of a required module needs none",
      'const { Pinecone } = require("pkg");',
      ["let Pinecone = import(pkg).*.Pinecone"],
    ],
    ["of an imported module needs none", 'const { a } = await import("pkg");', ["let a = import?(pkg).*.a"]],
    ["default", "const { a = 1 } = o;", ["let a = (@o.a ?? 1)"]],
    ["nested", "const { a: { b: [c] } } = o;", ["let c = @o.a.b[0]"]],
    ["nested with a default", "const { a: { b } = f() } = o;", ["let $1 = (@o.a ?? @f())", "let b = $1.b"]],
    ["rest", "const { a, 'b': c, ...d } = o;", ["let a = @o.a", "let c = @o.b", "let d = rest(@o without a, b)"]],
    ["computed key", "const { [k]: a } = o;", ["let a = @o[@k]"]],
    [
      "array",
      "const [a, , b = 2, ...c] = o;",
      ["let a = @o[0]", "let b = (@o[2] ?? 2)", "let c = rest(@o without 0, 1, 2)"],
    ],
    [
      "awaited array",
      "const [a, b] = await Promise.all([f(), g()]);",
      ["let $1 = await @Promise.all([@f(), @g()])", "let a = $1[0]", "let b = $1[1]"],
    ],
    ["default function takes the name", "const { a = () => 1 } = o;", ["let a = (@o.a ?? fn(a))"]],
    ["var", "var { a } = o;", ["let a = @o.a"]],
  ])("%s", (_title, text, expected) => {
    expect(bodyOf(text)).toEqual(expected);
  });

  test("rest without array positions", () => {
    expect(lower("const [, ...c] = o;").bindings[0]?.value).toMatchObject({ kind: "rest", without: ["0"] });
  });
});

describe("destructured parameters", () => {
  test("names are members of the parameter, set before the body", () => {
    const printer = printerOf("function f({ a, b: { c } = {}, ...r }: P = {}, [d]) { return a; }");
    const f = printer.function("f");
    expect(printer.statements(f.body)).toEqual([
      "let a = in(f, 0).a",
      "let $1 = (in(f, 0).b ?? {})",
      "let c = $1.c",
      "let r = rest(in(f, 0) without a, b)",
      "let d = in(f, 1)[0]",
      "return a",
    ]);
    expect(f.parameters).toMatchObject([
      {
        name: "",
        binding: null,
        optional: true,
        rest: false,
        default: { kind: "object" },
        type: { kind: "named", name: "P" },
      },
      { name: "", binding: null, optional: false, default: null },
    ]);
  });
});

describe("destructuring elsewhere", () => {
  test("for…of", () => {
    expect(bodyOf("for (const { a, b } of xs) f(a);")).toEqual([
      "for-of (@xs) { let $1 = element(@xs); let a = $1.a; let b = $1.b; @f(a); }",
    ]);
  });

  test("for…of over a call, by entries", () => {
    expect(bodyOf("for (const [k, v] of Object.entries(o)) f(k, v);")).toEqual([
      "{ let $1 = @Object.entries(@o); for-of ($1) { let $2 = element($1); let k = $2[0]; let v = $2[1]; @f(k, v); }; }",
    ]);
  });

  test("catch", () => {
    expect(bodyOf("try { f(); } catch ({ message }) { g(message); }")).toEqual([
      "try { @f(); } catch { let $1 = null; let message = $1.message; @g(message); }",
    ]);
  });

  test.each([
    ["array", "let a, b; [a, b] = f();", "($1 = @f(), a = $1[0], b = $1[1])"],
    ["object", "let a, b; ({ a, b: x.y } = o);", "(a = @o.a, @x.y = @o.b)"],
    ["single", "let a; ({ a } = o);", "a = @o.a"],
    [
      "defaults",
      "let a, b; ({ a = 1, b: [b = 2] = [] } = o);",
      "(a = (@o.a ?? 1), $1 = (@o.b ?? []), b = ($1[0] ?? 2))",
    ],
    ["rest", "let a, b; ({ a, ...b } = o); ", "(a = @o.a, b = rest(@o without a))"],
    ["array rest", "let a, b; [a, ...b] = o; ", "(a = @o[0], b = rest(@o without 0))"],
    ["swap", "let a = 1, b = 2; [a, b] = [b, a];", "($1 = [b, a], a = $1[0], b = $1[1])"],
  ])("assignment: %s", (_title, text, expected) => {
    expect(bodyOf(text).at(-1)).toBe(expected);
  });

  test("assignments are recorded as writes", () => {
    const printer = printerOf("let a = 1; const o = {}; [a, o.x] = f();");
    expect(printer.writes("a")).toEqual(["$1[0]"]);
    expect(printer.memberWrites("o")).toEqual(["x = $1[1]"]);
    expect(printer.writes("$1")).toEqual(["@f()"]);
  });
});
